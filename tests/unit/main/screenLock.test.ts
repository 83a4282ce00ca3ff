import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import type { Bus, BusCall, BusName, BusRule, BusSignal } from '../../../main/desktop/bus.ts';
import { LinuxScreenLock } from '../../../main/desktop/linuxScreenLock.ts';
import { systemScreenLock, type ScreenLock } from '../../../main/desktop/screenLock.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';

/** A bus that says what it is told to. */
class FakeBus implements Bus {
  readonly listeners: { rule: BusRule; listener: (signal: BusSignal) => void }[] = [];
  readonly calls: BusCall[] = [];
  answer: (call: BusCall) => readonly unknown[] = () => {
    throw new Error('nobody answers');
  };
  lost: () => void = () => undefined;
  isClosed = false;

  listen(rule: BusRule, listener: (signal: BusSignal) => void): Promise<void> {
    this.listeners.push({ rule, listener });
    return Promise.resolve();
  }
  call(call: BusCall): Promise<readonly unknown[]> {
    this.calls.push(call);
    return Promise.resolve(call).then(this.answer);
  }
  onLost(listener: () => void): void {
    this.lost = listener;
  }
  close(): void {
    this.isClosed = true;
  }
  emit(path: string, name: string, member: string, ...body: readonly unknown[]): void {
    for (const { rule, listener } of this.listeners) {
      if (rule.interface !== name || (rule.path ?? path) !== path) continue;
      listener({ path, interface: name, member, body });
    }
  }
}

const LOGIN = '/org/freedesktop/login1';
const MINE = `${LOGIN}/session/_31`;

let session: FakeBus;
let system: FakeBus;
let opened: BusName[];
let lock: LinuxScreenLock;
let heard: boolean[];
let clock: ManualClock;
let isNeeded: boolean;
/** A session bus can be opened. */
let hasSession: boolean;

function lockIn(sessionId: string | null): LinuxScreenLock {
  const made = new LinuxScreenLock({
    openBus: (name) => {
      opened.push(name);
      if (name === 'session' && !hasSession) return Promise.resolve(null);
      return Promise.resolve(name === 'session' ? session : system);
    },
    sessionId,
    pid: 4_242,
    isNeeded: () => isNeeded,
    clock,
    log: new KeptLog(),
  });
  made.subscribe((isLocked) => heard.push(isLocked));
  return made;
}

async function ready(made: ScreenLock): Promise<void> {
  made.start();
  await expect.poll(() => [session.listeners.length, system.listeners.length]).toEqual([4, 3]);
}

beforeEach(() => {
  [session, system, opened, heard] = [new FakeBus(), new FakeBus(), [], []];
  [clock, isNeeded, hasSession] = [new ManualClock(), true, true];
  system.answer = ({ member, body }) => {
    if (member === 'GetSession' && body[0] === '1') return [MINE];
    throw new Error('no such session');
  };
  lock = lockIn('1');
});

test('sleep and the end of it are heard of login1', async () => {
  await ready(lock);
  system.emit(LOGIN, 'org.freedesktop.login1.Manager', 'PrepareForSleep', true);
  system.emit(LOGIN, 'org.freedesktop.login1.Manager', 'PrepareForSleep', 'no');
  expect(lock.isLocked).toBe(true);
  system.emit(LOGIN, 'org.freedesktop.login1.Manager', 'PrepareForSleep', false);
  expect(heard).toEqual([true, false]);
});

test('a lock of our own session is heard, one of another is not', async () => {
  await ready(lock);
  system.emit(`${LOGIN}/session/_32`, 'org.freedesktop.login1.Session', 'Lock');
  expect(heard).toEqual([]);
  system.emit(MINE, 'org.freedesktop.login1.Session', 'Lock');
  system.emit(MINE, 'org.freedesktop.login1.Session', 'Unlock');
  expect(heard).toEqual([true, false]);
});

