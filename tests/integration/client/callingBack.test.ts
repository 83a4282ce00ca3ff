import { beforeEach, describe, expect, test } from 'vitest';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { Person, befriend } from '../../support/clientContacts.ts';
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

async function rung(): Promise<void> {
  ada.rings(bob);
  await bob.until('rings', () => bob.ringing.incoming !== null);
  await ada.until('hears it ring', () => ada.ringing.outgoing?.phase === 'ringing');
}

async function failed(person: Person): Promise<string | null> {
  await person.until('fails', () => person.ringing.outgoing?.phase === 'failed');
  return person.ringing.outgoing?.failure ?? null;
}

const isOver = (person: Person): boolean => person.ringing.incoming === null;

describe('missed calls', () => {
  async function missed(): Promise<void> {
    await rung();
    ada.services.ringing.cancel();
    await bob.until('misses it', () => bob.ringing.missed.length === 1);
  }

  test('are seen when whoever missed them calls back, and gone when they have talked', async () => {
    await missed();
    bob.rings(ada);
    expect(bob.ringing.missed).toMatchObject([{ name: 'Ada', seen: true }]);
    await ada.until('rings', () => ada.ringing.incoming !== null);
    ada.answers('accept');
    await bob.until('enters', () => bob.entered.length === 1);
    expect(bob.ringing.missed).toEqual([]);
  });

  test('are gone when the next call is answered, those by others stay', async () => {
    const cleo = new Person({ name: 'Cleo', url });
    await befriend(cleo, bob);
    await missed();
    await rung();
    cleo.rings(bob);
    await bob.until('misses Cleo', () => bob.ringing.missed.length === 2);
    bob.answers('accept');
    await bob.until('enters', () => bob.entered.length === 1);
    expect(bob.ringing.missed).toMatchObject([{ name: 'Cleo', seen: false }]);
  });
});

test('whoever is in the call already is shown, not rung; whoever has left it is rung', async () => {
  await rung();
  bob.answers('accept');
  await ada.until('enters', () => ada.entered.length === 1);
  await bob.until('enters', () => bob.entered.length === 1);
  await ada.joinsEntered();
  await bob.joinsEntered();
  await ada.until('meets Bob', () => ada.calls.session?.members.length === 1);
  ada.inCall = { others: [DisplayName.parse('Bob')], contacts: [] };
  ada.rings(bob);
  bob.inCall = { others: [DisplayName.parse('Ada')], contacts: [ada.address] };
  bob.rings(ada);
  expect([ada.shownCalls, bob.shownCalls]).toEqual([1, 1]);
  expect([ada.ringing.outgoing, bob.ringing.outgoing]).toEqual([null, null]);
  await bob.calls.leave();
  await ada.until('is alone', () => ada.calls.session?.members.length === 0);
  ada.inCall = { others: [], contacts: [] };
  ada.rings(bob);
  await bob.until('rings', () => bob.ringing.incoming !== null);
  expect([ada.shownCalls, bob.ringing.missed]).toEqual([1, []]);
});

test('an incoming call is silenced and rings on', async () => {
  await rung();
  const ring = bob.ringing.incoming!.ring;
  expect(bob.ringing.incoming?.silenced).toBe(false);
  bob.services.ringing.silence(ring);
  expect(bob.ringing.incoming?.silenced).toBe(true);
  expect(ada.ringing.outgoing?.phase).toBe('ringing');
  ada.services.ringing.cancel();
  await bob.until('stops', () => isOver(bob));
  await rung();
  expect(bob.ringing.incoming?.silenced).toBe(false);
});

test('whoever has quit is offline where their own computer was their server', async () => {
  const cleo = new Person({ name: 'Cleo' });
  const dan = new Person({ name: 'Dan' });
  await befriend(cleo, dan);
  const { dir } = dan;
  dan.close();
  await cleo.until('notices', () => cleo.sees(dan) === 'unavailable');
  cleo.rings(dan);
  expect(await failed(cleo)).toBe('offline');
  const again = new Person({ name: 'Dan', dir });
  await cleo.until('sees Dan', () => cleo.sees(again) === 'available', 20_000);
  await cleo.until('may call again', () => cleo.ringing.outgoing === null);
}, 40_000);

test('a call that goes into a connection that is dying fails soon', async () => {
  const cleo = new Person({ name: 'Cleo' });
  const dan = new Person({ name: 'Dan' });
  await befriend(cleo, dan);
  dan.close();
  // Before the loss of the connection is noticed.
  cleo.rings(dan);
  expect(cleo.ringing.outgoing?.phase).toBe('calling');
  expect(await failed(cleo)).not.toBeNull();
}, 40_000);
