import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Link, type LinkHolder, type LinkOptions } from '../../renderer/engine/peer/link.ts';
import { prepareLink } from '../../renderer/engine/peer/preparedLink.ts';
import type { StateFrame } from '../../signaling/protocol/channelFrames.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { LANES } from '../../signaling/protocol/lanes.ts';
import { LinkSignal } from '../../signaling/protocol/linkSignals.ts';
import { createCountingClock } from '../support/engineClock.ts';
import { watchConnections, type ConnectionWatch } from '../support/engineConnections.ts';
import { colourTrack, toneTrack } from '../support/engineMedia.ts';
import { eventually, Listener, seeColour } from '../support/engineProbe.ts';

const clock = createCountingClock();
let connections: ConnectionWatch;
let links: Link[];
let complaints: string[];

beforeEach(() => {
  connections = watchConnections();
  links = [];
  complaints = [];
});
afterEach(() => {
  for (const link of links) link.close();
  expect(complaints).toEqual([]);
  expect(connections.open()).toEqual([]);
  expect(clock.waiting()).toBe(0);
  connections.stop();
});

const options = (polite: boolean): LinkOptions => ({
  polite,
  iceServers: [],
  startBitrateKbps: () => 1_000,
  clock,
  random: Math.random,
  log: (level, event) => {
    if (level === 'warn') complaints.push(event);
  },
});

function newLink(polite: boolean): Link {
  const link = new Link(options(polite));
  links.push(link);
  return link;
}

const stateFrame = (camera: boolean): StateFrame => ({
  type: 'state',
  name: DisplayName.parse('Anna'),
  microphone: true,
  camera,
  screens: [],
});

interface Held {
  readonly kinds: string[];
  left: boolean;
}

/** Wires two ends as two members would be. */
function join(one: Link, other: Link): readonly [Held, Held] {
  const held = [
    { kinds: [], left: false },
    { kinds: [], left: false },
  ] as const satisfies readonly [Held, Held];
  const holder = (own: Held, far: Link): LinkHolder => ({
    send(signal) {
      own.kinds.push(signal.kind);
      // Through text, as it goes over the wire.
      const received = LinkSignal.parse(JSON.parse(JSON.stringify(signal)));
      if (far.remote === null) far.pair(received.from);
      far.receive(received);
    },
    reachable: () => true,
    probe: () => undefined,
    changed: () => undefined,
    left() {
      (own as { left: boolean }).left = true;
    },
    rebuild: () => complaints.push('rebuild'),
  });
  other.hold(holder(held[1], one));
  one.hold(holder(held[0], other));
  return held;
}

async function connected(...ends: readonly Link[]): Promise<void> {
  await eventually('connected', () => ends.every((link) => link.everConnected));
}

test('both ends have the six lanes in their order, all of them both ways', async () => {
  const impolite = newLink(false);
  const polite = newLink(true);
  join(impolite, polite);
  await connected(impolite, polite);
  await eventually('stable', () =>
    connections.open().every(({ signalingState }) => signalingState === 'stable'),
  );
  for (const pc of connections.open()) {
    const transceivers = pc.getTransceivers();
    expect(transceivers.map(({ receiver }) => receiver.track.kind)).toEqual(
      LANES.map(({ kind }) => kind),
    );
    expect(new Set(transceivers.map(({ currentDirection }) => currentDirection))).toEqual(
      new Set(['sendrecv']),
    );
  }
});

test('what is put on a lane before, during and after the set-up arrives on that lane', async () => {
  const impolite = newLink(false);
  const polite = newLink(true);
  const tracks = [colourTrack('red'), colourTrack('green'), toneTrack(500), colourTrack('yellow')];
  const [red, green, tone, yellow] = tracks;
  if (!red || !green || !tone || !yellow) throw new Error('no tracks');
  impolite.setTrack('camera', red);
  polite.setTrack('screenB', green);
  join(impolite, polite);
  polite.setTrack('screenBSound', tone);
  await connected(impolite, polite);
  impolite.setTrack('screenA', yellow);
  const from = (link: Link, lane: Parameters<Link['remoteTrack']>[0]): MediaStreamTrack => {
    const track = link.remoteTrack(lane);
    if (track === null) throw new Error(`no lane ${lane}`);
    return track;
  };
  const listener = new Listener(from(impolite, 'screenBSound'));
  await Promise.all([
    seeColour(from(polite, 'camera'), 'red'),
    seeColour(from(impolite, 'screenB'), 'green'),
    seeColour(from(polite, 'screenA'), 'yellow'),
    listener.hears(500),
  ]);
  listener.close();
  for (const track of tracks) track.stop();
});

test('switching what is on a lane a hundred times ends with the last and negotiates nothing', async () => {
  const impolite = newLink(false);
  const polite = newLink(true);
  const [held] = join(impolite, polite);
  await connected(impolite, polite);
  await eventually('quiet', () => held.kinds.length >= 2);
  const sent = held.kinds.filter((kind) => kind === 'description').length;
  const red = colourTrack('red');
  const blue = colourTrack('blue');
  for (let index = 0; index < 33; index++) {
    for (const track of [red, null, blue]) impolite.setTrack('camera', track);
  }
  const track = polite.remoteTrack('camera');
  if (track === null) throw new Error('no lane');
  await seeColour(track, 'blue');
  expect(held.kinds.filter((kind) => kind === 'description')).toHaveLength(sent);
  for (const own of [red, blue]) own.stop();
});

