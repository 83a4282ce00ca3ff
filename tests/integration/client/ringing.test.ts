import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { RING_TIMEOUT_MS } from '../../../signaling/protocol/limits.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { systemClock as serverClock, type Clock } from '../../../signaling/server/clock.ts';
import { Person, befriend, secondDevice } from '../../support/clientContacts.ts';
import { openBehindProxy } from '../../support/clientProxiedServer.ts';
import { openServer } from '../../support/serverInstance.ts';
import { killAllServers, startServer } from '../../support/serverProcess.ts';

let url: string;
let ada: Person;
let bob: Person;

/** A server's clock on which a ring is over after a moment. */
const impatient: Clock = {
  ...serverClock,
  after: (delayMs, task) => serverClock.after(delayMs === RING_TIMEOUT_MS ? 100 : delayMs, task),
};

beforeEach(async () => {
  ({ url } = await openServer());
  ada = new Person({ name: 'Ada', url });
  bob = new Person({ name: 'Bob', url });
  await befriend(ada, bob);
});
afterEach(() => killAllServers());

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

describe('a call', () => {
  test('that is accepted takes both into the same room, with names, and is remembered', async () => {
    await rung();
    expect(ada.ringing.outgoing).toMatchObject({
      address: bob.address,
      name: 'Bob',
      intoCall: false,
    });
    expect(bob.ringing.incoming).toMatchObject({ address: ada.address, name: 'Ada' });
    bob.answers('accept');
    await ada.until('enters', () => ada.entered.length === 1);
    await bob.until('enters', () => bob.entered.length === 1);
    expect(ada.entered.map(({ room }) => room)).toEqual(bob.entered.map(({ room }) => room));
    expect([ada, bob].map(({ entered }) => entered[0]?.contact?.name)).toEqual(['Bob', 'Ada']);
    expect(ada.entered[0]).toMatchObject({ server: null, camera: true });
    await ada.joinsEntered();
    await bob.joinsEntered();
    await ada.until('meets Bob', () => ada.calls.session?.members.length === 1);
    expect([ada.ringing, bob.ringing]).toEqual([
      { outgoing: null, incoming: null, missed: [] },
      { outgoing: null, incoming: null, missed: [] },
    ]);
    expect(ada.contact(bob)?.lastCallAtMs).toBeGreaterThan(0);
    expect(bob.contact(ada)?.lastCallAtMs).toBeGreaterThan(0);
    await ada.until('sees Bob busy', () => ada.sees(bob) === 'busy');
    const logs = [...ada.log.lines, ...bob.log.lines].join('\n');
    expect(logs).not.toContain(ada.entered[0]!.room);
  });

  test('can be accepted without video', async () => {
    await rung();
    bob.answers('accept-without-video');
    await bob.until('enters', () => bob.entered.length === 1);
    expect(bob.entered[0]?.camera).toBe(false);
    await ada.until('enters', () => ada.entered.length === 1);
    expect(ada.entered[0]?.camera).toBe(true);
  });

  test('that is declined is missed by nobody, and its failure can be put away', async () => {
    await rung();
    bob.answers('decline');
    expect(await failed(ada)).toBe('declined');
    expect(bob.ringing).toEqual({ outgoing: null, incoming: null, missed: [] });
    ada.services.ringing.cancel();
    expect(ada.ringing.outgoing).toBeNull();
  });

  test('that is given up is missed, kept over a restart, and can be seen and removed', async () => {
    await rung();
    ada.services.ringing.cancel();
    await bob.until('stops', () => isOver(bob));
    expect(ada.ringing.outgoing).toBeNull();
    expect(bob.ringing.missed).toMatchObject([{ address: ada.address, name: 'Ada', seen: false }]);
    bob.close();
    const again = new Person({ name: 'Bob', url, dir: bob.dir });
    expect(again.ringing.missed).toEqual(bob.ringing.missed);
    again.services.ringing.seeMissed();
    expect(again.ringing.missed[0]?.seen).toBe(true);
    again.services.ringing.removeMissed(again.ringing.missed[0]!.ring);
    expect(again.ringing.missed).toEqual([]);
  });

  test('that nobody answers ends by itself and is missed', async () => {
    const quick = await openServer({}, impatient);
    const [cleo, dan] = ['Cleo', 'Dan'].map((name) => new Person({ name, url: quick.url }));
    await befriend(cleo!, dan!);
    cleo!.rings(dan!);
    expect(await failed(cleo!)).toBe('no-answer');
    await dan!.until('stops', () => isOver(dan!) && dan!.ringing.missed.length === 1);
  });

  test('to somebody who is not there fails like one to somebody who has blocked us', async () => {
    bob.services.contacts.block(ada.address, true);
    await ada.until('sees nobody', () => ada.sees(bob) === 'unavailable');
    ada.rings(bob);
    const blocked = await failed(ada);
    await bob.services.leave();
    bob.close();
    ada.rings(bob);
    expect(await failed(ada)).toBe(blocked);
    expect(blocked).toBe('unavailable');
  });

  test('stops when whoever rings is blocked meanwhile', async () => {
    await rung();
    bob.services.contacts.block(ada.address, true);
    expect(isOver(bob)).toBe(true);
    expect(await failed(ada)).toBe('unavailable');
    expect(bob.ringing.missed).toEqual([]);
  });
});

