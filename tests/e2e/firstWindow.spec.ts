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
  await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toBeHidden();
});

test('with no server set the contact link says where it works, and leads to the settings', async () => {
  const ada = await startPerson('Ada', {});
  await ada.page.getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = ada.page.getByRole('dialog', { name: 'Add contact' });
  await expect(dialog.getByText('This computer is your server')).toBeVisible();
  await inspect(ada, 'add-contact-here');
  await dialog.getByRole('button', { name: 'Open Settings' }).click();
  await expect(ada.page.getByRole('textbox', { name: 'Server' })).toBeVisible();
});

test('the list of shortcuts has those that work in every app, as they are set', async () => {
  const ada = await startPerson('Ada', {});
  await ada.page.evaluate(() =>
    window.api.invoke('settings:change', {
      globalShortcuts: { palette: 'Control+Alt+K', mute: null },
    }),
  );
  await ada.page.getByRole('button', { name: 'Shortcuts' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(dialog.getByText('In every app')).toBeVisible();
  await expect(dialog.getByText('K', { exact: true })).toBeVisible();
  await expect(dialog.getByText('None')).toBeVisible();
  await inspect(ada, 'shortcuts');
});

test('the menu of one’s status says what it means for calls', async () => {
  const ada = await startPerson('Ada', {});
  await ada.page.getByRole('button', { name: 'Your status' }).click();
  const busy = ada.page.getByRole('menuitemradio', { name: 'Busy', exact: true });
  await expect(busy).toHaveAccessibleDescription('Calls still ring here.');
  await ada.page.screenshot({ path: path.join(PICTURES, 'status-menu.png') });
});

test('windows have the icon of the app', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere it is the program’s');
  await launchApp();
  await expect(() => expect(windowIcon('Parley')).toContain('Icon (128 x 128)')).toPass();
});
