import { openBareWindow } from './bareWindow.ts';
import type { Display } from './display.ts';
import type { FloorPage } from './floorPage.ts';
import type { PresentingSubject } from './subject.ts';

declare global {
  interface Window {
    floorPage: FloorPage;
  }
}

/** Two bare windows, one of which presents its screen to the other. */
export async function startFloor(from: Display, to: Display): Promise<PresentingSubject> {
  const presenter = await openBareWindow(from, 'floorPage.ts', { whole: false });
  const viewer = await openBareWindow(to, 'floorPage.ts', { whole: true });
  const negotiate = async (): Promise<void> => {
    const offer = await presenter.page.evaluate(() => window.floorPage.offer());
    const answer = await viewer.page.evaluate((sdp) => window.floorPage.answer(sdp), offer);
    await presenter.page.evaluate((sdp) => window.floorPage.accept(sdp), answer);
  };
  await presenter.page.evaluate(() => window.floorPage.present());
  await negotiate();
  await viewer.page.locator('#screen').waitFor();
  return {
    name: 'floor',
    presenter,
    viewer,
    video: '#screen',
    transceiver: 0,
    async openCameras() {
      for (const { page } of [presenter, viewer]) {
        await page.evaluate(() => window.floorPage.openCamera());
      }
      await negotiate();
    },
    async close() {
      await viewer.close();
      await presenter.close();
    },
  };
}
