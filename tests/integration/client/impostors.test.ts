import { beforeEach, expect, test } from 'vitest';
import { ContactSession } from '../../../main/contacts/contactSession.ts';
import { writeRing } from '../../../main/ringing/ringNotes.ts';
import { systemClock } from '../../../main/signaling/clock.ts';
import { SignalingClient } from '../../../main/signaling/signalingClient.ts';
import { webSocketOpener } from '../../../main/signaling/signalingSocket.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { RingId } from '../../../signaling/protocol/ringMessages.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { Person, befriend } from '../../support/clientContacts.ts';
import { identityOf } from '../../support/clientIdentities.ts';
import { openServer } from '../../support/serverInstance.ts';

let url: string;
let ada: Person;
let bob: Person;

beforeEach(async () => {
  ({ url } = await openServer());
  ada = new Person({ name: 'Ada', url });
  bob = new Person({ name: 'Bob', url });
  await befriend(ada, bob);
});

test('whoever rings again and again is told to wait, and nothing else of theirs is held up', async () => {
  for (let count = 0; count < 6; count += 1) {
    ada.rings(bob);
    await bob.until('rings', () => bob.ringing.incoming !== null);
    ada.services.ringing.cancel();
    await bob.until('stops', () => bob.ringing.incoming === null);
  }
  for (let count = 0; count < 2; count += 1) {
    ada.rings(bob);
    await ada.until('fails', () => ada.ringing.outgoing?.phase === 'failed');
    expect(ada.ringing.outgoing?.failure).toBe('rate-limited');
  }
  expect(bob.ringing.missed).toHaveLength(6);
  ada.settings.change({ status: 'busy' });
  await bob.until('sees it', () => bob.sees(ada) === 'busy', 2_000);
});

test('a stranger who knows the address finds nobody there, and does not ring', async () => {
  const eve = new Person({ name: 'Eve', url });
  const added = eve.services.contacts.add(
    (await bob.link()).replace(/ticket=[^&]+/, `ticket=${'x'.repeat(22)}`),
  );
  expect(added.ok).toBe(true);
  await eve.until('is known', () => eve.log.lines.includes('info identified'));
  eve.rings(bob);
  await eve.until('fails', () => eve.ringing.outgoing?.phase === 'failed');
  expect(eve.ringing.outgoing?.failure).toBe('unavailable');
  expect(eve.sees(bob)).toBe('unavailable');
  expect(bob.ringing).toEqual({ outgoing: null, incoming: null, missed: [] });
  expect(bob.contacts.requests).toEqual([]);
});

test('a ring that somebody else has signed is dropped without an answer', async () => {
  // A contact of Bob's, played by hand.
  const mallory = identityOf(66);
  const client = new SignalingClient(ServerUrl.parse(url), {
    clock: systemClock,
    random: Math.random,
    openSocket: webSocketOpener(),
    version: '0.0.0-test',
    log: ada.log,
  });
  const session = new ContactSession({
    client,
    identity: mallory,
    clock: systemClock,
    log: ada.log,
    mayIdentify: () => true,
    changed: () => undefined,
    heard: () => undefined,
    lost: () => undefined,
  });
  session.show('available');
  session.list([{ address: bob.address }]);
  bob.files.contacts.write({
    ...bob.files.contacts.value,
    contacts: [
      ...bob.files.contacts.value.contacts,
      { ...bob.files.contacts.value.contacts[0]!, address: mallory.address, key: mallory.key },
    ],
  });
  bob.services.settingsChanged();
  expect(await session.ready(5_000)).toBe(true);
  await bob.until('sees Mallory', () =>
    bob.contacts.contacts.some(
      ({ address, presence }) => address === mallory.address && presence === 'available',
    ),
  );
  const ringWith = async (note: (ring: RingId) => string): Promise<void> => {
    const ring = RingId.parse(
      Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
    );
    await new Promise((settle) => {
      client.request({ type: 'ring', ring, to: bob.address, note: note(ring) }, settle);
    });
  };
  const about = {
    name: DisplayName.parse('Ada'),
    room: RoomName.parse('trap'),
    server: null,
    sentAtMs: Date.now(),
  };
  const dropped = (why: string): boolean => bob.log.lines.includes(`info ring dropped why=${why}`);
  await ringWith((ring) => writeRing(identityOf(67), bob.address, ring, about));
  await bob.until('drops it', () => dropped('another-key'));
  expect(bob.ringing).toMatchObject({ incoming: null, missed: [] });
  // The same note as it should be does ring: it is the signature that was wrong.
  await ringWith((ring) => writeRing(mallory, bob.address, ring, about));
  await bob.until('rings', () => bob.ringing.incoming !== null);
  client.close();
});
