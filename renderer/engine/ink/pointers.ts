import type { InkPointer } from '../../../preload/contract/presenting.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import { MAX_ROOM_CAPACITY } from '../../../signaling/protocol/limits.ts';
import type { InkPoint, PointFrame } from '../../../signaling/protocol/presentFrames.ts';
import type { Clock } from '../ports.ts';
import { Deadline } from './deadline.ts';
import type { InkLink } from './inkLink.ts';
import { POINTER_SILENCE_MS } from './limits.ts';

/** At most one frame in this time: what a screen shows, and just below what others take. */
const INTERVAL_MS = 17;
/** The last place is said again: frames may be lost, and silence means that nobody points. */
const FIRST_REPEAT_MS = 100;
const REPEAT_MS = 1_000;

export interface PointersOptions {
  readonly self: { readonly id: MemberId; readonly name: DisplayName };
  readonly clock: Clock;
  readonly links: () => Iterable<InkLink>;
  readonly nameOf: (member: MemberId) => DisplayName | null;
  readonly changed: (share: ShareId) => void;
}

interface Pointing {
  readonly share: ShareId;
  readonly at: InkPoint;
  readonly colour: number;
  /** Wall clock; of one's own, infinite. */
  readonly goneAtMs: number;
}

/** Who points where; each member at one place at a time. */
export class Pointers {
  readonly #options: PointersOptions;
  readonly #pointing = new Map<MemberId, Pointing>();
  /** Number of the newest frame of each member. */
  readonly #numbers = new Map<MemberId, number>();
  readonly #silence: Deadline;
  /** What we say of ourselves; null when there is nothing to say any more. */
  #saying: Omit<PointFrame, 'type' | 'number'> | null = null;
  #number = 0;
  #isSaid = true;
  #repeats = 0;
  #saidAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(options: PointersOptions) {
    this.#options = options;
    this.#silence = new Deadline(options.clock, () => this.#dropSilent());
  }

  of(share: ShareId): readonly InkPointer[] {
    return [...this.#pointing]
      .flatMap(([member, { share: pointed, at, colour }]) => {
        const name = this.#nameOf(member);
        return pointed === share && name !== null ? [{ member, name, colour, at }] : [];
      })
      .slice(0, MAX_ROOM_CAPACITY);
  }

  /** Another member points; it was checked that it may. */
  take(member: MemberId, { share, number, at, colour }: PointFrame): void {
    if (number <= (this.#numbers.get(member) ?? 0)) return;
    this.#numbers.set(member, number);
    if (at === null) {
      if (this.#pointing.get(member)?.share === share) this.#set(member, null);
      return;
    }
    const goneAtMs = this.#options.clock.now() + POINTER_SILENCE_MS;
    this.#set(member, { share, at, colour, goneAtMs });
    this.#silence.by(goneAtMs);
  }

  /** We point at a share, or (null) no longer. */
  point(share: ShareId, at: InkPoint | null, colour: number): void {
    const { id } = this.#options.self;
    if (at === null && this.#pointing.get(id)?.share !== share) return;
    this.#set(id, at === null ? null : { share, at, colour, goneAtMs: Infinity });
    this.#saying = { share, at, colour };
    this.#isSaid = false;
    this.#schedule();
  }

  /** The channels of a member are gone, and others may come. */
  drop(member: MemberId): void {
    this.#numbers.delete(member);
    this.#set(member, null);
  }

  /** Drops those that may not be any more. */
  keep(mayPoint: (member: MemberId, share: ShareId) => boolean): void {
    const { id } = this.#options.self;
    for (const [member, { share }] of this.#pointing) {
      if (mayPoint(member, share)) continue;
      this.#set(member, null);
      if (member === id) this.#sayNothing();
    }
  }

  close(): void {
    this.#sayNothing();
    this.#silence.stop();
    this.#pointing.clear();
    this.#numbers.clear();
  }

  #set(member: MemberId, pointing: Pointing | null): void {
    const before = this.#pointing.get(member) ?? null;
    if (pointing === null) this.#pointing.delete(member);
    else this.#pointing.set(member, pointing);
    const isRepeated =
      before?.share === pointing?.share &&
      before?.colour === pointing?.colour &&
      before?.at[0] === pointing?.at[0] &&
      before?.at[1] === pointing?.at[1];
    if (isRepeated) return;
    if (before !== null) this.#options.changed(before.share);
    if (pointing !== null) this.#options.changed(pointing.share);
  }

  #schedule(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#saying === null) return;
    const repeatMs = this.#repeats === 0 ? FIRST_REPEAT_MS : REPEAT_MS;
    const { clock } = this.#options;
    const waitMs = this.#saidAtMs + (this.#isSaid ? repeatMs : INTERVAL_MS) - clock.now();
    if (waitMs <= 0) this.#say(this.#saying);
    else this.#cancel = clock.after(waitMs, () => this.#saying && this.#say(this.#saying));
  }

  #say(saying: Omit<PointFrame, 'type' | 'number'>): void {
    this.#number += 1;
    const frame: PointFrame = { type: 'point', number: this.#number, ...saying };
    for (const link of this.#options.links()) link.point(frame);
    this.#saidAtMs = this.#options.clock.now();
    this.#repeats = this.#isSaid ? this.#repeats + 1 : 0;
    this.#isSaid = true;
    if (saying.at === null && this.#repeats > 0) this.#saying = null;
    this.#schedule();
  }

  #sayNothing(): void {
    this.#saying = null;
    this.#cancel?.();
    this.#cancel = null;
  }

  #dropSilent(): number | null {
    const nowMs = this.#options.clock.now();
    let nextMs: number | null = null;
    for (const [member, { goneAtMs }] of this.#pointing) {
      if (goneAtMs <= nowMs) this.#set(member, null);
      else if (goneAtMs < Infinity) nextMs = Math.min(nextMs ?? goneAtMs, goneAtMs);
    }
    return nextMs;
  }

  #nameOf(member: MemberId): DisplayName | null {
    const { self, nameOf } = this.#options;
    return member === self.id ? self.name : nameOf(member);
  }
}
