import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchConnections, type ConnectionWatch } from '../support/engineConnections.ts';
import { EngineHub } from '../support/engineHub.ts';
import type { TestMediaOptions } from '../support/engineMedia.ts';
import { Party } from '../support/engineParty.ts';
import { eventually, framesOf, Listener, seeColour } from '../support/engineProbe.ts';
import { seededRandom } from '../support/engineRandom.ts';
import { shareScreen } from '../support/engineShare.ts';

let connections: ConnectionWatch;
let hub: EngineHub;
let parties: Party[];
let random: () => number;

beforeEach(() => {
  connections = watchConnections();
  random = seededRandom(1);
  hub = new EngineHub({ random, delayMs: [0, 10] });
  parties = [];
});
afterEach(() => {
  for (const party of parties) party.vanish();
  connections.stop();
});

const ANNA: TestMediaOptions = { camera: 'red', microphoneHertz: 400 };
const BERT: TestMediaOptions = { camera: 'green', microphoneHertz: 800 };
const CARL: TestMediaOptions = { camera: 'blue', microphoneHertz: 1_200 };
const NOTHING: TestMediaOptions = { camera: null, microphoneHertz: null };

function enter(name: string, media: TestMediaOptions): Party {
  const party = new Party(hub.join(name), media, random);
  parties.push(party);
  party.enter();
  return party;
}

async function sees(viewer: Party, other: Party, media: TestMediaOptions): Promise<void> {
  const member = other.seat.id;
  if (media.camera !== null) {
    const track = await eventually('a camera', () =>
      viewer.call.media.track({ member, lane: 'camera' }),
    );
    await seeColour(track, media.camera);
  }
  if (media.microphoneHertz === null) return;
  const track = await eventually('a microphone', () =>
    viewer.call.media.track({ member, lane: 'microphone' }),
  );
  const listener = new Listener(track);
  await listener.hears(media.microphoneHertz);
  listener.close();
}

async function isGood(viewer: Party, other: Party): Promise<void> {
  await eventually('a good link', () =>
    viewer.call
      .current()
      .participants.some(({ id, link }) => id === other.seat.id && link === 'good'),
  );
}

test('two who join one after the other see and hear each other, with few messages', async () => {
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  await Promise.all([sees(anna, bert, BERT), sees(bert, anna, ANNA)]);
  // Offer, answer and one batch of candidates each; two more at most when gathering dawdles.
  expect(hub.sent).toBeLessThanOrEqual(6);
  expect(connections.all).toHaveLength(2);
});

test('three make three links, and each sees and hears both others', async () => {
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  const carl = enter('Carl', CARL);
  await Promise.all([
    sees(anna, bert, BERT),
    sees(anna, carl, CARL),
    sees(bert, anna, ANNA),
    sees(bert, carl, CARL),
    sees(carl, anna, ANNA),
    sees(carl, bert, BERT),
  ]);
  expect(connections.open()).toHaveLength(6);
  expect(carl.call.current().participants.map(({ name }) => name)).toEqual(['Anna', 'Bert']);
});

test.each([
  ['who comes to the call', 'Anna', 'Bert'],
  ['who is called upon', 'Bert', 'Anna'],
])('one without any device, %s, sees and hears and is a whole participant', async (_who, a, b) => {
  const first = enter(a, a === 'Anna' ? ANNA : NOTHING);
  const second = enter(b, b === 'Anna' ? ANNA : NOTHING);
  const [equipped, bare] = a === 'Anna' ? [first, second] : [second, first];
  await sees(bare, equipped, ANNA);
  await isGood(equipped, bare);
  const [seen] = equipped.call.current().participants;
  expect([seen?.microphone, seen?.camera]).toEqual([false, false]);
  shareScreen(bare.call, 'yellow', false);
  const screen = await eventually('a screen', () =>
    equipped.call.media.track({ member: bare.seat.id, lane: 'screenA' }),
  );
  await seeColour(screen, 'yellow');
});

test('two without any device stay connected although they send nothing', async () => {
  const anna = enter('Anna', NOTHING);
  const bert = enter('Bert', NOTHING);
  await isGood(anna, bert);
  const states: string[] = [];
  anna.call.subscribe(({ participants }) => states.push(participants[0]?.link ?? 'gone'));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(states).not.toContain('reconnecting');
  expect([...anna.call.inspect().links.values()][0]?.restarts).toBe(0);
});

