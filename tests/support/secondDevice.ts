import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { RunningApp } from './app.ts';

/** A file with somebody's identity, and what opens it. */
export interface SavedIdentity {
  readonly file: string;
  readonly passphrase: string;
}

/** Has the system's dialogs answer with a file; null: they are closed. */
export async function chooseFile({ app }: RunningApp, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const canceled = chosen === null;
    const filePath = chosen ?? '';
    dialog.showSaveDialog = () => Promise.resolve({ canceled, filePath });
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled, filePaths: canceled ? [] : [filePath] });
  }, file);
}

/** Opens one of the two dialogs from Settings. */
export async function openMove(
  { page }: RunningApp,
  name: 'Use on another computer' | 'Use the identity of another computer',
): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).first().click();
  await page.getByRole('button', { name: `${name}…` }).click();
  const dialog = page.getByRole('dialog', { name, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Saves who somebody is, as a person does it, up to the passphrase. */
export async function saveIdentity(person: RunningApp): Promise<SavedIdentity> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'parley-e2e-')), 'parley-identity.age');
  await chooseFile(person, file);
  const dialog = await openMove(person, 'Use on another computer');
  await dialog.getByRole('button', { name: 'Save file…' }).click();
  const field = person.page.getByRole('textbox', { name: 'Passphrase', exact: true });
  const passphrase = (await field.inputValue()).replaceAll('\n', '-');
  await person.page.getByRole('button', { name: 'Done' }).click();
  await expect(field).toBeHidden();
  return { file, passphrase };
}

/** Makes this another device of whoever has saved that. */
export async function adoptIdentity(person: RunningApp, saved: SavedIdentity): Promise<void> {
  const { page } = person;
  await chooseFile(person, saved.file);
  const dialog = await openMove(person, 'Use the identity of another computer');
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await dialog.getByRole('textbox', { name: 'Passphrase of the file' }).fill(saved.passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Use this identity' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
}
