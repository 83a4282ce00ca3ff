import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InkIntent, InkScene } from '../../preload/contract/presenting.ts';
import { createInk, type Ink } from '../../renderer/engine/ink/ink.ts';
import type { LiveScreen } from '../../signaling/protocol/channelFrames.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { MemberId, ShareId } from '../../signaling/protocol/ids.ts';
import { CHANNELS } from '../../signaling/protocol/lanes.ts';
import { createCountingClock, type CountingClock } from '../support/engineClock.ts';

const share = ShareId.parse('a'.repeat(22));
const SCREEN: LiveScreen = {
  lane: 'screenA',
  share,
  kind: 'screen',
  sound: false,
  state: 'live',
  ink: 'everyone',
  inkInPicture: false,
};
const BEGIN: InkIntent = {
  type: 'begin',
  tool: 'pen',
  colour: 2,
  fades: false,
  at: [0, 0],
  text: '',
};

let clock: CountingClock;
let connections: RTCPeerConnection[];
let life: AbortController;

beforeEach(() => {
  clock = createCountingClock();
  connections = [];
  life = new AbortController();
});

afterEach(() => {
  life.abort();
  for (const connection of connections) connection.close();
  expectNoTimer();
});

function expectNoTimer(): void {
  expect(clock.waiting()).toBe(0);
}

function memberId(name: string): MemberId {
  return MemberId.parse(name.padEnd(22, '-'));
}

/** A member of a call in which Ann presents. */
function member(name: string, signal: AbortSignal = life.signal): Ink {
  const ink = createInk({
    self: { id: memberId(name), name: DisplayName.parse(name) },
    clock,
    signal,
    log: () => undefined,
    ownShares: () => (name === 'ann' ? [SCREEN] : []),
    liveShares: () => (name === 'ann' ? [] : [{ owner: memberId('ann'), screen: SCREEN }]),
    nameOf: (id) => DisplayName.parse(id.replace(/-+$/, '')),
    stillWanted: () => null,
    watched: () => undefined,
    pictureDelayMs: () => 300,
    changed: () => undefined,
  });
  ink.sharesChanged();
  return ink;
}

interface Line {
  readonly present: readonly [RTCDataChannel, RTCDataChannel];
  cut(): void;
}

function openChannel(connection: RTCPeerConnection, name: 'present' | 'pointer'): RTCDataChannel {
  const { id, label } = CHANNELS[name];
  const delivery = name === 'pointer' ? { ordered: false, maxRetransmits: 0 } : { ordered: true };
  return connection.createDataChannel(label, { negotiated: true, id, ...delivery });
}

/** Connects two members over real connections in this page. */
async function connect(
  [name, ink]: readonly [string, Ink],
  [otherName, otherInk]: readonly [string, Ink],
): Promise<Line> {
  const one = new RTCPeerConnection();
  const other = new RTCPeerConnection();
  connections.push(one, other);
  const present = [openChannel(one, 'present'), openChannel(other, 'present')] as const;
  const pointer = [openChannel(one, 'pointer'), openChannel(other, 'pointer')] as const;
  ink.attach(memberId(otherName), { present: present[0], pointer: pointer[0] });
  otherInk.attach(memberId(name), { present: present[1], pointer: pointer[1] });
  one.addEventListener(
    'icecandidate',
    ({ candidate }) => void other.addIceCandidate(candidate ?? undefined),
  );
  other.addEventListener(
    'icecandidate',
    ({ candidate }) => void one.addIceCandidate(candidate ?? undefined),
  );
  await one.setLocalDescription();
  await other.setRemoteDescription(one.localDescription ?? { type: 'offer' });
  await other.setLocalDescription();
  await one.setRemoteDescription(other.localDescription ?? { type: 'answer' });
  return {
    present,
    cut() {
      one.close();
      other.close();
      ink.detach(memberId(otherName));
      otherInk.detach(memberId(name));
    },
  };
}

/** Waits until a scene is as it should be. */
function until(ink: Ink, condition: (scene: InkScene) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition(ink.scene(share))) return resolve();
    const stop = ink.subscribe(share, () => {
      if (!condition(ink.scene(share))) return;
      stop();
      resolve();
    });
  });
}

function draw(ink: Ink, points: number): void {
  ink.do(share, BEGIN);
  for (let index = 1; index < points; index++) {
    ink.do(share, { type: 'extend', points: [[index, index]] });
  }
  ink.do(share, { type: 'end' });
}

