import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareLink } from '../../renderer/engine/peer/preparedLink.ts';
import { watchConnections, type ConnectionWatch } from '../support/engineConnections.ts';
import { EngineHub } from '../support/engineHub.ts';
import { Party } from '../support/engineParty.ts';
import { eventually, Listener, seeColour } from '../support/engineProbe.ts';
import { seededRandom } from '../support/engineRandom.ts';
import { shareScreen } from '../support/engineShare.ts';

let connections: ConnectionWatch;
let hub: EngineHub;
let anna: Party;
let bert: Party;
let random: () => number;

beforeEach(async () => {
  connections = watchConnections();
  random = seededRandom(7);
  hub = new EngineHub({ random, delayMs: [0, 5] });
  anna = new Party(hub.join('Anna'), { camera: 'red', microphoneHertz: 400 }, random);
  anna.enter();
  bert = new Party(hub.join('Bert'), { camera: 'green', microphoneHertz: 800 }, random);
  bert.enter();
  await eventually('both in the call', () =>
    [anna, bert].every(({ call }) => call.current().participants[0]?.link === 'good'),
  );
  await eventually('both have said what is on', () =>
    [anna, bert].every(({ call }) => call.current().participants[0]?.camera === true),
  );
});
afterEach(() => {
  anna.vanish();
  bert.vanish();
  expect(connections.open()).toEqual([]);
  expect([anna.clock.waiting(), bert.clock.waiting()]).toEqual([0, 0]);
  connections.stop();
});

const seen = (viewer: Party) => viewer.call.current().participants[0];

describe('switches', () => {
  test('muting is silent and told; unmuting is heard again', async () => {
    const track = bert.call.media.track({ member: anna.seat.id, lane: 'microphone' });
    if (track === null) throw new Error('no microphone');
    const listener = new Listener(track);
    await listener.hears(400);
    anna.call.send({ type: 'set-microphone', on: false });
    await eventually('told', () => seen(bert)?.microphone === false, 1_000);
    await listener.hearsNothing();
    expect(anna.call.current().self.microphone).toBe(false);
    anna.call.send({ type: 'set-microphone', on: true });
    await listener.hears(400);
    expect(bert.call.media.track({ member: anna.seat.id, lane: 'microphone' })).toBe(track);
    listener.close();
  });

  test('a camera that is off gives no track, and is on again in the same place', async () => {
    anna.call.send({ type: 'set-camera', on: false });
    await eventually('told', () => seen(bert)?.camera === false, 1_000);
    expect(bert.call.media.track({ member: anna.seat.id, lane: 'camera' })).toBeNull();
    anna.call.send({ type: 'set-camera', on: true });
    const track = await eventually('track', () =>
      bert.call.media.track({ member: anna.seat.id, lane: 'camera' }),
    );
    await seeColour(track, 'red');
  });

  test('one who speaks is marked while the sound is played', async () => {
    const track = bert.call.media.track({ member: anna.seat.id, lane: 'microphone' });
    if (track === null) throw new Error('no microphone');
    const listener = new Listener(track);
    await eventually('speaking', () => seen(bert)?.speaking === true);
    anna.call.send({ type: 'set-microphone', on: false });
    await eventually('not speaking', () => seen(bert)?.speaking === false);
    listener.close();
  });
});

