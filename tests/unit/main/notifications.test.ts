import { beforeEach, expect, test } from 'vitest';
import { Notifications, type NotificationRequest } from '../../../main/system/notifications.ts';
import type { ManualStatus } from '../../../preload/contract/settings.ts';
import { incomingRing, missedCall, ringId, ringingState } from '../../support/quickCallPeople.ts';

let shown: (NotificationRequest & { isClosed: boolean })[];
let did: string[];
let status: ManualStatus;
let notifications: Notifications;

beforeEach(() => {
  shown = [];
  did = [];
  status = 'available';
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
    answer: (ring, answer) => did.push(`${answer} ${ring}`),
    showIncoming: () => did.push('incoming'),
    showMissed: () => did.push('missed'),
    showApp: () => did.push('app'),
  });
});

const yana = ringingState({ incoming: incomingRing('Yana', 'y') });

test('who calls is told once, for as long as it rings', () => {
  notifications.follow(yana);
  notifications.follow(yana);
  expect(shown.map(({ title, lasts }) => [title, lasts])).toEqual([['Yana is calling', true]]);
  notifications.follow(ringingState());
  expect(shown[0]!.isClosed).toBe(true);
});

test('a click asks, and buttons answer', () => {
  notifications.follow(yana);
  const { clicked, acted, actions } = shown[0]!;
  expect(actions).toEqual(['Accept', 'Decline']);
  clicked();
  acted(0);
  acted(1);
  expect(did).toEqual(['incoming', `accept ${ringId('y')}`, `decline ${ringId('y')}`]);
});

test('a call that was missed is told once; those from before the start are not', () => {
  const missed = [missedCall('Ada', 'a')];
  notifications.follow(ringingState({ missed }));
  const more = [missedCall('Bo', 'b'), ...missed];
  notifications.follow(ringingState({ missed: more }));
  notifications.follow(ringingState({ missed: more }));
  expect(shown.map(({ title }) => title)).toEqual(['Missed call from Bo']);
  shown[0]!.clicked();
  expect(did).toEqual(['missed']);
});

test('who is not to be disturbed is told nothing, also not later', () => {
  notifications.follow(ringingState());
  status = 'do-not-disturb';
  notifications.follow({ ...yana, missed: [missedCall('Bo', 'b')] });
  status = 'available';
  notifications.follow(ringingState({ missed: [missedCall('Bo', 'b')] }));
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
