import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TraySnapshot } from '../../../main/tray/traySnapshot.ts';
import { startElectronSubject, type ElectronSubject } from '../../support/electronSubject.ts';
import { callSummary, contact, name, ringId } from '../../support/quickCallPeople.ts';
import {
  flat,
  startStatusNotifier,
  startTestBus,
  type MenuLine,
  type StatusNotifier,
  type TestBus,
} from '../../support/statusNotifier.ts';
import { startX11Screen, type X11Screen } from '../../support/x11Screen.ts';

const IDLE: TraySnapshot = {
  status: 'available',
  shownStatus: 'available',
  online: [],
  lastCalled: [],
  call: null,
  incoming: null,
  missedUnseen: 0,
  requests: 0,
  hasLastRoom: true,
  shortcuts: { palette: null, mute: null },
};
const STARTS_MS = 30_000;

let bus: TestBus;
let screen: X11Screen;
let notifier: StatusNotifier;
let subject: ElectronSubject;

beforeAll(async () => {
  bus = await startTestBus();
  screen = await startX11Screen();
  notifier = await startStatusNotifier(bus.address);
  subject = await startElectronSubject('traySubject.ts', {
    DISPLAY: screen.display,
    DBUS_SESSION_BUS_ADDRESS: bus.address,
    TRAY_IMAGES: path.resolve(import.meta.dirname, '../../../build/tray'),
    LC_ALL: 'C.UTF-8',
  });
}, STARTS_MS);

afterAll(async () => {
  await subject.stop();
  await notifier.stop();
  screen.stop();
  bus.stop();
});

async function labels(): Promise<string[]> {
  const item = await notifier.item();
  return flat(await item.menu()).map(({ label, type }) => (type === 'separator' ? '--' : label));
}

async function line(label: string): Promise<MenuLine | undefined> {
  const item = await notifier.item();
  return flat(await item.menu()).find((one) => one.label === label);
}

test('the real tray shows the menu to the desktop, and a line that is chosen is done', async () => {
  subject.send({
    ...IDLE,
    online: [contact('Ada & Bo_b')],
    shortcuts: { palette: null, mute: null },
  });
  const item = await notifier.item();
  await expect
    .poll(labels)
    .toEqual(
      ['Available', 'Busy', 'Do not disturb', '--']
        .concat(['Quick call', 'Ada & Bo_b', '--', 'Call someone or join a room'])
        .concat(['New call', 'Join last room', '--', 'Open Parley', 'Quit']),
    );
  expect(await line('Available')).toMatchObject({ isTicked: true });
  expect(await line('Ada & Bo_b')).toMatchObject({ hasIcon: true });
  expect(await item.tooltip()).toBe('Parley: Available');
  await item.choose('Ada & Bo_b');
  await expect.poll(() => subject.lines.at(-1)).toEqual({ type: 'call', address: 'a'.repeat(32) });
});

test('the menu is right again after every change', async () => {
  for (const microphone of [true, false, true]) {
    subject.send({ ...IDLE, call: callSummary({ microphone }) });
    await expect.poll(labels).toContain(microphone ? 'Mute' : 'Unmute');
  }
  const item = await notifier.item();
  await item.choose('Mute');
  const wish = { type: 'set-microphone', on: false };
  await expect.poll(() => subject.lines.at(-1)).toEqual({ type: 'wish', wish });
  expect(await line('New call')).toMatchObject({ isEnabled: false });
});

test('a status that is chosen and not taken is not ticked', async () => {
  subject.send(IDLE);
  const item = await notifier.item();
  await item.choose('Do not disturb');
  await expect
    .poll(() => subject.lines.at(-1))
    .toEqual({
      type: 'set-status',
      status: 'do-not-disturb',
    });
  await expect.poll(async () => (await line('Do not disturb'))?.isTicked).toBe(false);
  expect(await line('Available')).toMatchObject({ isTicked: true });
});

test('each state has a picture of its own', async () => {
  const item = await notifier.item();
  const states: Partial<TraySnapshot>[] = [
    {},
    { missedUnseen: 1 },
    { call: callSummary() },
    { call: callSummary({ microphone: false }) },
    { call: callSummary({ sharing: true }) },
    { incoming: { ring: ringId('r'), name: name('Yana') } },
  ];
  const seen = new Set<string>();
  for (const [index, facts] of states.entries()) {
    subject.send({ ...IDLE, ...facts });
    await expect
      .poll(async () => {
        const { width, height, bytes } = await item.picture();
        // The sharpest there is; panels scale it.
        expect([width, height]).toEqual([44, 44]);
        seen.add(bytes.toString('base64'));
        return seen.size;
      })
      .toBe(index + 1);
  }
});

test('a click on the icon is told', async () => {
  const item = await notifier.item();
  await item.activate();
  await expect.poll(() => subject.lines.at(-1)).toBe('clicked');
});

test('another tray in the place of the first gets the icon too', async () => {
  await notifier.stop();
  notifier = await startStatusNotifier(bus.address);
  await expect.poll(labels).toContain('Open Parley');
});