test('a lock ends by the hint of whoever locked, or by the screen saver', async () => {
  await ready(lock);
  const properties = 'org.freedesktop.DBus.Properties';
  system.emit(MINE, 'org.freedesktop.login1.Session', 'Lock');
  const hint = { LockedHint: { signature: 'b', value: false } };
  system.emit(MINE, properties, 'PropertiesChanged', 'org.freedesktop.login1.Session', hint, []);
  expect(heard).toEqual([true, false]);
  system.emit(MINE, 'org.freedesktop.login1.Session', 'Lock');
  session.emit('/ScreenSaver', 'org.freedesktop.ScreenSaver', 'ActiveChanged', false);
  expect(heard).toEqual([true, false, true, false]);
  for (const nothing of [undefined, 1, {}, { LockedHint: 1 }]) {
    system.emit(MINE, properties, 'PropertiesChanged', 'any', nothing);
  }
  expect(heard).toHaveLength(4);
});

test('waking does not unlock', async () => {
  await ready(lock);
  session.emit('/any', 'org.gnome.ScreenSaver', 'ActiveChanged', true);
  system.emit(LOGIN, 'org.freedesktop.login1.Manager', 'PrepareForSleep', true);
  system.emit(LOGIN, 'org.freedesktop.login1.Manager', 'PrepareForSleep', false);
  expect(lock.isLocked).toBe(true);
  session.emit('/any', 'org.gnome.ScreenSaver', 'ActiveChanged', false);
  expect(heard).toEqual([true, false]);
});

test('our session is found by our process, or by our display', async () => {
  system.answer = ({ member, body }) => {
    if (member === 'GetSessionByPID' && body[0] === 4_242) return [MINE];
    throw new Error('no such session');
  };
  lock = lockIn(null);
  await ready(lock);
  expect(system.listeners.map(({ rule }) => rule.path)).toEqual([LOGIN, MINE, MINE]);

  [session, system] = [new FakeBus(), new FakeBus()];
  system.answer = ({ member, body }) => {
    if (member === 'Get' && body[1] === 'Display') return [{ value: ['1', MINE] }];
    throw new Error('no such session');
  };
  lock = lockIn('7');
  await ready(lock);
  expect(system.calls.map(({ member }) => member)).toEqual([
    'GetSession',
    'GetSessionByPID',
    'Get',
  ]);
  expect(system.listeners.map(({ rule }) => rule.path)).toEqual([LOGIN, MINE, MINE]);
});

test('buses are opened when asked to, once, and anew when they were lost', async () => {
  expect(opened).toEqual([]);
  await ready(lock);
  lock.start();
  expect(opened).toEqual(['session', 'system']);
  const lost = session;
  session = new FakeBus();
  lost.lost();
  lock.start();
  await expect.poll(() => session.listeners.length).toBe(4);
  expect(opened).toEqual(['session', 'system', 'session']);
  lock.close();
  expect([session.isClosed, system.isClosed]).toEqual([true, true]);
  lock.start();
  expect(opened).toHaveLength(3);
});

test('a lost bus is opened again while something is shared, and not for nothing', async () => {
  await ready(lock);
  const first = session;
  session = new FakeBus();
  hasSession = false;
  first.lost();
  clock.advance(2_000);
  expect(opened).toEqual(['session', 'system', 'session']);
  await expect.poll(() => clock.pending).toBe(1);
  hasSession = true;
  clock.advance(2_000);
  await expect.poll(() => session.listeners.length).toBe(4);
  expect(clock.pending).toBe(0);
  session.emit('/any', 'org.gnome.ScreenSaver', 'ActiveChanged', true);
  expect(heard).toEqual([true]);

  isNeeded = false;
  session.lost();
  clock.advance(2_000);
  expect(opened).toHaveLength(4);
  expect(clock.pending).toBe(0);
  system.lost();
  lock.close();
  expect(clock.pending).toBe(0);
});

test('elsewhere lock and sleep are heard of the power monitor, from the start on', () => {
  const power = new EventEmitter();
  const made = systemScreenLock(power);
  made.subscribe((isLocked) => heard.push(isLocked));
  power.emit('lock-screen');
  expect(heard).toEqual([]);
  made.start();
  made.start();
  power.emit('lock-screen');
  power.emit('suspend');
  power.emit('unlock-screen');
  expect(heard).toEqual([true]);
  power.emit('resume');
  expect(heard).toEqual([true, false]);
  expect(power.listenerCount('suspend')).toBe(1);
});
