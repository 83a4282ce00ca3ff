import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, expect } from '@playwright/test';
import { closeAllApps, type RunningApp } from '../support/app.ts';
import { expectPresence, startContacts, startPerson } from '../support/quickCalls.ts';
import { inspect } from '../support/screenChecks.ts';
import { chooseFile, openMove } from '../support/secondDevice.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

// Every step of it in four ways each, axe included.
test.describe.configure({ timeout: 180_000 });

let server: TestServer;
let bob: RunningApp;

test.beforeEach(async () => {
  server = await startServer();
  ({ bob } = await startContacts(server.url));
});

test.afterEach(async () => {
  await closeAllApps();
  await server.stop();
});

test('an identity goes to another computer by keyboard, and every step of it can be read', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'parley-e2e-'));
  const file = path.join(dir, 'parley-identity.age');
  const { page } = bob;

  await page.getByRole('button', { name: 'Settings' }).first().click();
  await page.getByRole('button', { name: 'Use the identity of another computer…' }).focus();
  await inspect(bob, 'identity-settings');
  await page.keyboard.press('Escape');
  const saving = await openMove(bob, 'Use on another computer');
  await expect(saving.getByRole('button', { name: 'Save file…' })).toBeFocused();
  await inspect(bob, 'identity-save');
  // A dialog that is closed, and a folder that is not there.
  await chooseFile(bob, null);
  await page.keyboard.press('Enter');
  await expect(saving.getByRole('button', { name: 'Save file…' })).toBeEnabled();
  await chooseFile(bob, path.join(dir, 'none', 'x.age'));
  await page.keyboard.press('Enter');
  await expect(saving.getByText('The file could not be saved.')).toBeVisible();
  await chooseFile(bob, file);
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Passphrase', exact: true });
  await expect(field).toBeFocused();
  const passphrase = (await field.inputValue()).replaceAll('\n', '-');
  expect(passphrase).toMatch(/^([0-9a-z]{4}-){5}[0-9a-z]{4}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await inspect(bob, 'identity-passphrase');
  // What cannot be had again is not put away by a stray key.
  await page.keyboard.press('Escape');
  await expect(field).toBeVisible();
  await page.getByRole('button', { name: 'Copy passphrase' }).click();
  await expect
    .poll(() => bob.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(passphrase);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  expect(await page.evaluate(() => document.body.innerHTML)).not.toContain(passphrase.slice(0, 14));

  const laptop = await startPerson('Laptop', { server: server.url });
  // Somebody has been here before.
  await laptop.page.evaluate(() => window.api.invoke('contacts:link', undefined));
  const adopting = await openMove(laptop, 'Use the identity of another computer');
  await expect(adopting.getByRole('button', { name: 'Choose file…' })).toBeFocused();
  await inspect(laptop, 'identity-choose');
  const other = path.join(dir, 'other.age');
  writeFileSync(other, 'age-encryption.org/v1\n');
  await chooseFile(laptop, other);
  await laptop.page.keyboard.press('Enter');
  await expect(adopting.getByText('or it is damaged')).toBeVisible();
  await chooseFile(laptop, file);
  await laptop.page.keyboard.press('Enter');
  const typed = adopting.getByRole('textbox', { name: 'Passphrase of the file' });
  await expect(typed).toBeFocused();
  await laptop.page.keyboard.type('0000-0000-0000-0000-0000-0000');
  await laptop.page.keyboard.press('Enter');
  await expect(adopting.getByText('This passphrase does not open the file.')).toBeVisible();
  await expect(typed).toBeFocused();
  await inspect(laptop, 'identity-wrong');
  await typed.fill(` ${passphrase.toUpperCase().replaceAll('-', ' ')} `);
  await laptop.page.keyboard.press('Enter');
  const question = laptop.page.getByRole('dialog', { name: 'Be Bob on this computer?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(question.getByText('who you are here now: Laptop')).toBeVisible();
  await inspect(laptop, 'identity-question');
  await laptop.page.keyboard.press('Tab');
  await laptop.page.keyboard.press('Enter');
  await expect(laptop.page.getByRole('button', { name: 'Done' })).toBeFocused();
  await inspect(laptop, 'identity-adopted');
  await laptop.page.keyboard.press('Enter');
  await expectPresence(laptop.page, 'Ada', 'Available');
  expect(existsSync(path.join(laptop.userDataDir, 'identity.json'))).toBe(true);
});
