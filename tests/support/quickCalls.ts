import { expect, type Locator, type Page } from '@playwright/test';
import { launchApp, type LaunchOptions, type RunningApp } from './app.ts';

/** Starts somebody's app, under their name, on a server. */
export async function startPerson(name: string, options: LaunchOptions): Promise<RunningApp> {
  const person = await launchApp(options);
  // What Settings does; nobody here is to be called as the system's user.
  await person.page.evaluate(
    (displayName) => window.api.invoke('settings:change', { displayName }),
    name,
  );
  return person;
}

/** Two people who are each other's contacts. */
export interface TwoContacts {
  readonly ada: RunningApp;
  readonly bob: RunningApp;
}

/** Starts Ada and Bob and makes them contacts. @param options - of Ada's app alone. */
export async function startContacts(server: string, options?: LaunchOptions): Promise<TwoContacts> {
  const [ada, bob] = await Promise.all([
    startPerson('Ada', { server, ...options }),
    startPerson('Bob', { server }),
  ]);
  await becomeContacts({ app: ada, name: 'Ada' }, { app: bob, name: 'Bob' });
  return { ada, bob };
}

/** The link that somebody gives away. */
export async function contactLink({ page }: RunningApp): Promise<string> {
  await page.getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add contact' });
  const field = dialog.getByRole('textbox', { name: 'Your contact link' });
  await expect(field).toHaveValue(/^parley:\/\/contact\//);
  const link = await field.inputValue();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return link;
}

/** One asks the other to be a contact, by link, and the other accepts. */
export async function becomeContacts(
  asker: { readonly app: RunningApp; readonly name: string },
  asked: { readonly app: RunningApp; readonly name: string },
): Promise<void> {
  const link = await contactLink(asked.app);
  const { page } = asker.app;
  await page.getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add contact' });
  await dialog.getByRole('textbox', { name: 'Contact link', exact: true }).fill(link);
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await expect(dialog.getByText(`Request sent to ${asked.name}.`)).toBeVisible();
  await page.keyboard.press('Escape');
  await asked.app.page.getByRole('button', { name: `Accept ${asker.name}` }).click();
  await expectPresence(page, asked.name, 'Available');
  await expectPresence(asked.app.page, asker.name, 'Available');
}

/** Waits until a contact's row tells this. */
export async function expectPresence(page: Page, name: string, words: string): Promise<void> {
  const row = page
    .getByRole('list', { name: 'Contacts' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Call ${name}`, exact: true }) });
  await expect(row).toContainText(words);
}

/** Waits until each can be called by the other. */
export async function expectBothAvailable({ ada, bob }: TwoContacts): Promise<void> {
  await Promise.all([
    expectPresence(ada.page, 'Bob', 'Available'),
    expectPresence(bob.page, 'Ada', 'Available'),
  ]);
}

/** The button that calls a contact. */
export function callButton(page: Page, name: string): Locator {
  return page
    .getByRole('list', { name: 'Contacts' })
    .getByRole('button', { name: `Call ${name}`, exact: true });
}

/** Waits for the small window of an incoming call. */
export async function incomingWindow(person: RunningApp): Promise<Page> {
  await expect.poll(() => isRinging(person), { message: 'incoming call' }).toBe(true);
  const page = person.app.windows().find((one) => one.url().includes('/windows/incoming/'));
  if (page === undefined) throw new Error('no incoming call');
  return page;
}

/** Whether an instance shows a window for an incoming call; one is kept ready out of sight. */
export function isRinging(person: RunningApp): Promise<boolean> {
  return isShown(person, 'incoming');
}

/** Presses a button of an incoming call, whose window closes with the answer. */
export async function answer(ring: Page, name: string): Promise<void> {
  // The page may be gone before it has said that it was clicked.
  await Promise.all([
    ring.waitForEvent('close'),
    ring
      .getByRole('button', { name, exact: true })
      .click()
      .catch(() => undefined),
  ]);
}

/** The palette's page, which is kept ready. */
export async function paletteWindow({ app }: RunningApp): Promise<Page> {
  const find = (): Page | undefined =>
    app.windows().find((page) => page.url().includes('/windows/palette/'));
  await expect.poll(() => find() !== undefined, { message: 'palette', timeout: 10_000 }).toBe(true);
  const page = find();
  if (page === undefined) throw new Error('no palette');
  await page.getByRole('combobox').waitFor({ state: 'attached' });
  return page;
}

export function isPaletteShown(person: RunningApp): Promise<boolean> {
  return isShown(person, 'palette');
}

async function isShown(person: RunningApp, kind: 'incoming' | 'palette'): Promise<boolean> {
  try {
    return await person.app.evaluate(
      ({ BrowserWindow }, page) =>
        BrowserWindow.getAllWindows().some(
          (window) => window.webContents.getURL().includes(page) && window.isVisible(),
        ),
      `/windows/${kind}/`,
    );
  } catch (error) {
    // V8's inspector may lose an answer of a busy main process (microsoft/playwright#33737); a
    // question that changes nothing can be asked again.
    if (!String(error).includes('promise was garbage collected')) throw error;
    return isShown(person, kind);
  }
}
