import path from 'node:path';
import { test, expect, type Page } from '@playwright/test';
import { closeAllApps, launchApp } from '../support/app.ts';
import { control, expectSound, joinFromGreenRoom, joinRoom, tile } from '../support/callPage.ts';
import { picker } from '../support/presentPage.ts';
import { startSoundServer, type SoundServer } from '../support/pulse.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';
import { writeVoice } from '../support/voice.ts';

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

const SCREEN_SOUND_LANE = 3;
/** A voice that is played has a mean power above 0.01. */
const AUDIBLE_POWER = 1e-3;

/** Mean power of what comes with the first screen, over about a second. */
async function screenSoundPower(page: Page): Promise<number> {
  return page.evaluate(async (lane) => {
    const connection = (window.parleyConnections ?? []).find(
      ({ connectionState }) => connectionState === 'connected',
    );
    const read = async (): Promise<[energy: number, seconds: number]> => {
      const report = await connection?.getTransceivers()[lane]?.receiver.getStats();
      for (const stats of report?.values() ?? []) {
        if (stats.type === 'inbound-rtp')
          return [stats.totalAudioEnergy, stats.totalSamplesDuration];
      }
      return [0, 0];
    };
    const [energyBefore, secondsBefore] = await read();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const [energy, seconds] = await read();
      if (connection?.connectionState !== 'connected') return -1;
      if (seconds - secondsBefore > 1.2) return (energy - energyBefore) / (seconds - secondsBefore);
    }
  }, SCREEN_SOUND_LANE);
}

test('what the computer plays arrives, and the call itself does not come back with it', async () => {
  sound.plugMicrophone('Desk microphone');
  const headset = sound.plugSpeaker('Headset');
  // The default, and so what is captured.
  const loudspeaker = sound.plugSpeaker('Loudspeaker');
  const bob = await launchApp({ server: server.url });
  await joinRoom(bob.page, 'sound', 'Bob');

  const ada = await launchApp({ server: server.url, devices: 'none', env: sound.env });
  const { page } = ada;
  await page.getByRole('textbox', { name: 'Room name' }).fill('sound');
  await page.keyboard.press('Enter');
  const speaker = page.getByRole('combobox', { name: 'Speaker', exact: true });
  await expect(speaker).toBeEnabled();
  await joinFromGreenRoom(page, 'Ada');
  await expect(tile(page, 'Bob')).toBeVisible();

  // On the default speaker everybody would hear themselves: not offered, and why.
  await control(page, 'Share screen').click();
  const checkbox = picker(page).getByRole('checkbox', { name: 'Share computer sound' });
  await expect(checkbox).toBeDisabled();
  await expect(checkbox).toHaveAccessibleDescription(/speaker/);
  await picker(page).getByRole('button', { name: 'Cancel' }).click();

  await control(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Devices' }).click();
  await speaker.click();
  await page.getByRole('option', { name: 'Headset' }).click();
  await expect.poll(() => headset.loudness(1_500), { timeout: 15_000 }).toBeGreaterThan(0.001);
  await page.keyboard.press('Escape');

  await control(page, 'Share screen').click();
  await expect(checkbox).toBeEnabled();
  await checkbox.check();
  await picker(page).getByRole('option').first().click();
  await picker(page).getByRole('button', { name: 'Share', exact: true }).click();
  await expect(tile(bob.page, "Ada's screen")).toBeVisible();

  const speech = path.join(ada.userDataDir, 'speech.wav');
  writeVoice(speech, 77);
  const stop = loudspeaker.play(speech);
  await expect
    .poll(() => screenSoundPower(bob.page), { message: 'speech', timeout: 20_000 })
    .toBeGreaterThan(AUDIBLE_POWER);
  stop();

  // Bob talks all the while, and hears none of it.
  await expect
    .poll(() => screenSoundPower(bob.page), { message: 'no echo', timeout: 20_000 })
    .toBeLessThan(AUDIBLE_POWER);
  await expectSound(bob.page);
  expect(await headset.loudness(1_500)).toBeGreaterThan(0.001);
  expect(await screenSoundPower(bob.page)).toBeLessThan(AUDIBLE_POWER);
});
