import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Message, Variant } from '@jellybrick/dbus-next';
import { busOpener } from '../../../main/desktop/bus.ts';
import { hasShortcutsPortal } from '../../../main/desktop/shortcutsPortal.ts';
import { LinuxTrayHost } from '../../../main/desktop/trayHost.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';
import { Heard } from '../../support/heard.ts';
import {
  connectTo,
  startStatusNotifier,
  startTestBus,
  type StatusNotifier,
  type TestBus,
} from '../../support/statusNotifier.ts';

let bus: TestBus;
let notifier: StatusNotifier | null;
let host: LinuxTrayHost | null;
let clock: ManualClock;
let log: KeptLog;
let heard: Heard<boolean>;

beforeEach(async () => {
  bus = await startTestBus();
  notifier = null;
  host = null;
  clock = new ManualClock();
  log = new KeptLog();
  heard = new Heard();
});

afterEach(async () => {
  host?.close();
  await notifier?.stop();
  bus.stop();
});

function watch(env: NodeJS.ProcessEnv = { DBUS_SESSION_BUS_ADDRESS: bus.address }): LinuxTrayHost {
  const watched = new LinuxTrayHost({ openBus: busOpener(env), clock, log });
  watched.subscribe(() => heard.listen(watched.isPresent));
  host = watched;
  return watched;
}

describe('the tray of a desktop', () => {
  test('that is there is found', async () => {
    notifier = await startStatusNotifier(bus.address);
    watch();
    await heard.last(true);
    expect(heard.all).toEqual([true]);
  });

  test('that comes after the app, ends, and comes again is followed', async () => {
    const watched = watch();
    for (let times = 1; times <= 2; times += 1) {
      // The first may not be watched yet when it comes: then it is found.
      notifier = await startStatusNotifier(bus.address);
      await heard.last(true);
      expect(watched.isPresent).toBe(true);
      await notifier.stop();
      notifier = null;
      await heard.last(false);
    }
    expect(log.lines).toEqual([
      'info tray present=true',
      'info tray present=false',
      'info tray present=true',
      'info tray present=false',
    ]);
  });

  test('counts only while a host shows the icons', async () => {
    notifier = await startStatusNotifier(bus.address, { hasHost: false });
    const watched = watch();
    await expect
      .poll(() => {
        notifier?.setHost(true);
        return watched.isPresent;
      })
      .toBe(true);
    notifier.setHost(false);
    await heard.last(false);
  });

  test('without a bus is none', async () => {
    const watched = watch({});
    await expect.poll(() => log.lines).toEqual(['info no tray: no message bus']);
    expect(watched.isPresent).toBe(false);
  });

  test('goes with its bus, and is looked for again', async () => {
    notifier = await startStatusNotifier(bus.address);
    watch();
    await heard.last(true);
    notifier = null;
    bus.stop();
    await heard.last(false);
    expect(clock.pending).toBe(1);
    host?.close();
    expect(clock.pending).toBe(0);
  });
});

describe('the portal for shortcuts', () => {
  test('is none without a bus, and on one where nobody is it', async () => {
    expect(await hasShortcutsPortal(busOpener({}))).toBe(false);
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
    expect(await hasShortcutsPortal(busOpener(env))).toBe(false);
  });

  test('is found by its version', async () => {
    const portal = await connectTo(bus.address);
    portal.addMethodHandler((message: Message) => {
      if (message.member !== 'Get') return false;
      portal.send(Message.newMethodReturn(message, 'v', [new Variant('u', 1)]));
      return true;
    });
    await portal.requestName('org.freedesktop.portal.Desktop');
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
    expect(await hasShortcutsPortal(busOpener(env))).toBe(true);
    portal.disconnect();
  });
});