describe('whoever is occupied', () => {
  test('in a call is busy, and misses the call', async () => {
    const name = DisplayName.parse('Bob');
    await bob.calls.join({ room: RoomName.parse('Standup'), server: null, name, contact: null });
    ada.rings(bob);
    expect(await failed(ada)).toBe('busy');
    expect(bob.ringing.incoming).toBeNull();
    expect(bob.ringing.missed).toMatchObject([{ address: ada.address }]);
  });

  test('does not want to be disturbed, and that is said where it is known', async () => {
    bob.settings.change({ status: 'do-not-disturb' });
    await ada.until('sees it', () => ada.sees(bob) === 'do-not-disturb');
    ada.rings(bob);
    expect(await failed(ada)).toBe('do-not-disturb');
    expect(bob.ringing.missed).toHaveLength(1);
    bob.settings.change({ status: 'available' });
    await ada.until('may call again', () => ada.ringing.outgoing === null);
  });

  test('is rung by somebody else already', async () => {
    const cleo = new Person({ name: 'Cleo', url });
    await befriend(cleo, bob);
    await rung();
    cleo.rings(bob);
    expect(await failed(cleo)).toBe('busy');
    expect(bob.ringing.incoming?.address).toBe(ada.address);
    expect(bob.ringing.missed).toMatchObject([{ name: 'Cleo' }]);
  });
});

describe('both at once', () => {
  test('are in one room, and nobody has missed anything', async () => {
    ada.rings(bob);
    bob.rings(ada);
    await ada.until('enters', () => ada.entered.length > 0);
    await bob.until('enters', () => bob.entered.length > 0);
    expect(ada.entered.map(({ room }) => room)).toEqual(bob.entered.map(({ room }) => room));
    expect([ada, bob].map(({ entered }) => entered[0]?.contact?.name)).toEqual(['Bob', 'Ada']);
    expect(ada.entered).toHaveLength(1);
    expect([ada.ringing, bob.ringing]).toEqual([
      { outgoing: null, incoming: null, missed: [] },
      { outgoing: null, incoming: null, missed: [] },
    ]);
  });

  test('over two servers, too', async () => {
    const [one, other] = [await openServer(), await openServer()];
    const cleo = new Person({ name: 'Cleo', url: one.url });
    const dan = new Person({ name: 'Dan', url: other.url });
    await befriend(cleo, dan);
    cleo.rings(dan);
    dan.rings(cleo);
    await cleo.until('enters', () => cleo.entered.length > 0);
    await dan.until('enters', () => dan.entered.length > 0);
    await cleo.joinsEntered();
    await dan.joinsEntered();
    await cleo.until('meets Dan', () => cleo.calls.session?.members.length === 1);
    expect([cleo.entered.length, dan.entered.length]).toEqual([1, 1]);
    expect([...cleo.ringing.missed, ...dan.ringing.missed]).toEqual([]);
  });
});

