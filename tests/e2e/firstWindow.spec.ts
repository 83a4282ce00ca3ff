import path from 'node:path';
import process from 'node:process';
import { test, expect } from '@playwright/test';
import { closeAllApps, launchApp } from '../support/app.ts';
import { windowIcon } from '../support/desktop.ts';
import { startPerson } from '../support/quickCalls.ts';
import { PICTURES, inspect } from '../support/screenChecks.ts';

test.afterEach(closeAllApps);

test('the first start asks for the name, where the keyboard is', async () => {
  const ada = await launchApp();
  await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await inspect(ada, 'first-start');
  await ada.page.getByRole('button', { name: 'Done' }).click();
  // The keyboard goes on where the card was.
  await expect(ada.page.getByRole('textbox', { name: 'Room name' })).toBeFocused();
  await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toBeHidden();
});

test('Home says where the contact link works, which shortcuts there are, and what a status means; its window has an icon', async () => {
  const ada = await startPerson('Ada', {});
  const { page } = ada;

  await test.step('with no server set the contact link leads to the settings', async () => {
    await page.getByRole('button', { name: 'Add contact' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add contact' });
    await expect(dialog.getByText('This computer is your server')).toBeVisible();
    await inspect(ada, 'add-contact-here');
    await dialog.getByRole('button', { name: 'Open Settings' }).click();
    await expect(page.getByRole('textbox', { name: 'Server' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('the shortcuts that work in every app are in the list as they are set', async () => {
    await page.evaluate(() =>
      window.api.invoke('settings:change', {
        globalShortcuts: { palette: 'Control+Alt+K', mute: null },
      }),
    );
    await page.getByRole('button', { name: 'Shortcuts' }).click();
    const dialog = page.getByRole('dialog', { name: 'Shortcuts' });
    await expect(dialog.getByText('Anywhere on this computer')).toBeVisible();
    await expect(dialog.getByText('K', { exact: true })).toBeVisible();
    await expect(dialog.getByText('None')).toBeVisible();
    await inspect(ada, 'shortcuts');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('the menu of one’s status says what it means for calls', async () => {
    await page.getByRole('button', { name: 'Your status' }).click();
    const busy = page.getByRole('menuitemradio', { name: 'Busy', exact: true });
    await expect(busy).toHaveAccessibleDescription(
      'Calls still ring here, only not during another call.',
    );
    await page.screenshot({ path: path.join(PICTURES, 'status-menu.png') });
  });

  // Elsewhere it is the program’s.
  if (process.platform === 'linux') {
    await test.step('the window has the icon of the app', async () => {
      await expect(() => expect(windowIcon('Parley')).toContain('Icon (128 x 128)')).toPass();
    });
  }
});
