import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Boot } from '../../../preload/contract/channels.ts';
import type { RoomSession } from '../../../preload/contract/session.ts';
import { AppController } from '../../../renderer/adapters/appController.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { ANNA, BOOT, FakeMain, named } from './fakeApi.ts';

const RING_ROOM = RoomName.parse('ring-room');
const OTHER = RoomName.parse('other-room');
const SERVER = ServerUrl.parse('ws://127.0.0.1:9');

function session(room: RoomName): RoomSession {
  return {
    room,
    server: SERVER,
    self: { id: MemberId.parse('m'.repeat(22)), name: named('Ada') },
    capacity: 8,
    members: [],
    iceServers: [],
    connection: 'online',
    joinedAtMs: 0,
    contact: null,
  };
}

let main: FakeMain;
/** What the controller did with media and call, in order. */
let done: string[];
let controller: AppController;

function start(boot: Partial<Boot> = {}): void {
  const whole = { ...BOOT, ...boot };
  controller = new AppController(
    {
      api: main.api,
      openMedia: ({ microphone, camera }) => done.push(`open ${microphone} ${camera}`),
      closeMedia: () => done.push('close'),
      setCamera: (on) => done.push(`camera ${on}`),
      listSpeakers: () => Promise.resolve([{ id: 's', label: 'Shelf' }]),
      startCall: ({ room }) => done.push(`call ${room}`),
      leaveCall: () => done.push('leave'),
      prepareLink: () => undefined,
      beginSession: () => undefined,
      newRoomName: () => 'new-room',
      problem: (event) => done.push(`problem ${event}`),
    },
    whole,
  );
  controller.resume(whole);
}

const joins = (): readonly unknown[] => main.on('session:join');
const enter = (room = RING_ROOM, camera = true): void =>
  main.push('call:enter', { room, server: null, camera, contact: null });

beforeEach(() => {
  vi.useFakeTimers();
  main = new FakeMain();
  done = [];
  main.answer('session:join', () => {
    const { room } = joins().at(-1) as { readonly room: RoomName };
    return Promise.resolve({ ok: true, value: session(room) });
  });
  main.answer('session:peek', () => Promise.resolve({ ok: false, reason: 'unavailable' }));
});

afterEach(() => void vi.useRealTimers());

