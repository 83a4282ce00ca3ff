// A join of the real app: from the click on `Join now` to the other's first picture on the screen.
import { launchApp } from '../support/app.ts';
import { control, joinRoom, tile } from '../support/callPage.ts';
import { startServer } from '../support/serverProcess.ts';
import type { JoinSubject } from './joinFloor.ts';

declare global {
  interface Window {
    parleyJoinMs?: Promise<number>;
  }
}

/** Runs in the page: times from the next click on this button to a frame of the first remote tile. */
function armTimer(button: Element): void {
  window.parleyJoinMs = new Promise((resolve) => {
    button.addEventListener(
      'click',
      () => {
        const started = performance.now();
        const observer = new MutationObserver(look);
        function look(): void {
          const video = document.querySelector('[role=group][aria-label="Ada"] video');
          if (!(video instanceof HTMLVideoElement)) return;
          observer.disconnect();
          video.requestVideoFrameCallback(() => resolve(performance.now() - started));
        }
        observer.observe(document.body, { childList: true, subtree: true });
      },
      { capture: true, once: true },
    );
  });
}

/** Two instances of the app on a real server; the second joins the first again and again. */
export async function startJoinApp(): Promise<JoinSubject> {
  const server = await startServer();
  const ada = await launchApp({ server: server.url });
  await joinRoom(ada.page, 'bench', 'Ada');
  const bob = await launchApp({ server: server.url });
  const { page } = bob;
  return {
    async join() {
      await page.getByRole('textbox', { name: 'Room name' }).fill('bench');
      await page.keyboard.press('Enter');
      // As for a person who looks at themselves first: the camera runs, the room has been looked at.
      await page.getByText('Ada is here').waitFor();
      await page.locator('main video').waitFor();
      const button = page.getByRole('button', { name: 'Join now' });
      await button.evaluate(armTimer);
      await button.click();
      const ms = await page.evaluate(() => window.parleyJoinMs);
      await control(page, 'Leave').click();
      await page.getByRole('textbox', { name: 'Room name' }).waitFor();
      await tile(ada.page, 'Root').waitFor({ state: 'hidden' });
      if (ms === undefined) throw new Error('no time was taken');
      return ms;
    },
    async close() {
      await bob.close();
      await ada.close();
      await server.stop();
    },
  };
}