describe('a shared screen', () => {
  test('is a tile of its own on both sides, with its sound', async () => {
    shareScreen(anna.call, 'blue', true);
    expect(anna.call.current().share.state).toBe('off');
    await eventually('shared', () => anna.call.current().share.state === 'on');
    const [own] = anna.call.current().screens;
    expect([own?.own, own?.ownerName, own?.lane, own?.sound]).toEqual([
      true,
      'Anna',
      'screenA',
      true,
    ]);
    const track = await eventually('screen', () =>
      bert.call.media.track({ member: anna.seat.id, lane: 'screenA' }),
    );
    await seeColour(track, 'blue');
    const sound = bert.call.media.track({ member: anna.seat.id, lane: 'screenASound' });
    if (sound === null) throw new Error('no sound');
    const listener = new Listener(sound);
    await listener.hears(1_500);
    listener.close();
    const [other] = bert.call.current().screens;
    expect([other?.own, other?.ownerName, other?.ordinal]).toEqual([false, 'Anna', 1]);
    expect(anna.screens.given.map(({ kind, contentHint }) => `${kind} ${contentHint}`)).toEqual([
      'video detail',
      'audio ',
    ]);
  });

  test('can be switched without a new negotiation, and the old source is let go', async () => {
    shareScreen(anna.call, 'blue', true);
    const track = await eventually('screen', () =>
      bert.call.media.track({ member: anna.seat.id, lane: 'screenA' }),
    );
    await seeColour(track, 'blue');
    const sent = hub.sent;
    shareScreen(anna.call, 'yellow', false);
    await seeColour(track, 'yellow');
    await eventually('no sound', () => bert.call.current().screens[0]?.sound === false);
    expect(bert.call.media.track({ member: anna.seat.id, lane: 'screenA' })).toBe(track);
    expect(hub.sent).toBe(sent);
    expect(anna.screens.given.map(({ readyState }) => readyState)).toEqual([
      'ended',
      'ended',
      'live',
    ]);
  });

  test('has cameras sent small beside it, and whole again after', async () => {
    const camera = await eventually('camera', () =>
      bert.call.media.track({ member: anna.seat.id, lane: 'camera' }),
    );
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([camera]);
    await video.play();
    const whole = await eventually('picture', () => video.videoWidth || null);
    shareScreen(bert.call, 'blue', false);
    await eventually('small', () => video.videoWidth === whole / 2);
    bert.call.send({ type: 'stop-sharing', share: null });
    await eventually('whole', () => video.videoWidth === whole);
    video.srcObject = null;
  });

  test('ends by word', async () => {
    shareScreen(anna.call, 'blue', true);
    await eventually('screen', () => bert.call.current().screens.length === 1);
    const preview = anna.call.media.track({ member: anna.seat.id, lane: 'screenA' });
    // One's own eyes need few of the frames.
    await eventually('few frames', () => preview?.getConstraints().frameRate !== undefined);
    expect(preview).not.toBe(anna.screens.given[0]);
    anna.call.send({ type: 'stop-sharing', share: null });
    await eventually('no screen', () => bert.call.current().screens.length === 0, 1_000);
    expect(preview?.readyState).toBe('ended');
    expect(anna.screens.given.every(({ readyState }) => readyState === 'ended')).toBe(true);
  });

  test('ends by itself when its window is closed', async () => {
    shareScreen(anna.call, 'blue', true);
    await eventually('screen', () => bert.call.current().screens.length === 1);
    const [video, sound] = anna.screens.given;
    video?.dispatchEvent(new Event('ended'));
    await eventually('no screen', () => bert.call.current().screens.length === 0, 1_000);
    expect(anna.call.current().share).toEqual({
      state: 'off',
      failure: null,
      notice: 'window-closed',
      canAdd: true,
    });
    expect(sound?.readyState).toBe('ended');
  });

  test.each(['denied', 'gone', 'failed', 'nonsense'] as const)(
    'that is %s says so until it is dismissed',
    async (source) => {
      shareScreen(anna.call, source, false);
      const failure = source === 'nonsense' ? 'failed' : source;
      await eventually('failure', () => anna.call.current().share.failure === failure);
      expect(anna.call.current().share.state).toBe('off');
      anna.call.send({ type: 'dismiss-share-failure' });
      await eventually('dismissed', () => anna.call.current().share.failure === null);
    },
  );

  test('that was asked for and called off at once is never shown', async () => {
    shareScreen(anna.call, 'blue', false);
    anna.call.send({ type: 'stop-sharing', share: null });
    await eventually('given', () => anna.screens.given.length === 1);
    await eventually('ended', () => anna.screens.given[0]?.readyState === 'ended');
    expect(anna.call.current().share.state).toBe('off');
  });

  test('is there for one who comes later, and there is what was said', async () => {
    shareScreen(anna.call, 'blue', false);
    anna.call.send({ type: 'send-chat', text: 'look' });
    const carl = new Party(hub.join('Carl'), { camera: null, microphoneHertz: null }, random);
    carl.enter();
    const track = await eventually('screen', () =>
      carl.call.media.track({ member: anna.seat.id, lane: 'screenA' }),
    );
    await seeColour(track, 'blue');
    await eventually('chat', () => carl.call.current().chat[0]?.text === 'look');
    carl.vanish();
  });
});

