import { execFileSync } from 'node:child_process';
import { test, expect } from '@playwright/test';
import { closeAllApps, type RunningApp } from '../support/app.ts';
import {
  becomeContacts,
  incomingWindow,
  isPaletteShown,
  paletteWindow,
  startPerson,
} from '../support/quickCalls.ts';
import { inspectSmall } from '../support/screenChecks.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

let server: TestServer;
let ada: RunningApp;
let bob: RunningApp;

test.beforeEach(async () => {
  server = await startServer();
  // One after the other: on one screen the shortcut is that of the app that was there first.
  ada = await startPerson('Ada', { server: server.url });
  bob = await startPerson('Bob', { server: server.url });
  await becomeContacts({ app: ada, name: 'Ada' }, { app: bob, name: 'Bob' });
});

test.afterEach(async () => {
  await closeAllApps();
  await server.stop();
});

test('the palette comes up by a shortcut in any app, and two letters and Enter ring', async () => {
  const palette = await paletteWindow(ada);
  const type = (...keys: readonly string[]): void => {
    execFileSync('xdotool', [...keys]);
  };
  type('key', 'ctrl+alt+p');
  const field = palette.getByRole('combobox', { name: 'Call someone or join a room' });
  await expect(field).toBeFocused();
  await expect.poll(() => isPaletteShown(ada)).toBe(true);
  await inspectSmall(ada, palette, 'palette');
  type('type', 'bo');
  await expect(palette.getByRole('option').first()).toContainText('Bob');
  type('key', 'Escape');
  await expect.poll(() => isPaletteShown(ada)).toBe(false);
  type('key', 'ctrl+alt+p');
  await expect.poll(() => isPaletteShown(ada)).toBe(true);
  // What was typed before is gone.
  await expect(field).toHaveValue('');
  // A link is opened as it is from any other program.
  await field.fill('parley://join/');
  await expect(palette.getByRole('option')).toHaveText(/^This link is not whole/);
  await field.fill('parley://join/harbour');
  await expect(palette.getByRole('option')).toContainText('Open invite link');
  type('key', 'Return');
  await expect.poll(() => isPaletteShown(ada)).toBe(false);
  await expect(ada.page.getByText('harbour')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(ada.page.getByRole('textbox', { name: 'Room name' })).toBeVisible();
  type('key', 'ctrl+alt+p');
  await expect.poll(() => isPaletteShown(ada)).toBe(true);
  type('type', 'bo');
  await expect(palette.getByRole('option').first()).toContainText('Bob');
  type('key', 'Return');
  const ring = await incomingWindow(bob);
  await expect(ring.getByRole('heading', { name: 'Ada is calling' })).toBeVisible();
  await expect.poll(() => isPaletteShown(ada)).toBe(false);
});
