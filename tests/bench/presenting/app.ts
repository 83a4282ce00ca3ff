import { launchApp, withCallWindow, type RunningApp } from '../../support/app.ts';
import { control, joinFromGreenRoom, tile } from '../../support/callPage.ts';
import { startServer } from '../../support/serverProcess.ts';
import type { Display } from './display.ts';
import type { PresentingEnd, PresentingSubject } from './subject.ts';

/** Place of screen A among a link's transceivers, as the protocol has it. */
const SCREEN_LANE = 2;

/** Into the room with camera and microphone off: a screen is shown and nothing else. */
async function join({ page }: RunningApp, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Room name' }).fill('bench');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Stop camera' }).click();
  await page.getByRole('button', { name: 'Mute' }).click();
  await joinFromGreenRoom(page, name);
}

async function shareFirstScreen({ page }: RunningApp): Promise<void> {
  await control(page, 'Share screen').click();
  const picker = page.getByRole('dialog', { name: 'Choose what to share' });
  await picker.getByRole('tab', { name: 'Screens' }).click();
  await picker.getByRole('option').first().click();
  await picker.getByRole('button', { name: 'Share', exact: true }).click();
}

/** Two instances of the app on a real server, one of which presents its screen to the other. */
export async function startApp(from: Display, to: Display): Promise<PresentingSubject> {
  const server = await startServer();
  const ada = await launchApp({ server: server.url, env: from.env });
  const bob = await launchApp({ server: server.url, env: to.env });
  await withCallWindow(bob, 'full-screen');
  await join(ada, 'Ada');
  await join(bob, 'Bob');
  await tile(ada.page, 'Bob').waitFor();
  await shareFirstScreen(ada);
  await tile(bob.page, "Ada's screen").locator('video').waitFor();
  const end = ({ app, page }: RunningApp): PresentingEnd => ({
    page,
    root: app.process().pid ?? 0,
  });
  return {
    name: 'parley',
    presenter: end(ada),
    viewer: end(bob),
    video: '[role=group][aria-label="Ada\'s screen"] video',
    transceiver: SCREEN_LANE,
    async openCameras() {
      for (const { page } of [ada, bob]) {
        await control(page, 'Start camera').click();
        await control(page, 'Unmute').click();
      }
      await tile(bob.page, 'Ada').locator('video').waitFor();
      await tile(ada.page, 'Bob').locator('video').waitFor();
    },
    async close() {
      await bob.close();
      await ada.close();
      await server.stop();
    },
  };
}