test('what each end says of itself arrives, and so does its goodbye', async () => {
  const impolite = newLink(false);
  const polite = newLink(true);
  const [, held] = join(impolite, polite);
  impolite.say(stateFrame(true));
  await eventually('a word', () => polite.remoteState?.camera === true);
  impolite.say(stateFrame(false));
  await eventually('another word', () => polite.remoteState?.camera === false);
  await impolite.leave();
  await eventually('a goodbye', () => held.left, 1_000);
});

test('a link that was prepared ahead has found its candidates before it sends its offer', async () => {
  const { polite: _polite, ...rest } = options(false);
  const prepared = prepareLink(rest);
  await eventually('gathered', () =>
    connections.open().every(({ iceGatheringState }) => iceGatheringState === 'complete'),
  );
  const impolite = prepared.take([]);
  if (impolite === null) throw new Error('not there');
  links.push(impolite);
  const polite = newLink(true);
  const red = colourTrack('red');
  impolite.setTrack('camera', red);
  const [held] = join(impolite, polite);
  expect(held.kinds).toEqual(['description']);
  const track = await eventually('lane', () => polite.remoteTrack('camera'));
  await seeColour(track, 'red');
  expect(held.kinds).toEqual(['description']);
  red.stop();
});

describe('a prepared link', () => {
  test('that is quiet looks for no candidates before it begins', async () => {
    const { polite: _polite, ...rest } = options(false);
    const prepared = prepareLink({ ...rest, quiet: true });
    const [pc] = connections.open();
    if (pc === undefined) throw new Error('no connection');
    const offered = { byLink: false };
    const createOffer = pc.createOffer.bind(pc);
    pc.createOffer = (async () => {
      const offer = await createOffer();
      offered.byLink = true;
      return offer;
    }) as RTCPeerConnection['createOffer'];
    await eventually('an offer made ready', () => offered.byLink);
    expect([pc.signalingState, pc.iceGatheringState]).toEqual(['stable', 'new']);
    prepared.begin();
    await eventually('gathered', () => pc.iceGatheringState === 'complete');
    expect(pc.signalingState).toBe('have-local-offer');
    prepared.close();
  });

  test('that is quiet connects when it is taken', async () => {
    const { polite: _polite, ...rest } = options(false);
    const impolite = prepareLink({ ...rest, quiet: true }).take([]);
    if (impolite === null) throw new Error('not there');
    links.push(impolite);
    const polite = newLink(true);
    join(impolite, polite);
    await eventually('connected', () => impolite.everConnected && polite.everConnected);
  });

  test('is closed when the call has other servers', () => {
    const { polite: _polite, ...rest } = options(false);
    const prepared = prepareLink(rest);
    expect(prepared.take([{ urls: ['stun:127.0.0.1:9'] }])).toBeNull();
    expect(connections.open()).toEqual([]);
  });

  test('is given away once, and closed when nobody takes it', () => {
    const { polite: _polite, ...rest } = options(false);
    const taken = prepareLink(rest);
    taken.take([])?.close();
    expect(taken.take([])).toBeNull();
    prepareLink(rest).close();
    expect(connections.open()).toEqual([]);
  });
});

test('a description that is not one of ours is refused and changes nothing', async () => {
  const polite = newLink(true);
  const other = newLink(false);
  polite.hold({
    send: () => undefined,
    reachable: () => true,
    probe: () => undefined,
    changed: () => undefined,
    left: () => undefined,
    rebuild: () => complaints.push('rebuild'),
  });
  const sdp =
    'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n';
  for (const type of ['offer', 'answer'] as const) {
    polite.receive({
      version: 1,
      from: other.epoch,
      to: null,
      kind: 'description',
      generation: 1,
      type,
      sdp,
    });
  }
  await eventually('two refusals', () => complaints.length === 2);
  expect(complaints.splice(0)).toEqual(['description refused', 'description refused']);
  expect(polite.inspect().signalingState).toBe('stable');
  expect(polite.inspect().transceivers).toBe(0);
});

test('a camera is whole within three seconds, and settles for less only later', async () => {
  const impolite = newLink(false);
  const polite = newLink(true);
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { width: 1_280, height: 720, frameRate: 30 },
  });
  const [camera] = stream.getVideoTracks();
  if (camera === undefined) throw new Error('no camera');
  impolite.setTrack('camera', camera);
  join(impolite, polite);
  await connected(impolite, polite);
  const startMs = performance.now();
  const video = document.createElement('video');
  video.muted = true;
  const track = polite.remoteTrack('camera');
  if (track === null) throw new Error('no lane');
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  void video.play().catch(() => undefined);
  await eventually('720 lines', () => video.videoHeight === 720, 3_000);
  expect(performance.now() - startMs).toBeLessThan(3_000);
  video.srcObject = null;
  video.remove();
  camera.stop();
});
