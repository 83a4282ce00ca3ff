import { test, expect, type Locator } from '@playwright/test';
import { closeAllApps, type RunningApp } from '../support/app.ts';
import { expectPresence, startPerson } from '../support/quickCalls.ts';
import { inspect } from '../support/screenChecks.ts';
import { startServer, type TestServer } from '../support/serverProcess.ts';

// Three screens in four ways each, axe included.
test.describe.configure({ timeout: 120_000 });

const servers: TestServer[] = [];

test.afterEach(async () => {
  await closeAllApps();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function start(name: string, server: TestServer): Promise<RunningApp> {
  if (!servers.includes(server)) servers.push(server);
  return startPerson(name, { server: server.url });
}

async function openDialog({ page }: RunningApp): Promise<Locator> {
  await page.getByRole('button', { name: 'Add contact' }).first().click();
  return page.getByRole('dialog', { name: 'Add contact' });
}

/** What somebody reads out. */
async function readCode(person: RunningApp): Promise<string> {
  const dialog = await openDialog(person);
  const field = dialog.getByRole('textbox', { name: 'Your contact code' });
  await expect(field).toHaveValue(/^[0-9A-Z-]+\n[0-9A-Z-]+\n@127\.0\.0\.1:\d+$/);
  const code = await field.inputValue();
  await person.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return code;
}

/** Types a code by keyboard, as somebody does who hears it. */
async function ask(person: RunningApp, code: string, name: string): Promise<void> {
  const dialog = await openDialog(person);
  await dialog.getByRole('textbox', { name: 'Contact link', exact: true }).fill(code);
  // Enter asks for what is missing.
  await person.page.keyboard.press('Enter');
  await expect(dialog.getByText('Type a name')).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByRole('textbox', { name: 'What you call them' })).toBeFocused();
  await person.page.keyboard.type(name);
  await person.page.keyboard.press('Enter');
  await expect(dialog.getByText(`Request sent to ${name}.`)).toBeInViewport({ ratio: 1 });
  await person.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

test('a code that is read out adds somebody, and a slip in it is told', async () => {
  const server = await startServer();
  const [ada, bob] = await Promise.all([start('Ada', server), start('Bob', server)]);
  const code = await readCode(ada);
  const [letters = ''] = code.replaceAll('\n', '').split('@');

  const dialog = await openDialog(bob);
  const field = dialog.getByRole('textbox', { name: 'Contact link', exact: true });
  const name = dialog.getByRole('textbox', { name: 'What you call them' });
  await expect(name).toBeHidden();
  await field.fill(letters.replace(/.$/, letters.endsWith('7') ? '8' : '7'));
  await field.press('Tab');
  // Before anything else is asked for.
  await expect(dialog.getByText('Something in this code is wrong')).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByText('Type a name')).toBeHidden();
  await inspect(bob, 'add-contact-code');
  await bob.page.keyboard.press('Escape');

  // On the same server, the letters are enough.
  await ask(bob, letters.toLowerCase().replaceAll('-', ' '), 'Ada L.');
  await ada.page.getByRole('button', { name: 'Accept Bob' }).click();
  await expectPresence(bob.page, 'Ada L.', 'Available');
  await expectPresence(ada.page, 'Bob', 'Available');
});

test('a code with its server adds somebody who is at home elsewhere', async () => {
  const homes = await Promise.all([startServer(), startServer()]);
  const [ada, bob] = await Promise.all([start('Ada', homes[0]), start('Bob', homes[1])]);
  await ask(bob, await readCode(ada), 'Ada');
  await ada.page.getByRole('button', { name: 'Accept Bob' }).click();
  await expectPresence(bob.page, 'Ada', 'Available');
  await expectPresence(ada.page, 'Bob', 'Available');
});