test('chat goes both ways, over a reload too, and is told as delivered', async () => {
  anna.call.send({ type: 'send-chat', text: 'hello' });
  bert.call.send({ type: 'send-chat', text: 'there' });
  const texts = (party: Party): readonly string[] =>
    party.call.current().chat.map(({ text }) => text);
  await eventually('both lines', () => [anna, bert].every((party) => texts(party).length === 2));
  await eventually('delivered', () =>
    anna.call.current().chat.some(({ own, delivery }) => own && delivery === 'delivered'),
  );
  bert.reload();
  anna.call.send({ type: 'send-chat', text: 'again' });
  await eventually('all lines', () => texts(bert).length === 3);
  expect(texts(bert)).toEqual(texts(anna));
});

test('snapshots come only with changes, and at most one in a microtask', async () => {
  const snapshots: unknown[] = [];
  const microtasks: number[] = [];
  let microtask = 0;
  anna.call.subscribe((next) => {
    snapshots.push(next);
    microtasks.push(microtask);
    queueMicrotask(() => (microtask += 1));
  });
  anna.call.send({ type: 'set-microphone', on: false });
  anna.call.send({ type: 'set-camera', on: false });
  expect(snapshots).toEqual([]);
  await eventually('a snapshot', () => snapshots.length > 0);
  expect(new Set(snapshots).size).toBe(snapshots.length);
  expect(new Set(microtasks).size).toBe(microtasks.length);
  const { self } = anna.call.current();
  expect([self.microphone, self.camera]).toEqual([false, false]);
});

test('leaving is noticed within a second, and nothing is left of it', async () => {
  shareScreen(anna.call, 'blue', true);
  await eventually('screen', () => bert.call.current().screens.length === 1);
  const left = performance.now();
  anna.call.send({ type: 'leave' });
  await eventually('gone', () => bert.call.current().participants.length === 0, 1_000);
  expect(performance.now() - left).toBeLessThan(1_000);
  await anna.call.over;
  await anna.call.leave();
  expect(anna.screens.given.every(({ readyState }) => readyState === 'ended')).toBe(true);
  expect(anna.clock.waiting()).toBe(0);
  expect(bert.call.current().notes.at(-1)?.kind).toBe('left');
  await bert.call.leave();
  expect(connections.open()).toEqual([]);
});

test('a session that is over ends the call', async () => {
  hub.tell(anna.seat.id, { type: 'ended', reason: 'replaced' });
  await anna.call.over;
  await eventually('gone', () => bert.call.current().participants.length === 0, 1_000);
});

test('a lost socket is shown, and so is its return', async () => {
  hub.tell(anna.seat.id, { type: 'connection', connection: 'reconnecting' });
  await eventually('lost', () => anna.call.current().connection === 'reconnecting');
  expect(seen(anna)?.link).toBe('good');
  hub.tell(anna.seat.id, { type: 'connection', connection: 'online' });
  await eventually('back', () => anna.call.current().connection === 'online');
});

test('a link that was prepared ahead is the one that is used', async () => {
  const carl = new Party(hub.join('Carl'), { camera: 'blue', microphoneHertz: null }, random);
  const prepared = prepareLink({
    iceServers: [],
    startBitrateKbps: () => 1_000,
    clock: carl.clock,
    random,
    log: () => undefined,
  });
  const [pc] = connections.open().slice(-1);
  carl.enter(prepared);
  await eventually('connected', () => pc?.connectionState === 'connected');
  // One for Anna, who was there first, and one new for Bert.
  expect(connections.all).toHaveLength(6);
  carl.vanish();
});

test('a prepared link that nobody is there for is closed', () => {
  const alone = new EngineHub({ random });
  const dora = new Party(alone.join('Dora'), { camera: null, microphoneHertz: null }, random);
  const open = connections.open().length;
  dora.enter(
    prepareLink({
      iceServers: [],
      startBitrateKbps: () => 1_000,
      clock: dora.clock,
      random,
      log: () => undefined,
    }),
  );
  expect(connections.open()).toHaveLength(open);
  dora.vanish();
});
