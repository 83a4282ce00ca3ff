import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeRoom, type FakeMember } from '../../../support/engineFakeParty.ts';

let room: FakeRoom;
beforeEach(() => enterRoom(1));
afterEach(() => vi.unstubAllGlobals());

function enterRoom(seed: number, options: ConstructorParameters<typeof FakeRoom>[1] = {}): void {
  room = new FakeRoom(seed, options);
  for (const [name, value] of Object.entries(room.globals())) vi.stubGlobal(name, value);
}

async function twoInCall(): Promise<readonly [FakeMember, FakeMember]> {
  const anna = room.enter('Anna');
  const bert = room.enter('Bert');
  await room.pass(500);
  expect(anna.peer(bert)?.link).toBe('good');
  expect(bert.peer(anna)?.link).toBe('good');
  return [anna, bert];
}

describe('while media stops', () => {
  test('the member is reconnecting within a second and a half, and good when it flows', async () => {
    const [anna, bert] = await twoInCall();
    const before = anna.epoch(bert);
    room.network.cut = true;
    await room.pass(900);
    expect(anna.peer(bert)?.link).toBe('good');
    await room.pass(600);
    expect(anna.peer(bert)?.link).toBe('reconnecting');
    expect(anna.seat.probes).toBeGreaterThan(0);
    room.network.cut = false;
    await room.pass(300);
    expect(anna.peer(bert)?.link).toBe('good');
    expect(anna.epoch(bert)).toBe(before);
  });

  test('a changed address is healed by one ICE restart on the same connection', async () => {
    const [anna, bert] = await twoInCall();
    const before = [anna.epoch(bert), bert.epoch(anna)];
    room.network.changeAddresses();
    await room.pass(2_000);
    expect(anna.peer(bert)?.link).toBe('good');
    expect(bert.peer(anna)?.link).toBe('good');
    expect([anna.epoch(bert), bert.epoch(anna)]).toEqual(before);
    const restarts = [...bert.mesh.inspect().links.values()].map((link) => link?.restarts);
    expect(restarts).toEqual([1]);
  });

  test('a polite end that alone hears nothing has the other end restart', async () => {
    const [anna, bert] = await twoInCall();
    anna.mesh.restart();
    const offers: string[] = [];
    room.hub.tamper = ({ from, payload }) => {
      const { kind, type } = JSON.parse(payload) as { kind: string; type?: string };
      offers.push(`${from === anna.id ? 'Anna' : 'Bert'} ${type ?? kind}`);
      return payload;
    };
    await room.pass(100);
    expect(offers.filter((what) => !what.includes('candidates'))).toEqual([
      'Anna restart',
      'Bert offer',
      'Anna answer',
    ]);
    expect(anna.peer(bert)?.link).toBe('good');
  });

  test('an offer that a dying server took along is sent again', async () => {
    const [anna, bert] = await twoInCall();
    room.network.changeAddresses();
    room.hub.tamper = () => null;
    await room.pass(1_600);
    expect(anna.peer(bert)?.link).toBe('reconnecting');
    room.hub.tamper = ({ payload }) => payload;
    room.hub.restart([bert.id, anna.id]);
    await room.pass(500);
    expect(anna.peer(bert)?.link).toBe('good');
  });

  test('a connection that no restart heals is given up for a new one', async () => {
    const [anna, bert] = await twoInCall();
    const before = anna.epoch(bert);
    // Restarts are lost, a new link is not.
    room.hub.tamper = ({ payload }) =>
      (JSON.parse(payload) as { to: string | null }).to === null ? payload : null;
    room.network.changeAddresses();
    await room.pass(15_000);
    room.hub.tamper = ({ payload }) => payload;
    await room.pass(10_000);
    expect(anna.peer(bert)?.link).toBe('good');
    expect(anna.epoch(bert)).not.toBe(before);
    expect(room.network.open()).toHaveLength(2);
  });

  test('a machine that slept does not take the others for dead', async () => {
    const [anna, bert] = await twoInCall();
    room.clock.pass(3_600_000);
    await room.pass(10);
    expect(anna.peer(bert)?.link).toBe('good');
  });
});