describe('a room that main wants entered', () => {
  test('is that of a contact whom it rang with: it is joined and shown as theirs', async () => {
    start();
    const contact = { address: ANNA, name: named('Anna Stone') };
    main.push('call:enter', { room: RING_ROOM, server: null, camera: true, contact });
    expect(controller.current()).toMatchObject({ screen: 'entering', contact });
    expect(joins()).toEqual([{ room: RING_ROOM, name: 'Ada', server: null, contact }]);
    controller.send({ type: 'cancel-join' });
    expect(controller.current().contact).toBeNull();
    enter();
    await vi.advanceTimersByTimeAsync(0);
    expect(joins().at(-1)).toMatchObject({ contact: null });
  });

  test('is entered from Home at once, with the name and without the green room', async () => {
    start();
    enter();
    expect(controller.current()).toMatchObject({ screen: 'entering', joining: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(controller.current()).toMatchObject({ screen: 'call', room: RING_ROOM });
    expect(joins()).toEqual([{ room: RING_ROOM, name: 'Ada', server: null, contact: null }]);
    expect(done).toEqual(['open true true', 'camera true', `call ${RING_ROOM}`]);
  });

  test('is entered with the camera off where it was accepted without video', async () => {
    start();
    enter(RING_ROOM, false);
    await vi.advanceTimersByTimeAsync(0);
    expect(done.slice(0, 2)).toEqual(['open true false', 'camera false']);
  });

  test('takes over from the green room', async () => {
    start();
    controller.send({ type: 'open-room', room: 'standup' });
    enter();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(controller.current()).toMatchObject({ screen: 'call', room: RING_ROOM });
    expect(joins()).toHaveLength(1);
  });

  test('ends a join elsewhere before its own', async () => {
    start();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    main.answer('session:join', () => promise);
    controller.send({ type: 'open-room', room: 'standup' });
    controller.send({ type: 'join', name: 'Ada' });
    main.answer('session:join', () => Promise.resolve({ ok: true, value: session(RING_ROOM) }));
    enter();
    await vi.advanceTimersByTimeAsync(0);
    resolve({ ok: false, reason: 'cancelled' });
    await vi.advanceTimersByTimeAsync(0);
    const order = main.asked.map(([channel]) => channel).filter((name) => /join|leave/.test(name));
    expect(order).toEqual(['session:join', 'session:leave', 'session:join']);
    expect(controller.current()).toMatchObject({ screen: 'call', room: RING_ROOM });
  });

  test('has a running call left first', async () => {
    start({ session: session(OTHER) });
    enter();
    expect(done.at(-1)).toBe('leave');
    expect(joins()).toEqual([]);
    controller.callEnded(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(controller.current()).toMatchObject({ screen: 'call', room: RING_ROOM });
  });

  test('is not entered again by who is in it', async () => {
    start({ session: session(RING_ROOM) });
    enter();
    await vi.advanceTimersByTimeAsync(0);
    expect([joins(), done.includes('leave')]).toEqual([[], false]);
  });

  test('that cannot be entered shows why, with a way to try again', async () => {
    start();
    main.answer('session:join', () => Promise.resolve({ ok: false, reason: 'room_full' }));
    enter();
    await vi.advanceTimersByTimeAsync(0);
    expect(controller.current()).toMatchObject({
      screen: 'green-room',
      room: RING_ROOM,
      joining: false,
      joinFailure: 'room_full',
    });
  });

  test('is given up by Cancel', async () => {
    start();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    main.answer('session:join', () => promise);
    enter();
    await vi.advanceTimersByTimeAsync(0);
    controller.send({ type: 'cancel-join' });
    expect(controller.current().screen).toBe('home');
    expect(main.on('session:leave')).toHaveLength(1);
    resolve({ ok: true, value: session(RING_ROOM) });
    await vi.advanceTimersByTimeAsync(0);
    expect(controller.current().screen).toBe('home');
    expect(done.at(-1)).toBe('close');
  });

  test('asked for twice is the one asked for last', async () => {
    start();
    enter(OTHER);
    enter(RING_ROOM);
    await vi.advanceTimersByTimeAsync(0);
    expect(controller.current()).toMatchObject({ screen: 'call', room: RING_ROOM });
    expect(done.filter((step) => step.startsWith('call'))).toEqual([`call ${RING_ROOM}`]);
  });
});

test('devices are tried on Home only', () => {
  start();
  controller.send({ type: 'try-devices', on: true });
  controller.send({ type: 'try-devices', on: false });
  expect(done).toEqual(['open true true', 'close']);
  controller.send({ type: 'open-room', room: 'standup' });
  done.length = 0;
  controller.send({ type: 'try-devices', on: false });
  expect(done).toEqual([]);
});

test('the settings know speakers, shortcuts and tray once they are looked at', async () => {
  start();
  main.answer('shortcuts:state', () => Promise.resolve({ palette: 'on', mute: 'taken' }));
  main.answer('tray:state', () => Promise.resolve({ isThere: false }));
  controller.send({ type: 'look-at-settings' });
  await vi.advanceTimersByTimeAsync(0);
  expect(controller.current()).toMatchObject({
    globalShortcuts: { palette: 'on', mute: 'taken' },
    ringSpeakers: [{ id: 's', label: 'Shelf' }],
    hasTray: false,
  });
  main.push('shortcuts:changed', { palette: 'unsupported', mute: 'off' });
  main.push('tray:changed', { isThere: true });
  expect(controller.current()).toMatchObject({
    globalShortcuts: { palette: 'unsupported', mute: 'off' },
    hasTray: true,
  });
});

test('a call that was kept over a reload is still known to be on the server that is set, or elsewhere', () => {
  const here = { ...BOOT.server, address: '127.0.0.1:9' };
  start({ session: session(RING_ROOM), server: here });
  expect(controller.current()).toMatchObject({ screen: 'call', roomServer: null });
  start({ session: session(RING_ROOM), server: { ...here, address: '127.0.0.1:99' } });
  expect(controller.current().roomServer).toBe(SERVER);
});

describe('a link in the field for room names', () => {
  const text = 'parley://join/standup';

  test('is read by main, and opened as if it had been clicked', async () => {
    main.answer('link:look', () => Promise.resolve({ kind: 'join', room: 'standup' }));
    main.answer('link:open', () => Promise.resolve({ opened: true }));
    start();
    controller.send({ type: 'look-at-link', text });
    await vi.advanceTimersByTimeAsync(0);
    const looked = { kind: 'join', room: 'standup' };
    expect(controller.current().typedLink).toEqual({ text, looked });
    controller.send({ type: 'open-link', text });
    expect(main.on('link:open')).toEqual([{ text }]);
    expect(controller.current()).toMatchObject({ screen: 'home', typedLink: { looked } });
  });

  test('that does not open is told of where it stands', async () => {
    main.answer('link:open', () => Promise.resolve({ opened: false }));
    start();
    controller.send({ type: 'open-link', text });
    await vi.advanceTimersByTimeAsync(0);
    expect(controller.current().typedLink).toEqual({ text, looked: { kind: 'broken' } });
  });
});

test('a clicked link that leads nowhere is told of until that was seen', () => {
  start();
  main.push('link:broken', undefined);
  expect(controller.current().linkBroken).toBe(true);
  controller.send({ type: 'dismiss-broken-link' });
  expect(controller.current().linkBroken).toBe(false);
});