test('candidates that come before their description and notes that come twice do no harm', async () => {
  const held: (() => void)[] = [];
  let letting = false;
  hub.tamper = ({ from, to, payload }) => {
    if (letting || !payload.includes('"description"')) return payload;
    // The description is overtaken by all that follows within a while.
    held.push(() => sendAs(from, to, payload));
    return null;
  };
  const sendAs = (from: string, to: string, payload: string): void => {
    const party = parties.find(({ seat }) => seat.id === from);
    party?.seat.port.send(to as never, payload);
    party?.seat.port.send(to as never, payload);
  };
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  await eventually('an offer on its way', () => held.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  letting = true;
  for (const send of held) send();
  await Promise.all([sees(anna, bert, BERT), sees(bert, anna, ANNA)]);
});

test('a reloaded window is back with media, and so are two at once', async () => {
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  await isGood(anna, bert);
  const cameraOf = (viewer: Party, other: Party): MediaStreamTrack | null =>
    viewer.call.media.track({ member: other.seat.id, lane: 'camera' });
  const old = cameraOf(anna, bert);
  bert.reload();
  await eventually('a new lane', () => ![null, old].includes(cameraOf(anna, bert)));
  await Promise.all([sees(anna, bert, BERT), sees(bert, anna, ANNA)]);
  anna.reload();
  bert.reload();
  await Promise.all([sees(anna, bert, BERT), sees(bert, anna, ANNA)]);
  await eventually('two connections', () => connections.open().length === 2);
});

test('a restarted server costs no connection and no picture', async () => {
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  await Promise.all([sees(anna, bert, BERT), sees(bert, anna, ANNA)]);
  const before = connections.open();
  const track = anna.call.media.track({ member: bert.seat.id, lane: 'camera' });
  if (track === null) throw new Error('no camera');
  const frames = framesOf(track);
  hub.restart([bert.seat.id, anna.seat.id]);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(frames.stop().longestGapMs).toBeLessThan(1_000);
  expect(connections.open()).toEqual(before);
  expect(anna.call.media.track({ member: bert.seat.id, lane: 'camera' })).toBe(track);
  expect(bert.call.current().participants.map(({ link }) => link)).toEqual(['good']);
  expect(anna.call.current().notes.map(({ kind }) => kind)).toEqual(['joined']);
});

test('one whom the server gave up stays while media flows, and is the same when it is back', async () => {
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  await isGood(anna, bert);
  const before = connections.open();
  hub.setPresence(bert.seat.id, 'reconnecting');
  hub.leave(bert.seat.id, 'timeout');
  await new Promise((resolve) => setTimeout(resolve, 500));
  await sees(anna, bert, BERT);
  hub.restart([anna.seat.id, bert.seat.id]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await sees(anna, bert, BERT);
  expect(connections.open()).toEqual(before);
});

test('a window that is gone without a word is noticed at once', async () => {
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  await isGood(anna, bert);
  bert.vanish();
  await eventually(
    'reconnecting',
    () => anna.call.current().participants[0]?.link === 'reconnecting',
    1_500,
  );
  hub.leave(bert.seat.id, 'timeout');
  await eventually('gone', () => anna.call.current().participants.length === 0, 500);
});

test('an ICE restart by either end goes unnoticed', async () => {
  const anna = enter('Anna', ANNA);
  const bert = enter('Bert', BERT);
  await Promise.all([sees(anna, bert, BERT), sees(bert, anna, ANNA)]);
  const track = anna.call.media.track({ member: bert.seat.id, lane: 'camera' });
  if (track === null) throw new Error('no camera');
  const frames = framesOf(track);
  const credentials = (): readonly string[] =>
    connections
      .open()
      .map((pc) => /a=ice-ufrag:(\S+)/.exec(pc.currentLocalDescription?.sdp ?? '')?.[1] ?? '');
  for (const party of [anna, bert]) {
    const before = credentials();
    party.call.restart();
    await eventually('new credentials on both ends', () =>
      credentials().every((ufrag, index) => ufrag !== before[index]),
    );
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(frames.stop().longestGapMs).toBeLessThan(1_000);
  expect(connections.all).toHaveLength(2);
});