/** That many strokes are there, and all are done. */
function done(count: number): (scene: InkScene) => boolean {
  return ({ strokes }) => strokes.length === count && strokes.every((stroke) => stroke.done);
}

describe('ink over real data channels', () => {
  it('is drawn by two at once and becomes the same for three', async () => {
    const [ann, bob, cem] = [member('ann'), member('bob'), member('cem')];
    await connect(['ann', ann], ['bob', bob]);
    await connect(['ann', ann], ['cem', cem]);
    draw(bob, 500);
    draw(cem, 300);
    draw(bob, 2);
    expect(bob.scene(share).strokes).toHaveLength(2);
    await Promise.all([ann, bob, cem].map((ink) => until(ink, done(3))));
    const { strokes } = ann.scene(share);
    expect(strokes.map(({ points }) => points.length).toSorted((a, b) => a - b)).toEqual([
      2, 300, 500,
    ]);
    expect(strokes.map(({ authorName }) => authorName)).toContain('cem');
    expect(bob.scene(share).strokes).toEqual(strokes);
    expect(cem.scene(share).strokes).toEqual(strokes);
    bob.do(share, { type: 'clear', whose: 'own' });
    await Promise.all([ann, bob, cem].map((ink) => until(ink, done(1))));
    ann.do(share, { type: 'clear', whose: 'all' });
    await Promise.all([ann, bob, cem].map((ink) => until(ink, done(0))));
  });

  it('is brought to somebody who comes late, and again after the connection died', async () => {
    const [ann, bob] = [member('ann'), member('bob')];
    for (let count = 0; count < 40; count++) draw(ann, 600);
    const line = await connect(['ann', ann], ['bob', bob]);
    await until(bob, done(40));
    expect(bob.scene(share).strokes).toEqual(ann.scene(share).strokes);
    bob.do(share, BEGIN);
    await until(ann, ({ strokes }) => strokes.length === 41);
    line.cut();
    draw(bob, 5);
    draw(ann, 5);
    await connect(['ann', ann], ['bob', bob]);
    await Promise.all([ann, bob].map((ink) => until(ink, done(43))));
    expect(bob.scene(share).strokes).toEqual(ann.scene(share).strokes);
  });

  it('shows pointers, and none that has left', async () => {
    const [ann, bob, cem] = [member('ann'), member('bob'), member('cem')];
    await connect(['ann', ann], ['bob', bob]);
    const line = await connect(['bob', bob], ['cem', cem]);
    // Said again every second, so that nothing is lost though a channel is not open yet.
    bob.do(share, { type: 'point', at: [7, 8], colour: 1 });
    await Promise.all([ann, cem].map((ink) => until(ink, ({ pointers }) => pointers.length === 1)));
    expect(cem.scene(share).pointers).toEqual([
      { member: memberId('bob'), name: 'bob', colour: 1, at: [7, 8] },
    ]);
    bob.do(share, { type: 'point', at: [9, 9], colour: 1 });
    await until(cem, ({ pointers }) => pointers[0]?.at[0] === 9);
    line.cut();
    expect(cem.scene(share).pointers).toEqual([]);
    bob.do(share, { type: 'point', at: null, colour: 1 });
    await until(ann, ({ pointers }) => pointers.length === 0);
  });

  it('takes no harm from a peer that sends rubbish, and still takes its strokes', async () => {
    const ann = member('ann');
    const idle = member('bob', AbortSignal.abort());
    const { present } = await connect(['ann', ann], ['bob', idle]);
    const [, rogue] = present;
    const answers: unknown[] = [];
    rogue.addEventListener('message', ({ data }) => answers.push(JSON.parse(String(data))));
    await vi.waitFor(() => expect(rogue.readyState).toBe('open'));
    rogue.send(new Uint8Array(1_000));
    rogue.send('x'.repeat(200 * 1024));
    for (let count = 0; count < 500; count++) rogue.send(`{"type":"draw","stroke":${count}}`);
    const real = {
      type: 'draw',
      share: 'b'.repeat(22),
      stroke: 1,
      tool: 'rectangle',
      colour: 0,
      fades: false,
      from: 0,
      points: [
        [1, 1],
        [9, 9],
      ],
      text: '',
      done: true,
    };
    rogue.send(JSON.stringify(real));
    rogue.send(JSON.stringify({ ...real, share }));
    await until(ann, done(1));
    const refused = {
      type: 'refused',
      of: 'draw',
      share: real.share,
      stroke: 1,
      reason: 'not_live',
    };
    await vi.waitFor(() => expect(answers).toContainEqual(refused));
  });
});
