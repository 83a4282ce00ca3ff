import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ContactsSource } from '../../../renderer/adapters/contactsSource.ts';
import { systemClock } from '../../../renderer/adapters/systemClock.ts';
import { ANNA, BOOT, FakeMain, named } from './fakeApi.ts';

let main: FakeMain;
let problems: string[];
let source: ContactsSource;

beforeEach(() => {
  vi.useFakeTimers();
  main = new FakeMain();
  problems = [];
  const problem = (event: string): void => void problems.push(event);
  source = new ContactsSource({ api: main.api, clock: systemClock, problem }, BOOT);
});

afterEach(() => void vi.useRealTimers());

test('it begins with what main knew at the start, and follows what main says since', () => {
  expect(source.current().contacts).toEqual([]);
  const anna = {
    address: ANNA,
    name: named('Anna'),
    server: null,
    standing: 'contact',
    presence: 'available',
    lastCallAtMs: null,
  } as const;
  main.push('contacts:changed', { ...BOOT.contacts, contacts: [anna] });
  expect(source.current().contacts).toEqual([anna]);
});

test('what stands around the list outlives its changes', async () => {
  main.answer('contacts:link', () => Promise.resolve({ ok: true, value: { link: 'parley://c' } }));
  source.send({ type: 'show-link' });
  expect(source.current().link).toEqual({ state: 'loading' });
  await vi.advanceTimersByTimeAsync(0);
  main.push('contacts:changed', BOOT.contacts);
  expect(source.current().link).toEqual({ state: 'ready', link: 'parley://c', copied: false });
});

test('a copied link says so for a moment', async () => {
  main.answer('contacts:copy-link', () =>
    Promise.resolve({ ok: true, value: { link: 'parley://c' } }),
  );
  source.send({ type: 'copy-link' });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().link).toMatchObject({ copied: true });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(source.current().link).toEqual({ state: 'ready', link: 'parley://c', copied: false });
});

test('a link that is renewed soon after it was copied stays the new one', async () => {
  const link = (text: string) => () => Promise.resolve({ ok: true, value: { link: text } });
  main.answer('contacts:copy-link', link('parley://old'));
  main.answer('contacts:renew-link', link('parley://new'));
  source.send({ type: 'copy-link' });
  await vi.advanceTimersByTimeAsync(1_000);
  source.send({ type: 'renew-link' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(source.current().link).toEqual({ state: 'ready', link: 'parley://new', copied: false });
});

test.each(['no_address', 'no_identity'])(
  'a link that cannot be given says why: %s',
  async (why) => {
    main.answer('contacts:link', () => Promise.resolve({ ok: false, reason: why }));
    source.send({ type: 'show-link' });
    await vi.advanceTimersByTimeAsync(0);
    expect(source.current().link).toEqual({ state: 'failed', failure: why });
  },
);

test('a pasted link is asked for once, however often it is sent', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  main.answer('contacts:add', () => promise);
  source.send({ type: 'add', text: 'parley://contact/x' });
  source.send({ type: 'add', text: 'parley://contact/x' });
  expect(source.current().adding).toEqual({ state: 'asking' });
  resolve({ ok: true, value: { address: ANNA, name: named('Anna') } });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().adding).toEqual({
    state: 'asked',
    name: 'Anna',
    address: ANNA,
  });
  expect(main.on('contacts:add')).toEqual([{ text: 'parley://contact/x' }]);
});

test.each(['not-a-link', 'own', 'already-contact', 'too-many', 'no-identity'])(
  'a pasted link that is refused says why: %s',
  async (reason) => {
    main.answer('contacts:add', () => Promise.resolve({ ok: false, reason }));
    source.send({ type: 'add', text: 'x' });
    await vi.advanceTimersByTimeAsync(0);
    expect(source.current().adding).toEqual({ state: 'refused', failure: reason });
    source.send({ type: 'forget-adding' });
    expect(source.current().adding).toEqual({ state: 'idle' });
  },
);

test('a code is looked at before its name is known, and what is said of an older one does not count', async () => {
  const first = Promise.withResolvers<unknown>();
  main.answer('contacts:check', () => first.promise);
  source.send({ type: 'check', text: 'OLD' });
  source.send({ type: 'forget-adding' });
  main.answer('contacts:check', () => Promise.resolve({ ok: true, value: null }));
  source.send({ type: 'check', text: 'NEW' });
  first.resolve({ ok: false, reason: 'wrong-code' });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().adding).toEqual({ state: 'checked' });
  source.send({ type: 'check', text: 'NEW' });
  expect(main.on('contacts:check')).toEqual([{ text: 'OLD' }, { text: 'NEW' }]);
});

test('a slip is told by looking; a request that is under way is not disturbed by it', async () => {
  main.answer('contacts:check', () => Promise.resolve({ ok: false, reason: 'wrong-code' }));
  source.send({ type: 'check', text: 'SLIP' });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().adding).toEqual({ state: 'refused', failure: 'wrong-code' });
  source.send({ type: 'forget-adding' });
  main.answer('contacts:add', () =>
    Promise.resolve({ ok: true, value: { address: ANNA, name: named('Anna') } }),
  );
  source.send({ type: 'check', text: 'CODE' });
  source.send({ type: 'add', text: 'CODE' });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().adding).toMatchObject({ state: 'asked' });
});

test('a request that main throws on is a failure in words, and is told', async () => {
  main.answer('contacts:add', () => Promise.reject(new Error('no')));
  main.answer('contacts:export', () => Promise.reject(new Error('no')));
  source.send({ type: 'add', text: 'x' });
  source.send({ type: 'export' });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().adding).toEqual({ state: 'refused', failure: 'failed' });
  expect(source.current().transfer).toEqual({ state: 'not-exported' });
  expect(problems).toEqual(['add contact', 'export contacts']);
});

test('an import says what it has brought, and a cancelled one nothing', async () => {
  main.answer('contacts:import', () =>
    Promise.resolve({ ok: true, value: { added: 3, known: 1 } }),
  );
  source.send({ type: 'import' });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().transfer).toEqual({ state: 'imported', added: 3, known: 1 });
  main.answer('contacts:import', () => Promise.resolve({ ok: false, reason: 'cancelled' }));
  source.send({ type: 'import' });
  await vi.advanceTimersByTimeAsync(0);
  expect(source.current().transfer).toEqual({ state: 'idle' });
});

test('a clicked link waits for a word, and is gone with it', () => {
  const opened = {
    kind: 'contact',
    address: ANNA,
    name: named('Anna'),
    server: null,
    known: false,
  } as const;
  main.push('contacts:link-opened', opened);
  expect(source.current().openedLink).toEqual(opened);
  source.send({ type: 'settle-link', accepted: true });
  expect(source.current().openedLink).toBeNull();
  expect(main.on('contacts:settle-link')).toEqual([{ accepted: true }]);
});

test('wishes about a contact go to main as they are', () => {
  source.send({ type: 'rename', address: ANNA, name: named('Anna K') });
  source.send({ type: 'block', address: ANNA, blocked: true });
  source.send({ type: 'remove', address: ANNA });
  source.send({ type: 'restore', address: ANNA });
  source.send({ type: 'answer-request', address: ANNA, answer: 'decline' });
  expect(main.asked).toEqual([
    ['contacts:rename', { address: ANNA, name: 'Anna K' }],
    ['contacts:block', { address: ANNA, blocked: true }],
    ['contacts:remove', { address: ANNA }],
    ['contacts:restore', { address: ANNA }],
    ['contacts:answer', { address: ANNA, answer: 'decline' }],
  ]);
});
