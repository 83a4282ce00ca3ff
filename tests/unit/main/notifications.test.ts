import { beforeEach, expect, test } from 'vitest';
import { Notifications, type NotificationRequest } from '../../../main/system/notifications.ts';
import type { ContactRequest } from '../../../preload/contract/contacts.ts';
import type { RingingState } from '../../../preload/contract/ringing.ts';
import type { ManualStatus } from '../../../preload/contract/settings.ts';
import {
  incomingRing,
  missedCall,
  request,
  ringId,
  ringingState,
} from '../../support/quickCallPeople.ts';

let shown: (NotificationRequest & { isClosed: boolean })[];
let did: string[];
let status: ManualStatus;
let hasFocus: boolean;
let notifications: Notifications;

beforeEach(() => {
  shown = [];
  did = [];
  status = 'available';
  hasFocus = false;
  notifications = new Notifications({
    show(request) {
      const kept = { ...request, isClosed: false };
      shown.push(kept);
      return () => {
        kept.isClosed = true;
      };
    },
    language: () => 'en',
    status: () => status,
    hasFocus: () => hasFocus,
    answer: (ring, answer) => did.push(`${answer} ${ring}`),
    showIncoming: () => did.push('incoming'),
    showMissed: () => did.push('missed'),
    showRequests: () => did.push('requests'),
    showApp: () => did.push('app'),
  });
});

function follow(ringing: RingingState, requests: readonly ContactRequest[] = []): void {
  notifications.follow(ringing, { requests: [...requests] });
}

const yana = ringingState({ incoming: incomingRing('Yana', 'y') });

test('who calls is told once, for as long as it rings', () => {
  follow(yana);
  follow(yana);
  expect(shown.map(({ title, lasts }) => [title, lasts])).toEqual([['Yana is calling', true]]);
  follow(ringingState());
  expect(shown[0]!.isClosed).toBe(true);
});

test('a click asks, and buttons answer', () => {
  follow(yana);
  const { clicked, acted, actions } = shown[0]!;
  expect(actions).toEqual(['Accept', 'Decline']);
  clicked();
  acted(0);
  acted(1);
  expect(did).toEqual(['incoming', `accept ${ringId('y')}`, `decline ${ringId('y')}`]);
});

test('a call that was missed is told once; those from before the start are not', () => {
  const missed = [missedCall('Ada', 'a')];
  follow(ringingState({ missed }));
  const more = [missedCall('Bo', 'b'), ...missed];
  follow(ringingState({ missed: more }));
  follow(ringingState({ missed: more }));
  expect(shown.map(({ title }) => title)).toEqual(['Missed call from Bo']);
  shown[0]!.clicked();
  expect(did).toEqual(['missed']);
});

test('who calls is not told once more to somebody who has one of our windows before them', () => {
  hasFocus = true;
  follow(yana);
  hasFocus = false;
  follow(yana);
  expect(shown).toEqual([]);
});

test('what a click does is said', () => {
  follow(ringingState());
  follow({ ...yana, missed: [missedCall('Bo', 'b')] }, [request('Ada')]);
  expect(shown.map(({ body }) => body)).toEqual([
    'Click to see it.',
    'Click to see it.',
    'Click to see the request.',
  ]);
});

test('somebody who asks to be a contact is told once, however often they ask', () => {
  follow(ringingState(), [request('Bo')]);
  follow(ringingState(), [request('Ada'), request('Bo')]);
  follow(ringingState(), [{ ...request('Ada'), atMs: 2 }, request('Bo')]);
  expect(shown.map(({ title }) => title)).toEqual(['Ada wants to be your contact']);
  shown[0]!.clicked();
  expect(did).toEqual(['requests']);
});

test('who is not to be disturbed is told nothing, also not later', () => {
  follow(ringingState());
  status = 'do-not-disturb';
  follow({ ...yana, missed: [missedCall('Bo', 'b')] }, [request('Ada')]);
  status = 'available';
  follow(ringingState({ missed: [missedCall('Bo', 'b')] }), [request('Ada')]);
  expect(shown).toEqual([]);
});

test.each([
  ['lives-in-tray', 'Parley is still running'],
  ['call-in-tray', 'The call goes on'],
  ['call-minimised', 'The call goes on'],
] as const)('where the app has gone (%s) is told, and a click brings it back', (notice, title) => {
  notifications.tellRemains(notice);
  expect(shown[0]!.title).toBe(title);
  shown[0]!.clicked();
  expect(did).toEqual(['app']);
});
