import { describe, expect, it } from 'vitest';
import type { InkIntent, InkStroke } from '../../../../preload/contract/presenting.ts';
import type { InkPolicy } from '../../../../signaling/protocol/channelFrames.ts';
import type { ShareId } from '../../../../signaling/protocol/ids.ts';
import { seededRandom } from '../../../support/engineRandom.ts';
import { InkRoom, screen, shareId } from './inkRoom.ts';

const ROUNDS = 40;
const STEPS = 120;
const anns = shareId('of-ann');
const bobs = shareId('of-bob');
const bobsSecond = shareId('of-bob-2');
const PRESENTERS = { [anns]: 'ann', [bobs]: 'bob', [bobsSecond]: 'bob' } as const;
const SHARES = [anns, bobs, bobsSecond];

/** What somebody may do with a share, most often draw. */
function randomIntent(random: () => number): InkIntent {
  const whole = (below: number): number => Math.floor(random() * below);
  const point = (): [number, number] => [whole(65_536), whole(65_536)];
  const dice = random();
  if (dice < 0.25) {
    const tool = (['pen', 'pen', 'arrow', 'rectangle', 'text'] as const)[whole(5)] ?? 'pen';
    const text = tool === 'text' ? `text ${whole(1_000)}` : '';
    return { type: 'begin', tool, colour: whole(8), fades: random() < 0.3, at: point(), text };
  }
  if (dice < 0.65) {
    return { type: 'extend', points: Array.from({ length: 1 + whole(64) }, point) };
  }
  if (dice < 0.8) return { type: 'end' };
  if (dice < 0.87) return { type: 'undo' };
  if (dice < 0.9) return { type: 'clear', whose: 'own' };
  if (dice < 0.92) return { type: 'clear', whose: 'all' };
  return { type: 'point', at: random() < 0.2 ? null : point(), colour: whole(8) };
}

/** Lets members draw while links die and come back, pages are loaded anew, and policies change. */
function disturb(room: InkRoom, random: () => number): void {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const policies = new Map<ShareId, InkPolicy>();
  const policy = (share: ShareId): InkPolicy => policies.get(share) ?? 'everyone';
  const state = (name: string): void => {
    const own = SHARES.filter((share) => PRESENTERS[share] === name);
    const screens = own.map((share, index) =>
      screen(share, { lane: index === 0 ? 'screenA' : 'screenB', ink: policy(share) }),
    );
    room.live(name, ...screens);
  };
  state('ann');
  state('bob');
  for (let step = 0; step < STEPS; step++) {
    const [one, other, share] = [pick(room.names()), pick(room.names()), pick(SHARES)];
    const dice = random();
    if (dice < 0.86) {
      for (let count = 0; count < 4; count++) room.ink(one).do(share, randomIntent(random));
    } else if (dice < 0.9) {
      if (one !== other) room.cut(one, other);
    } else if (dice < 0.94) {
      if (one !== other) room.connect(one, other);
    } else if (dice < 0.96) {
      policies.set(share, pick(['everyone', 'everyone', 'pointers', 'nobody']));
      state(PRESENTERS[share] ?? 'ann');
    } else if (dice < 0.985) {
      if (one !== 'ann' && one !== 'bob') room.reload(one);
    } else if (room.names().length < 5) {
      room.join(`member${room.names().length}`);
    }
    room.clock.run(random() < 0.2 ? random() * 1_500 : random() * 40);
  }
}

function calmDown(room: InkRoom): void {
  for (const name of room.names()) {
    for (const share of SHARES) {
      room.ink(name).do(share, { type: 'end' });
      room.ink(name).do(share, { type: 'point', at: null, colour: 0 });
    }
    for (const other of room.names()) {
      if (other !== name && !room.isLinked(name, other)) room.connect(name, other);
    }
  }
  room.clock.run(30_000);
}

function drawn({ author, stroke, tool, colour, points, text, done }: InkStroke) {
  return { author, stroke, tool, colour, points, text, done };
}

describe('scenes', () => {
  it('become the same for everyone once all are linked and nobody draws', () => {
    let strokes = 0;
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const random = seededRandom(seed);
      const latencyMs = (): number => 5 + random() * 200;
      const fare = (): number | null => (random() < 0.2 ? null : latencyMs());
      const room = new InkRoom({ latencyMs, fare });
      room.join('ann', 'bob', 'cem');
      disturb(room, random);
      calmDown(room);
      for (const share of SHARES) {
        const truth = room.scene(PRESENTERS[share] ?? 'ann', share).strokes.map(drawn);
        strokes += truth.length;
        expect(truth.filter(({ done }) => !done)).toEqual([]);
        for (const name of room.names()) {
          const { strokes: shown, pointers } = room.scene(name, share);
          expect(shown.map(drawn), `seed ${seed}, ${name}, ${share}`).toEqual(truth);
          expect(pointers, `seed ${seed}, ${name}, ${share}`).toEqual([]);
        }
      }
      expect(room.clock.waiting(), `seed ${seed}`).toBe(0);
      expect(room.names().flatMap((name) => room.member(name).logged)).toEqual([]);
      room.close();
    }
    expect(strokes).toBeGreaterThan(ROUNDS * 3);
  }, 30_000);
});
