import { beforeEach, expect, test } from 'vitest';
import type { CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { ContactsSnapshot } from '../../../preload/contract/contactsSnapshot.ts';
import type { MediaSnapshot } from '../../../preload/contract/mediaSnapshot.ts';
import type { MemberContact } from '../../../preload/contract/memberContacts.ts';
import { relayCallSummary } from '../../../renderer/adapters/callSummary.ts';
import { SnapshotCell } from '../../../renderer/adapters/snapshotSource.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { ANNA, BORIS, FakeMain, named } from './fakeApi.ts';

type Shown = Pick<CallSnapshot, 'room' | 'contact' | 'participants' | 'alone' | 'share'>;
type Known = Pick<ContactsSnapshot, 'contacts'>;
type Media = Pick<MediaSnapshot, 'microphoneOn' | 'cameraOn' | 'microphone' | 'camera'>;

const room = RoomName.parse('standup');
const share = { state: 'off', failure: null, notice: null, canAdd: true } as const;
const live = { state: 'live' } as const;

function people(...names: readonly string[]): Shown['participants'] {
  return names.map((name) => ({ name: named(name) }) as Shown['participants'][number]);
}

let main: FakeMain;
let media: SnapshotCell<Media>;
let running: SnapshotCell<ReturnType<typeof callWith> | null>;
let sent: unknown[];
let members: SnapshotCell<readonly Pick<MemberContact, 'member' | 'address'>[]>;
let contacts: SnapshotCell<Known>;
let pickers: number;

function callWith(shown: Partial<Shown> = {}) {
  const cell = new SnapshotCell<Shown>({
    room,
    contact: null,
    participants: people(),
    alone: null,
    share,
    ...shown,
  });
  return Object.assign(cell, {
    introductions: members,
    send: (intent: unknown) => void sent.push(intent),
  });
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
  members = new SnapshotCell<readonly Pick<MemberContact, 'member' | 'address'>[]>([]);
  contacts = new SnapshotCell<Known>({ contacts: [] });
  pickers = 0;
  relayCallSummary({
    api: main.api,
    running,
    media,
    contacts,
    language: () => 'en',
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
  const base = {
    room,
    microphone: true,
    camera: true,
    sharing: false,
    others: [],
    title: 'standup',
    abandoned: false,
    contacts: [],
  };
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

test('a device that is wanted and does not work brings up the window that says why', () => {
  running.set(callWith());
  media.patch({ microphone: { state: 'failed', failure: 'missing' } });
  main.push('call:wish', { type: 'set-microphone', on: false });
  main.push('call:wish', { type: 'set-camera', on: true });
  expect(main.on('window:show')).toHaveLength(0);
  main.push('call:wish', { type: 'set-microphone', on: true });
  expect(main.on('window:show')).toHaveLength(1);
  expect(sent.at(-1)).toEqual({ type: 'set-microphone', on: true });
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

test('main is told which contacts are there, as soon as they have shown who they are', () => {
  const [mira, gone] = [MemberId.parse('m'.repeat(22)), MemberId.parse('g'.repeat(22))];
  const participants = people('Mira').map((person) => ({ ...person, id: mira }));
  running.set(callWith({ participants }));
  expect(main.on('call:summary').at(-1)).toMatchObject({ contacts: [] });
  members.set([
    { member: mira, address: ANNA },
    { member: gone, address: BORIS },
  ]);
  expect(main.on('call:summary').at(-1)).toMatchObject({ others: ['Mira'], contacts: [ANNA] });
  running.set(null);
  members.set([]);
  expect(main.on('call:summary').at(-1)).toBeNull();
});

test('a call that rang is called by its people, as the list of contacts calls them', () => {
  const contact = { address: ANNA, name: named('Anna Stone') };
  const call = callWith({ contact });
  running.set(call);
  expect(main.on('call:summary').at(-1)).toMatchObject({ title: 'Anna Stone' });
  const [anna, mira] = people('Anna', 'Mira').map((one) => ({ ...one, address: null }));
  call.patch({ participants: [{ ...anna!, address: ANNA }, mira!] });
  contacts.set({ contacts: [{ address: ANNA, name: named('Annie') }] as Known['contacts'] });
  expect(main.on('call:summary').at(-1)).toMatchObject({
    title: 'Annie and Mira',
    others: ['Anna', 'Mira'],
  });
});

test('a call that rang and that all others have left is told of as abandoned, a room is not', () => {
  const alone = {
    because: 'left',
    last: { name: named('Anna'), address: ANNA },
    endsAtMs: null,
  } as const;
  running.set(callWith({ alone }));
  expect(main.on('call:summary').at(-1)).toMatchObject({ abandoned: false });
  running.set(callWith({ alone, contact: alone.last }));
  expect(main.on('call:summary').at(-1)).toMatchObject({ abandoned: true, title: 'Anna' });
});