describe('what the server says of a member', () => {
  test('timed out there, with media that goes on, changes nothing', async () => {
    const [anna, bert] = await twoInCall();
    const before = anna.epoch(bert);
    room.hub.setPresence(bert.id, 'reconnecting');
    await room.pass(500);
    expect(anna.peer(bert)?.link).toBe('good');
    room.hub.leave(bert.id, 'timeout');
    await room.pass(60_000);
    expect(anna.peer(bert)?.link).toBe('good');
    expect(anna.epoch(bert)).toBe(before);
  });

  test('timed out there, and dead half a minute later, it is gone', async () => {
    const [anna, bert] = await twoInCall();
    room.hub.leave(bert.id, 'timeout');
    await room.pass(1_000);
    bert.kill();
    await room.pass(2_000);
    expect(anna.peer(bert)?.link).toBe('reconnecting');
    await room.pass(27_000);
    expect(anna.peer(bert)?.link).toBe('reconnecting');
    await room.pass(3_000);
    expect(anna.peer(bert)).toBeUndefined();
    expect(room.network.open()).toEqual([]);
  });

  test('a killed app is reconnecting until the server gives it up, then gone at once', async () => {
    const [anna, bert] = await twoInCall();
    bert.kill();
    await room.pass(1_500);
    expect(anna.peer(bert)?.link).toBe('reconnecting');
    room.hub.setPresence(bert.id, 'reconnecting');
    await room.pass(28_000);
    expect(anna.peer(bert)?.link).toBe('reconnecting');
    room.hub.leave(bert.id, 'timeout');
    await room.pass(100);
    expect(anna.peer(bert)).toBeUndefined();
    expect(room.network.open()).toEqual([]);
  });

  test.each(['left', 'replaced'] as const)('%s: gone at once', async (reason) => {
    const [anna, bert] = await twoInCall();
    room.hub.leave(bert.id, reason);
    await room.pass(50);
    expect(anna.peer(bert)).toBeUndefined();
  });

  test('a restarted server keeps every connection, in whatever order members return', async () => {
    const [anna, bert] = await twoInCall();
    const carl = room.enter('Carl');
    await room.pass(500);
    const epochs = (): readonly unknown[] => [
      anna.epoch(bert),
      anna.epoch(carl),
      bert.epoch(anna),
      bert.epoch(carl),
      carl.epoch(anna),
      carl.epoch(bert),
    ];
    const before = epochs();
    room.hub.restart([carl.id, anna.id, bert.id]);
    await room.pass(2_000);
    expect(epochs()).toEqual(before);
    expect(anna.mesh.peers().map(({ link }) => link)).toEqual(['good', 'good']);
    expect(room.network.open()).toHaveLength(6);
  });

  test('a server that restarts in the middle of a join completes it', async () => {
    const anna = room.enter('Anna');
    room.hub.tamper = () => null;
    const bert = room.enter('Bert');
    await room.pass(100);
    expect(bert.peer(anna)?.link).toBe('connecting');
    room.hub.tamper = ({ payload }) => payload;
    room.hub.restart([anna.id, bert.id]);
    await room.pass(200);
    expect(bert.peer(anna)?.link).toBe('good');
    expect(anna.peer(bert)?.link).toBe('good');
  });

  test('who is missing from the new list stays while media flows', async () => {
    const [anna, bert] = await twoInCall();
    room.hub.restart([anna.id]);
    await room.pass(40_000);
    expect(anna.peer(bert)?.link).toBe('good');
  });

  test('both ends cut off for longer than the server waits find each other again', async () => {
    const [anna, bert] = await twoInCall();
    room.network.cut = true;
    room.hub.setPresence(bert.id, 'reconnecting');
    await room.pass(31_000);
    room.hub.leave(bert.id, 'timeout');
    await room.pass(100);
    expect(anna.peer(bert)).toBeUndefined();
    room.network.cut = false;
    room.hub.restart([anna.id, bert.id]);
    await room.pass(500);
    expect(anna.peer(bert)?.link).toBe('good');
    expect(bert.peer(anna)?.link).toBe('good');
    expect(room.network.open()).toHaveLength(2);
  });
});

test('a goodbye over the link ends it before the server knows, and the list does not undo it', async () => {
  const [anna, bert] = await twoInCall();
  void bert.mesh.leave();
  await room.pass(20);
  expect(anna.peer(bert)).toBeUndefined();
  room.hub.tell(anna.id, { type: 'rejoined', session: anna.seat.session() });
  await room.pass(500);
  expect(anna.peer(bert)).toBeUndefined();
});

