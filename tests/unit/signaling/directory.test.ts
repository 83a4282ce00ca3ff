import { expect, test } from 'vitest';
import { DeviceId } from '../../../signaling/protocol/identity.ts';
import type { ContactStatus } from '../../../signaling/protocol/contactMessages.ts';
import { Directory, MAX_DEVICES } from '../../../signaling/server/directory.ts';
import type { Device, PresenceNews } from '../../../signaling/server/directory.ts';
import { newId } from '../../support/serverClient.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';

const [ADA, BOB, CLEO] = [new TestIdentity(), new TestIdentity(), new TestIdentity()];

function deviceOf({ address, key }: TestIdentity): Device {
  const id = DeviceId.parse(newId());
  return { address, key, id, network: '192.0.2.1', session: { deliver: () => true } };
}

/** A device that is there and has listed these. */
function add(directory: Directory, who: TestIdentity, ...contacts: TestIdentity[]): Device {
  const device = deviceOf(who);
  expect(directory.add(device)).toBe(true);
  directory.watch(
    device,
    contacts.map(({ address }) => address),
  );
  return device;
}

const words = (news: readonly PresenceNews[]) =>
  news.map(({ to, address, presence }) => [to, address, presence]);

test('two are told of each other when the second of them lists the first, and not before', () => {
  const directory = new Directory();
  const ada = add(directory, ADA, BOB);
  const bob = add(directory, BOB);
  expect(directory.setStatus(ada, 'busy')).toEqual([]);
  const watched = directory.watch(bob, [ADA.address, CLEO.address]);
  expect(watched.present).toEqual([{ address: ADA.address, status: 'busy' }]);
  expect(words(watched.news)).toEqual([[ada, BOB.address, 'available']]);
});

test('whoever is taken off a list is told unavailable, and hears no more', () => {
  const directory = new Directory();
  const ada = add(directory, ADA, BOB);
  const bob = add(directory, BOB, ADA);
  const { news, dropped } = directory.watch(bob, [CLEO.address]);
  expect(words(news)).toEqual([[ada, BOB.address, 'unavailable']]);
  expect(dropped).toEqual([ADA.address]);
  expect(directory.setStatus(bob, 'busy')).toEqual([]);
  expect(directory.setStatus(ada, 'busy')).toEqual([]);
});

test('the same list again changes nothing', () => {
  const directory = new Directory();
  add(directory, ADA, BOB);
  const bob = add(directory, BOB, ADA);
  expect(directory.watch(bob, [ADA.address])).toMatchObject({ news: [], dropped: [] });
});

test('who goes is unavailable to those who were told of them, and to no others', () => {
  const directory = new Directory();
  const ada = add(directory, ADA, BOB, CLEO);
  add(directory, CLEO);
  const bob = add(directory, BOB, ADA, CLEO);
  expect(words(directory.remove(bob))).toEqual([[ada, BOB.address, 'unavailable']]);
  expect(directory.remove(bob)).toEqual([]);
  expect(directory.size).toBe(2);
});

test('a status is told once, and only when it is another one', () => {
  const directory = new Directory();
  const ada = add(directory, ADA, BOB);
  const bob = add(directory, BOB, ADA);
  expect(words(directory.setStatus(bob, 'away'))).toEqual([[ada, BOB.address, 'away']]);
  expect(directory.setStatus(bob, 'away')).toEqual([]);
});

test.each([
  [['away', 'available'], 'available'],
  [['available', 'busy'], 'busy'],
  [['busy', 'do-not-disturb'], 'do-not-disturb'],
  [['do-not-disturb', 'away'], 'do-not-disturb'],
  [['away', 'away'], 'away'],
] as const satisfies readonly (readonly [readonly ContactStatus[], ContactStatus])[])(
  'of devices that are %j contacts see %s',
  (statuses, shown) => {
    const directory = new Directory();
    for (const status of statuses) directory.setStatus(add(directory, BOB, ADA), status);
    const ada = add(directory, ADA);
    expect(directory.watch(ada, [BOB.address]).present).toEqual([
      { address: BOB.address, status: shown },
    ]);
  },
);

test('the status of a device that lists somebody else is not theirs to see', () => {
  const directory = new Directory();
  const ada = add(directory, ADA, BOB);
  const desk = add(directory, BOB, ADA);
  const lap = add(directory, BOB, CLEO);
  expect(directory.setStatus(lap, 'do-not-disturb')).toEqual([]);
  expect(directory.devicesListing(BOB.address, ADA.address)).toEqual([desk]);
  expect(words(directory.remove(desk))).toEqual([[ada, BOB.address, 'unavailable']]);
});

test('while another device is there nothing changes for contacts', () => {
  const directory = new Directory();
  add(directory, ADA, BOB);
  const desk = add(directory, BOB, ADA);
  add(directory, BOB, ADA);
  expect(directory.remove(desk)).toEqual([]);
});

test('all devices of a contact are told, but for those that do not list the other', () => {
  const directory = new Directory();
  const desk = add(directory, ADA, BOB);
  const lap = add(directory, ADA, BOB);
  add(directory, ADA, CLEO);
  const bob = add(directory, BOB, ADA);
  const told = directory.setStatus(bob, 'busy').map(({ to }) => to);
  expect(new Set(told)).toEqual(new Set([desk, lap]));
  expect(told).toHaveLength(2);
});

test('nobody is a contact of themselves', () => {
  const directory = new Directory();
  const desk = add(directory, ADA);
  add(directory, ADA, ADA);
  expect(directory.watch(desk, [ADA.address])).toEqual({ news: [], present: [], dropped: [] });
  expect(directory.devicesListing(ADA.address, ADA.address)).toEqual([]);
});

test('an identity has at most eight devices', () => {
  const directory = new Directory();
  const devices = Array.from({ length: MAX_DEVICES }, () => add(directory, ADA, BOB));
  expect(directory.add(deviceOf(ADA))).toBe(false);
  expect(directory.size).toBe(1);
  for (const device of devices) directory.remove(device);
  expect(directory.size).toBe(0);
  expect(directory.devicesOf(ADA.address)).toEqual([]);
});

test('of a hundred who list somebody only those that they list hear of a change', () => {
  const directory = new Directory();
  const crowd = Array.from({ length: 100 }, () => new TestIdentity());
  const devices = crowd.map((one) => add(directory, one, BOB));
  const bob = add(directory, BOB, ...crowd.slice(0, 3));
  expect(directory.setStatus(bob, 'busy').map(({ to }) => to)).toEqual(devices.slice(0, 3));
});
