import { beforeEach, expect, test } from 'vitest';
import type { CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { MediaSnapshot } from '../../../preload/contract/mediaSnapshot.ts';
import { relayCallSummary } from '../../../renderer/adapters/callSummary.ts';
import { SnapshotCell } from '../../../renderer/adapters/snapshotSource.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { FakeMain, named } from './fakeApi.ts';

type Shown = Pick<CallSnapshot, 'room' | 'participants' | 'share'>;
type Media = Pick<MediaSnapshot, 'microphoneOn' | 'cameraOn' | 'microphone' | 'camera'>;

const room = RoomName.parse('standup');
const share = { state: 'off', failure: null, notice: null, canAdd: true } as const;
const live = { state: 'live' } as const;

function people(...names: readonly string[]): Shown['participants'] {
  return names.map((name) => ({ name: named(name) }) as Shown['participants'][number]);
}

let main: FakeMain;
let media: SnapshotCell<Media>;
let running: SnapshotCell<(SnapshotCell<Shown> & { send(intent: unknown): void }) | null>;
let sent: unknown[];
let pickers: number;

function callWith(shown: Partial<Shown> = {}) {
  const cell = new SnapshotCell<Shown>({ room, participants: people(), share, ...shown });
  return Object.assign(cell, { send: (intent: unknown) => void sent.push(intent) });
}

beforeEach(() => {
  main = new FakeMain();
  media = new SnapshotCell<Media>({
    microphoneOn: true,
    cameraOn: true,
    microphone: live,
    camera: live,
  });
  running = new SnapshotCell<ReturnType<typeof callWith> | null>(null);
  sent = [];
  pickers = 0;
  relayCallSummary({
    api: main.api,
    running,
    media,
    chooseScreen: () => (pickers += 1),
    problem: () => undefined,
  });
});

test('at the start main is told that there is no call', () => {
  expect(main.on('call:summary')).toEqual([null]);
});

test('main is told of a call, of each change in it, and of its end', () => {
  const call = callWith();
  running.set(call);
  call.patch({ participants: people('Mira') });
  media.patch({ microphoneOn: false });
  call.patch({ share: { ...share, state: 'on' } });
  running.set(null);
  const base = { room, microphone: true, camera: true, sharing: false, others: [] };
  expect(main.on('call:summary').slice(1)).toEqual([
    base,
    { ...base, others: ['Mira'] },
    { ...base, others: ['Mira'], microphone: false },
    { ...base, others: ['Mira'], microphone: false, sharing: true },
    null,
  ]);
});

test('what is none of its business is not told again', () => {
  const call = callWith();
  running.set(call);
  const told = main.on('call:summary').length;
  call.patch({ participants: people() });
  media.patch({ camera: { state: 'starting' } });
  expect(main.on('call:summary')).toHaveLength(told);
});

test('a device that failed is off, whatever its switch says', () => {
  running.set(callWith());
  media.patch({ camera: { state: 'failed', failure: 'busy' } });
  expect(main.on('call:summary').at(-1)).toMatchObject({ camera: false });
});

test('a crowd is told as far as it fits', () => {
  running.set(callWith({ participants: people(...Array.from({ length: 70 }, (_, n) => `P${n}`)) }));
  expect(main.on('call:summary').at(-1)).toMatchObject({
    others: Array.from({ length: 64 }, (_, n) => `P${n}`),
  });
});

test('a call that is over changes nothing any more', () => {
  const first = callWith();
  running.set(first);
  running.set(null);
  first.patch({ participants: people('Mira') });
  expect(main.on('call:summary').at(-1)).toBeNull();
});

test('wishes are carried out in the running call', () => {
  running.set(callWith());
  main.push('call:wish', { type: 'set-microphone', on: false });
  main.push('call:wish', { type: 'set-camera', on: true });
  main.push('call:wish', { type: 'stop-sharing' });
  main.push('call:wish', { type: 'leave' });
  expect(sent).toEqual([
    { type: 'set-microphone', on: false },
    { type: 'set-camera', on: true },
    { type: 'stop-sharing', share: null },
    { type: 'leave' },
  ]);
});

test('the wish to share opens the picker, unless something is out already', () => {
  main.push('call:wish', { type: 'share-screen' });
  expect(pickers).toBe(0);
  const call = callWith();
  running.set(call);
  main.push('call:wish', { type: 'share-screen' });
  expect(pickers).toBe(1);
  call.patch({ share: { ...share, state: 'on' } });
  main.push('call:wish', { type: 'share-screen' });
  expect(pickers).toBe(1);
});