describe('several', () => {
  test('devices of one person ring, and the first answer stops the others', async () => {
    const laptop = secondDevice(bob, { name: 'Bob', url });
    await laptop.until('sees Ada', () => laptop.sees(ada) === 'available');
    await rung();
    await laptop.until('rings', () => laptop.ringing.incoming !== null);
    laptop.answers('accept');
    await laptop.until('enters', () => laptop.entered.length === 1);
    await bob.until('stops', () => isOver(bob));
    expect(bob.entered).toEqual([]);
    expect(bob.ringing.missed).toEqual([]);
    await ada.until('enters', () => ada.entered.length === 1);
  });

  test('devices that answer at once: one of them is in the call', async () => {
    const laptop = secondDevice(bob, { name: 'Bob', url });
    await laptop.until('sees Ada', () => laptop.sees(ada) === 'available');
    await rung();
    await laptop.until('rings', () => laptop.ringing.incoming !== null);
    laptop.answers('accept');
    bob.answers('accept');
    await ada.until('enters', () => ada.entered.length === 1);
    // What each device was told about its answer has come before the answer to this.
    for (const { home } of [bob, laptop]) {
      await new Promise((resolve) => {
        home.client.request({ type: 'peek', room: RoomName.parse('Standup') }, resolve);
      });
    }
    expect(bob.entered.length + laptop.entered.length).toBe(1);
    expect([...bob.ringing.missed, ...laptop.ringing.missed]).toEqual([]);
  });

  test('a third person is called into the running call', async () => {
    const cleo = new Person({ name: 'Cleo', url });
    await befriend(ada, cleo);
    await rung();
    bob.answers('accept');
    await ada.until('enters', () => ada.entered.length === 1);
    await bob.until('enters', () => bob.entered.length === 1);
    await ada.joinsEntered();
    await bob.joinsEntered();
    ada.rings(cleo);
    await cleo.until('rings', () => cleo.ringing.incoming !== null);
    expect(ada.ringing.outgoing?.intoCall).toBe(true);
    cleo.answers('accept');
    await cleo.until('enters', () => cleo.entered.length === 1);
    await cleo.joinsEntered();
    await ada.until('meets both', () => ada.calls.session?.members.length === 2);
    expect(ada.entered).toHaveLength(1);
    expect(ada.ringing.outgoing).toBeNull();
  });

  test('servers: a third person is called into a call on our own embedded server', async () => {
    const eve = new Person({ name: 'Eve' });
    const fay = new Person({ name: 'Fay' });
    await befriend(eve, fay);
    const name = DisplayName.parse('Eve');
    await eve.calls.join({ room: RoomName.parse('Standup'), server: null, name, contact: null });
    eve.rings(fay);
    await fay.until('rings', () => fay.ringing.incoming !== null);
    fay.answers('accept');
    await fay.until('enters', () => fay.entered.length === 1);
    expect(fay.entered[0]?.server).toBe(eve.home.url);
    await fay.joinsEntered();
    await eve.until('meets Fay', () => eve.calls.session?.members.length === 1);
  });
});

describe('when somebody drops in the middle', () => {
  test('the killed caller stops ringing, and the call is missed', async () => {
    const quick = await openServer({ resumeWindowMs: 200 });
    const [cleo, dan] = ['Cleo', 'Dan'].map((name) => new Person({ name, url: quick.url }));
    await befriend(cleo!, dan!);
    cleo!.rings(dan!);
    await dan!.until('rings', () => dan!.ringing.incoming !== null);
    cleo!.close();
    await dan!.until('stops', () => isOver(dan!));
    expect(dan!.ringing.missed).toMatchObject([{ name: 'Cleo' }]);
  });

  test('the caller hears when the last device that rang is gone', async () => {
    const quick = await openServer({ resumeWindowMs: 200 });
    const [cleo, dan] = ['Cleo', 'Dan'].map((name) => new Person({ name, url: quick.url }));
    await befriend(cleo!, dan!);
    cleo!.rings(dan!);
    await dan!.until('rings', () => dan!.ringing.incoming !== null);
    dan!.close();
    expect(await failed(cleo!)).toBe('unavailable');
  });

  test('a cut that is resumed lets it ring on', async () => {
    const { server, proxy } = await openBehindProxy();
    const cleo = new Person({ name: 'Cleo', url: server.url });
    const dan = new Person({ name: 'Dan', url: proxy.url });
    await befriend(cleo, dan);
    cleo.rings(dan);
    await dan.until('rings', () => dan.ringing.incoming !== null);
    proxy.cut();
    await dan.until('notices', () => dan.home.status.state !== 'online');
    dan.answers('accept');
    await cleo.until('enters', () => cleo.entered.length === 1);
    await dan.until('enters', () => dan.entered.length === 1);
    expect(dan.ringing.missed).toEqual([]);
    await proxy.close();
  });

  test('a killed server ends the ring on both sides, and they can ring when it is back', async () => {
    const server = await startServer();
    const cleo = new Person({ name: 'Cleo', url: server.url });
    const dan = new Person({ name: 'Dan', url: server.url });
    await befriend(cleo, dan);
    cleo.rings(dan);
    await dan.until('rings', () => dan.ringing.incoming !== null);
    await server.kill();
    await server.restart();
    expect(await failed(cleo)).toBe('unreachable');
    await dan.until('stops', () => isOver(dan) && dan.ringing.missed.length === 1);
    await cleo.until('sees Dan', () => cleo.sees(dan) === 'available');
    await dan.until('sees Cleo', () => dan.sees(cleo) === 'available');
    cleo.rings(dan);
    await dan.until('rings again', () => dan.ringing.incoming !== null);
    dan.answers('accept');
    await cleo.until('enters', () => cleo.entered.length === 1);
  });

  test('a call over a server that is away fails, and does not hang', async () => {
    const server = await startServer();
    const cleo = new Person({ name: 'Cleo', url: server.url });
    const dan = new Person({ name: 'Dan', url: server.url });
    await befriend(cleo, dan);
    await server.kill();
    await cleo.until('notices', () => cleo.sees(dan) === 'unavailable');
    cleo.rings(dan);
    expect(cleo.ringing.outgoing?.phase).toBe('calling');
    expect(await failed(cleo)).toBe('unreachable');
  });
});
