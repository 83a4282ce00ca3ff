import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { busOpener } from '../../../main/desktop/bus.ts';
import { LinuxScreenLock } from '../../../main/desktop/linuxScreenLock.ts';
import { Heard } from '../../support/heard.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';

let daemon: ChildProcess;
let address: string;
let log: KeptLog;
let clock: ManualClock;
let lock: LinuxScreenLock;
let heard: Heard<boolean>;

function lockOn(env: NodeJS.ProcessEnv): LinuxScreenLock {
  return new LinuxScreenLock({
    openBus: busOpener(env),
    sessionId: null,
    pid: process.pid,
    isNeeded: () => true,
    clock,
    log,
  });
}

beforeEach(async () => {
  const command = ['--session', '--nofork', '--print-address=3'];
  daemon = spawn('dbus-daemon', command, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const answers = daemon.stdio[3];
  if (!(answers instanceof Readable)) throw new Error('the bus has no file descriptor 3');
  const [answer] = (await once(answers, 'data')) as [Buffer];
  address = answer.toString().trim();
  log = new KeptLog();
  clock = new ManualClock();
  lock = lockOn({
    DBUS_SESSION_BUS_ADDRESS: address,
    DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
  });
  heard = new Heard();
  lock.subscribe(heard.listen);
});

afterEach(() => {
  lock.close();
  daemon.kill();
});

function emit(path: string, signal: string, argument: string): void {
  execFileSync('dbus-send', [`--bus=${address}`, '--type=signal', path, signal, argument]);
}

/** Emits until it is heard: nobody tells from outside when a listener stands. */
async function emitUntilHeard(signal: string, isActive: boolean): Promise<void> {
  await expect
    .poll(
      () => {
        emit('/any', signal, `boolean:${isActive}`);
        return heard.all.at(-1);
      },
      { timeout: 10_000 },
    )
    .toBe(isActive);
}

test.each(['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver'])(
  'a lock that %s tells of on a real bus is heard, and its end',
  async (name) => {
    lock.start();
    await emitUntilHeard(`${name}.ActiveChanged`, true);
    expect(lock.isLocked).toBe(true);
    emit('/any', `${name}.ActiveChanged`, 'string:false');
    emit('/any', `${name}.Other`, 'boolean:false');
    emit('/any', `${name}.ActiveChanged`, 'boolean:false');
    await heard.last(false);
    expect(heard.all).toEqual([true, false]);
    expect(lock.isLocked).toBe(false);
  },
);

test('without a bus nothing is heard, and nothing is thrown', async () => {
  const deaf = lockOn({ DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' });
  deaf.start();
  await expect
    .poll(() => log.lines.toSorted())
    .toEqual(['info no message bus bus=session', 'info no message bus bus=system']);
  expect(deaf.isLocked).toBe(false);
  deaf.close();
});

test('a bus that is lost leaves a lock in force, until it is opened again', async () => {
  lock.start();
  await emitUntilHeard('org.freedesktop.ScreenSaver.ActiveChanged', true);
  daemon.kill();
  await expect.poll(() => log.lines).toContain('warn message bus lost bus=session');
  expect(lock.isLocked).toBe(true);
  expect(clock.pending).toBe(1);
  clock.advance(2_000);
  // Nobody is there: it is tried again.
  await expect.poll(() => clock.pending).toBe(1);
  expect(heard.all).toEqual([true]);
});
