import { test, expect } from '@playwright/test';
import { closeAllApps, launchApp, type RunningApp } from '../support/app.ts';
import {
  control,
  expectMovingPicture,
  expectSound,
  joinFromGreenRoom,
  joinRoom,
  tile,
} from '../support/callPage.ts';
import { startSoundServer, type SoundServer } from '../support/pulse.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

let server: TestServer;
let sound: SoundServer;

test.beforeEach(async () => {
  [server, sound] = await Promise.all([startServer(), startSoundServer()]);
});

test.afterEach(async () => {
  await closeAllApps();
  await sound.stop();
  await server.stop();
});

/** An app that has no fake devices: what it hears and plays goes through the sound server. */
function launchWithRealSound(): Promise<RunningApp> {
  return launchApp({ server: server.url, devices: 'none', env: sound.env });
}

test('a real microphone is heard on a real speaker, and a pulled one is replaced and told of', async () => {
  const desk = sound.plugMicrophone('Desk microphone');
  const headset = sound.plugMicrophone('Headset microphone');
  const speaker = sound.plugSpeaker('Loudspeaker');
  const ada = await launchApp({ server: server.url });
  await joinRoom(ada.page, 'sound', 'Ada');

  const bob = await launchWithRealSound();
  const { page } = bob;
  await page.getByRole('textbox', { name: 'Room name' }).fill('sound');
  await page.keyboard.press('Enter');
  const microphone = page.getByRole('combobox', { name: 'Microphone', exact: true });
  await microphone.click();
  await page.getByRole('option', { name: 'Headset microphone' }).click();
  await expect(microphone).toContainText('Headset microphone');
  await joinFromGreenRoom(page, 'Bob');
  await expectMovingPicture(tile(page, 'Ada'));
  await expectSound(ada.page);
  // The fake microphone of the other side beeps; it comes out of the real speaker.
  await expect.poll(() => speaker.loudness(1_500), { timeout: 15_000 }).toBeGreaterThan(0.001);

  headset.pull();
  await expect(page.getByText('Headset microphone is gone')).toBeVisible({ timeout: 15_000 });
  await expectSound(ada.page);

  sound.plugMicrophone('Headset microphone');
  await control(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Devices' }).click();
  const inCall = page.getByRole('combobox', { name: 'Microphone', exact: true });
  await expect(inCall).toContainText('Headset microphone', { timeout: 15_000 });
  await expectSound(ada.page);

  desk.pull();
  await expectSound(ada.page);
});