test('a reloaded window is back with a new connection, and the old one is closed', async () => {
  const [anna, bert] = await twoInCall();
  bert.reload();
  await room.pass(300);
  expect(bert.peer(anna)?.link).toBe('good');
  expect(anna.peer(bert)?.link).toBe('good');
  expect(room.network.open()).toHaveLength(2);
});

test('a window that never comes back from its reload is called again by the other end', async () => {
  const [anna, bert] = await twoInCall();
  // Its first offers are lost.
  room.hub.tamper = ({ from, payload }) => (from === bert.id ? null : payload);
  bert.reload();
  await room.pass(1_000);
  room.hub.tamper = ({ payload }) => payload;
  await room.pass(4_000);
  expect(anna.peer(bert)?.link).toBe('good');
});

test('a member that begins link after link is held to a rate', async () => {
  const [anna, bert] = await twoInCall();
  const offer = {
    version: 1,
    to: null,
    kind: 'description',
    generation: 1,
    type: 'offer',
    sdp: 'm=audio 9 X 1\r\n',
  };
  for (let index = 0; index < 200; index++) {
    const from = `${index}`.padStart(22, 'x');
    bert.seat.port.send(anna.id, JSON.stringify({ ...offer, from }));
  }
  await room.pass(50);
  expect(room.network.connections.size).toBeLessThan(12);
  expect(anna.warnings).toContain('new link refused: too many');
});

test('what is not a signal is refused without harm', async () => {
  const [anna, bert] = await twoInCall();
  const before = anna.epoch(bert);
  for (const payload of ['', '{', '[]', '{"version":2}', '{"__proto__":{}}', 'x'.repeat(60_000)]) {
    bert.seat.port.send(anna.id, payload);
  }
  await room.pass(100);
  expect(anna.peer(bert)?.link).toBe('good');
  expect(anna.epoch(bert)).toBe(before);
  expect(anna.warnings.filter((event) => event === 'signal refused')).toHaveLength(6);
});

describe('reloads, crossing first offers, copies, ICE restarts and dying servers in any order', () => {
  const blocks = Array.from({ length: 8 }, (_, block) => ({ first: block * 100 + 1 }));

  test.each(blocks)('100 seeds from $first: the link is whole within 3 s', async ({ first }) => {
    for (let seed = first; seed < first + 100; seed++) await churn(seed, 0, 3_000);
  });

  test('with changing addresses: within 15 s', async () => {
    for (let seed = 1; seed <= 100; seed++) await churn(seed, 0.15, 15_000);
  });

  async function churn(seed: number, addressChanges: number, withinMs: number): Promise<void> {
    vi.unstubAllGlobals();
    enterRoom(seed, { delayMs: [0, 80], duplicates: 0.2 });
    const { random, hub, network } = room;
    const names = random() < 0.5 ? ['Anna', 'Bert'] : ['Bert', 'Anna'];
    const [one, other] = names.map((name) => room.enter(name));
    if (one === undefined || other === undefined) throw new Error('nobody came');
    for (let step = 0; step < 12; step++) {
      const [side, far] = random() < 0.5 ? [one, other] : [other, one];
      const choice = random();
      if (choice < addressChanges) network.changeAddresses();
      else if (choice < 0.5) side.reload();
      else if (choice < 0.9) side.mesh.restart();
      else hub.restart([side.id, far.id]);
      await room.pass(Math.round(random() * 9) * 10);
    }
    const whole = (): boolean =>
      one.peer(other)?.link === 'good' &&
      other.peer(one)?.link === 'good' &&
      network.open().length === 2;
    for (let passedMs = 0; passedMs < withinMs && !whole(); passedMs += 50) await room.pass(50);
    expect({ seed, whole: whole() }).toEqual({ seed, whole: true });
  }
});

test('everything is closed and no timer is left after both have gone', async () => {
  const [anna, bert] = await twoInCall();
  void anna.mesh.leave();
  void bert.mesh.leave();
  await room.pass(300);
  expect(room.network.open()).toEqual([]);
  expect(room.clock.waiting()).toBe(0);
});
