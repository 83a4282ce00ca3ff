import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ContactsSource } from '../../../renderer/adapters/contactsSource.ts';
import { systemClock } from '../../../renderer/adapters/systemClock.ts';
import { BOOT, FakeMain } from './fakeApi.ts';

let main: FakeMain;
let problems: string[];
let source: ContactsSource;
const settle = () => vi.advanceTimersByTimeAsync(0);
const passphrase = '7kqm-2x9d-0000-zzzz-h4ja-11r8';

beforeEach(() => {
  vi.useFakeTimers();
  main = new FakeMain();
  problems = [];
  const problem = (event: string): void => void problems.push(event);
  source = new ContactsSource({ api: main.api, clock: systemClock, problem }, BOOT);
});

afterEach(() => void vi.useRealTimers());

test('the passphrase of a saved file is shown until it was seen, and copied by main', async () => {
  main.answer('identity:save', () => Promise.resolve({ ok: true, value: { passphrase } }));
  source.send({ type: 'save-identity' });
  source.send({ type: 'save-identity' });
  expect(source.current().move).toEqual({ state: 'saving' });
  await settle();
  expect(main.on('identity:save')).toHaveLength(1);
  expect(source.current().move).toEqual({ state: 'saved', passphrase, copied: false });
  source.send({ type: 'copy-passphrase' });
  await settle();
  expect(main.on('identity:copy-passphrase')).toEqual([{ passphrase }]);
  expect(source.current().move).toMatchObject({ copied: true });
  source.send({ type: 'forget-identity' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(source.current().move).toEqual({ state: 'idle' });
});

test('a passphrase that comes when the person has left off is not shown', async () => {
  main.answer('identity:save', () => Promise.resolve({ ok: true, value: { passphrase } }));
  source.send({ type: 'save-identity' });
  source.send({ type: 'forget-identity' });
  await settle();
  expect(source.current().move).toEqual({ state: 'idle' });
});

test('a wrong passphrase is asked for again; another trouble needs another file', async () => {
  main.answer('identity:choose', () => Promise.resolve({ ok: true, value: null }));
  source.send({ type: 'choose-identity' });
  await settle();
  expect(source.current().move).toEqual({ state: 'chosen', failure: null });
  main.answer('identity:open', () => Promise.resolve({ ok: false, reason: 'wrong_passphrase' }));
  source.send({ type: 'open-identity', passphrase: 'x' });
  expect(source.current().move).toEqual({ state: 'opening' });
  await settle();
  expect(source.current().move).toEqual({ state: 'chosen', failure: 'wrong_passphrase' });
  main.answer('identity:open', () => Promise.resolve({ ok: false, reason: 'same' }));
  source.send({ type: 'open-identity', passphrase: 'y' });
  await settle();
  expect(source.current().move).toEqual({ state: 'not-chosen', failure: 'same' });
  source.send({ type: 'open-identity', passphrase: 'z' });
  expect(main.on('identity:open')).toEqual([{ passphrase: 'x' }, { passphrase: 'y' }]);
});

test('the question stays when main refuses, and ends when it is done', async () => {
  const opened = { name: 'Bob', contacts: 2, server: null, replaces: null };
  main.answer('identity:choose', () => Promise.resolve({ ok: true, value: null }));
  main.answer('identity:open', () => Promise.resolve({ ok: true, value: opened }));
  source.send({ type: 'choose-identity' });
  await settle();
  source.send({ type: 'open-identity', passphrase });
  await settle();
  expect(source.current().move).toEqual({ state: 'opened', opened, failure: null });
  main.answer('identity:adopt', () => Promise.resolve({ ok: false, reason: 'in_call' }));
  source.send({ type: 'adopt-identity' });
  await settle();
  expect(source.current().move).toEqual({ state: 'opened', opened, failure: 'in_call' });
  main.answer('identity:adopt', () => Promise.reject(new Error('refused')));
  source.send({ type: 'adopt-identity' });
  await settle();
  expect(source.current().move).toEqual({ state: 'opened', opened, failure: 'failed' });
  expect(problems).toEqual(['adopt identity']);
  main.answer('identity:adopt', () => Promise.resolve({ ok: true, value: null }));
  source.send({ type: 'adopt-identity' });
  await settle();
  expect(source.current().move).toEqual({ state: 'adopted', name: 'Bob' });
});
