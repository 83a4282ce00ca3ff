import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test, expect, type Page } from '@playwright/test';
import { checkApps, closeAllApps, launchApp, type RunningApp } from '../support/app.ts';
import {
  control,
  expectMovingPicture,
  joinFromGreenRoom,
  openPanel,
  sendChat,
  tile,
} from '../support/callPage.ts';
import { showPicture } from '../support/knownPicture.ts';
import { choose, expectPicture, share, smallWindow } from '../support/presentPage.ts';
import { PICTURES, expectNoViolations, inspect, inspectSmall } from '../support/screenChecks.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

// A test looks at up to five screens in four ways each, axe included.
test.describe.configure({ timeout: 120_000 });

let server: TestServer;
let ada: RunningApp;

test.beforeAll(async () => {
  server = await startServer();
});

test.afterEach(checkApps);

test.afterAll(() => server.stop());

async function expectButtons(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  }
}

test.describe('somebody alone', () => {
  test.beforeAll(async () => {
    ada = await launchApp({ server: server.url });
  });

  test.afterAll(closeAllApps);

  test('Home has its names, in every size and theme', async () => {
    const { page } = ada;
    // At the first start that is what one is asked for.
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'Room name' })).toBeVisible();
    await expectButtons(page, ['Join', 'New call', 'Settings']);
    await expect(
      page.getByRole('status').filter({ hasText: server.url.replace('ws://', '') }),
    ).toBeVisible();
    await inspect(ada, 'home');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('dialog').waitFor();
    await inspect(ada, 'settings');
  });

  test('a name that is typed fast is kept letter by letter', async () => {
    const name = ada.page.getByRole('textbox', { name: 'Your name' });
    await name.fill('');
    // As from a keyboard: the next key does not wait for what the last one has led to.
    execFileSync('xdotool', ['type', '--delay', '8', 'Augusta Ada King']);
    await expect(name).toHaveValue('Augusta Ada King');
    await ada.page.reload();
    await expect(name).toHaveValue('Augusta Ada King');
  });

  test('the green room has its names, in every size and theme', async () => {
    const { page } = ada;
    await page.getByRole('textbox', { name: 'Room name' }).fill('design-review');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    for (const name of ['Microphone', 'Camera', 'Speaker']) {
      await expect(page.getByRole('combobox', { name, exact: true })).toBeVisible();
    }
    await expectButtons(page, ['Mute', 'Stop camera', 'Test speaker', 'Join now', 'Cancel']);
    // Somebody talks into the fake microphone, in syllables: the meter is not up at every moment.
    await page.getByRole('meter', { name: 'Microphone level' }).evaluate(
      (meter) =>
        new Promise<void>((resolve) => {
          new MutationObserver((_, observer) => {
            if (Number(meter.getAttribute('aria-valuenow')) === 0) return;
            observer.disconnect();
            resolve();
          }).observe(meter, { attributes: true });
        }),
    );
    await expectMovingPicture(page.locator('main'));
    await inspect(ada, 'green-room');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('textbox', { name: 'Room name' })).toBeVisible();
  });

  test('the language changes at run time, and its words fit', async () => {
    const { page } = ada;
    const languages = [
      { name: 'Русский', join: 'Войти', settings: 'Настройки', language: 'Язык' },
      { name: 'Українська', join: 'Увійти', settings: 'Налаштування', language: 'Мова' },
    ] as const;
    let words: { settings: string; language: string } = {
      settings: 'Settings',
      language: 'Language',
    };
    for (const next of languages) {
      await page.getByRole('button', { name: words.settings, exact: true }).click();
      await page.getByRole('combobox', { name: words.language }).click();
      await page.getByRole('option', { name: next.name }).click();
      await expect(page.getByRole('dialog', { name: next.settings })).toBeVisible();
      await inspect(ada, `settings-${next.name}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.getByRole('button', { name: next.join, exact: true })).toBeVisible();
      await inspect(ada, `home-${next.name}`);
      words = next;
    }
    await page.getByRole('main').getByRole('textbox').last().fill('планёрка');
    await page.keyboard.press('Enter');
    await expectMovingPicture(page.locator('main'));
    await inspect(ada, 'green-room-Українська');
    await page.getByRole('button', { name: 'Увійти зараз' }).click();
    await page.getByRole('toolbar').waitFor();
    await inspect(ada, 'call-Українська');
  });
});

test.describe('two in a call', () => {
  let bob: RunningApp;

  test.beforeAll(async () => {
    [ada, bob] = await Promise.all([
      launchApp({ server: server.url }),
      launchApp({ server: server.url }),
    ]);
    for (const [instance, name] of [
      [ada, 'Ada'],
      [bob, 'Bob'],
    ] as const) {
      await instance.page.getByRole('textbox', { name: 'Room name' }).fill('design-review');
      await instance.page.keyboard.press('Enter');
      await joinFromGreenRoom(instance.page, name);
    }
  });

  test.afterAll(closeAllApps);

  test('the call has its names, in every size and theme', async () => {
    const { page } = ada;
    await expectMovingPicture(tile(page, 'Bob'));
    await expectMovingPicture(tile(page, 'Ada (you)'));
    for (const name of [
      'Mute',
      'Stop camera',
      'Share screen',
      'Chat',
      'People',
      'Invite',
      'More',
      'Leave',
    ]) {
      await expect(control(page, name)).toBeVisible();
    }
    await inspect(ada, 'call');

    await sendChat(bob.page, 'I share the numbers in a moment.');
    await openPanel(page, 'Chat');
    await expect(page.getByRole('log', { name: 'Messages' })).toContainText('I share the numbers');
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
    await inspect(ada, 'chat');
    await page.keyboard.press('Escape');

    const picture = await showPicture('parley-figures', ['red', 'lime', 'blue', 'yellow']);
    try {
      await control(bob.page, 'Share screen').click();
      const picker = bob.page.getByRole('dialog', { name: 'Choose what to share' });
      for (const name of ['Screens', 'Windows']) {
        await expect(picker.getByRole('tab', { name })).toBeVisible();
      }
      await picker.getByRole('tab', { name: 'Windows' }).click();
      await picker.getByRole('option', { name: picture.title }).click();
      await inspect(bob, 'screen-picker');
      await picker.getByRole('button', { name: 'Share', exact: true }).click();
      await expectPicture(tile(page, "Bob's screen"));
      await inspect(ada, 'presenting');
      await page.getByRole('button', { name: 'Draw', exact: true }).click();
      await inspect(ada, 'drawing');
    } finally {
      picture.close();
    }
  });

  test('the windows around a share have their names, in both themes', async () => {
    const picture = await showPicture('parley-figures', ['red', 'lime', 'blue', 'yellow']);
    try {
      await share(bob.page, { tab: 'Windows', option: picture.title });
      await expectPicture(tile(ada.page, "Bob's screen"));
      const bar = await smallWindow(bob, 'sharingBar');
      for (const name of ['Pause', 'Sharpen now', 'Mute', 'Stop camera', 'Stop sharing']) {
        await expect(bar.getByRole('button', { name, exact: true })).toBeVisible();
      }
      await inspectSmall(bob, bar, 'sharing-bar');
      await bar.getByRole('button', { name: 'People watching' }).click();
      await expect(bar.getByText('Ada')).toBeVisible();
      await inspectSmall(bob, bar, 'sharing-bar-people');
      await bar.getByRole('button', { name: 'People watching' }).click();

      await control(bob.page, 'More').click();
      await bob.page.getByRole('menuitem', { name: 'Share one more' }).click();
      await choose(bob.page, { tab: 'Screens' });
      await bob.page.getByRole('button', { name: 'Choose an area…' }).click();
      const region = await smallWindow(bob, 'region');
      await expect(region.getByRole('button', { name: 'Share this area' })).toBeVisible();
      await region.screenshot({ path: path.join(PICTURES, 'region.png') });
      await expectNoViolations(region, 'region');
    } finally {
      picture.close();
    }
  });
});
