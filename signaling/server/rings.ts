import type { ContactAddress } from '../protocol/identity.ts';
import { RING_TIMEOUT_MS } from '../protocol/limits.ts';
import type { Ring, RingId, RingReply } from '../protocol/ringMessages.ts';
import type { Device } from './directory.ts';
import { openMergedRing, openRing, outcomeOf, stepRing } from './ringMachine.ts';
import type { RingEffect, RingEvent, RingOutcome, RingStanding } from './ringMachine.ts';

/** Most rings of one device that nobody has answered. */
const MAX_PENDING_RINGS = 4;

export interface RingsInit {
  readonly now: () => number;
  /** Runs `task` once after `delayMs`. @returns a function that cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  readonly carryOut: (ring: RingLetter, effect: RingEffect<Device>) => void;
  readonly ended: (outcome: RingOutcome) => void;
}

/** What does not change while a ring is pending. */
export interface RingLetter {
  readonly id: RingId;
  readonly from: ContactAddress;
  readonly to: ContactAddress;
  readonly note: string;
}

interface PendingRing extends RingLetter {
  standing: RingStanding<Device>;
  readonly openedAtMs: number;
  readonly cancelTimeout: () => void;
}

export type RingRefusal =
  | { readonly code: 'ring_taken' }
  | { readonly code: 'rate_limited'; readonly retryAfterMs: number };

/** The rings that nobody has answered yet. What is over is forgotten. */
export class Rings {
  readonly #init: RingsInit;
  readonly #pending = new Map<RingId, PendingRing>();
  /** In which rings a device is, as caller or called. */
  readonly #of = new Map<Device, Set<PendingRing>>();

  constructor(init: RingsInit) {
    this.#init = init;
  }

  /** Rings that nobody has answered. */
  get size(): number {
    return this.#pending.size;
  }

  /** Why this device cannot ring by this id, whomever it rings. */
  refusal(caller: Device, id: RingId): RingRefusal | null {
    if (this.#pending.has(id)) return { code: 'ring_taken' };
    const outgoing = this.#outgoing(caller);
    const [oldest] = outgoing;
    if (oldest === undefined || outgoing.length < MAX_PENDING_RINGS) return null;
    const untilMs = oldest.openedAtMs + RING_TIMEOUT_MS;
    return {
      code: 'rate_limited',
      retryAfterMs: Math.max(0, Math.ceil(untilMs - this.#init.now())),
    };
  }

  /**
   * Rings, unless the other rings us: then the two become one.
   *
   * @param devices - of the one who is rung; at least one.
   */
  open(caller: Device, { ring: id, to, note }: Ring, devices: readonly Device[]): void {
    const letter: RingLetter = { id, from: caller.address, to, note };
    const older = this.#crossing(caller.address, devices);
    if (older !== null) {
      const merged = openMergedRing(caller, older.id);
      this.#step(older, { type: 'crossed', by: caller });
      for (const effect of merged.effects) this.#init.carryOut(letter, effect);
      this.#init.ended('merged');
      return;
    }
    const { standing, effects } = openRing(caller, devices);
    const ring: PendingRing = {
      ...letter,
      standing,
      openedAtMs: this.#init.now(),
      cancelTimeout: this.#init.after(RING_TIMEOUT_MS, () => this.#step(ring, { type: 'timeout' })),
    };
    this.#pending.set(id, ring);
    for (const device of [caller, ...devices]) {
      this.#of.set(device, (this.#of.get(device) ?? new Set()).add(ring));
    }
    for (const effect of effects) this.#init.carryOut(ring, effect);
  }

  /** @returns false when there is no such ring, or not of this device. */
  answer(device: Device, id: RingId, reply: RingReply): boolean {
    const ring = this.#pending.get(id);
    return ring !== undefined && this.#step(ring, { type: 'reply', from: device, reply });
  }

  /** @returns false when there is no such ring, or not by this device. */
  cancel(caller: Device, id: RingId): boolean {
    const ring = this.#pending.get(id);
    return ring?.standing.caller === caller && this.#step(ring, { type: 'cancel' });
  }

  /** Takes a device out of all its rings, or out of those with one contact. */
  leave(device: Device, how: 'gone' | 'parted', from?: ContactAddress): void {
    // A set may lose what is passed already while it is walked through.
    for (const ring of this.#of.get(device) ?? []) {
      const other = ring.standing.caller === device ? ring.to : ring.from;
      if (from === undefined || other === from) this.#step(ring, { type: how, who: device });
    }
  }

  stop(): void {
    for (const { cancelTimeout } of this.#pending.values()) cancelTimeout();
    this.#pending.clear();
    this.#of.clear();
  }

  /** The oldest ring of `callee` by one of the devices that it is about to ring. */
  #crossing(callee: ContactAddress, callers: readonly Device[]): PendingRing | null {
    const crossing = callers
      .flatMap((device) => this.#outgoing(device))
      .filter(({ to }) => to === callee)
      .toSorted((one, other) => one.openedAtMs - other.openedAtMs);
    return crossing[0] ?? null;
  }

  /** Oldest first. */
  #outgoing(caller: Device): readonly PendingRing[] {
    return [...(this.#of.get(caller) ?? [])].filter(({ standing }) => standing.caller === caller);
  }

  #step(ring: PendingRing, event: RingEvent<Device>): boolean {
    const before = ring.standing;
    const step = stepRing(before, event);
    if (step === null) return false;
    ring.standing = step.standing;
    const outcome = outcomeOf(step.standing);
    for (const device of [before.caller, ...before.devices]) {
      const stays = device === before.caller || step.standing.devices.includes(device);
      if (outcome !== null || !stays) this.#forget(device, ring);
    }
    if (outcome !== null) {
      this.#pending.delete(ring.id);
      ring.cancelTimeout();
      this.#init.ended(outcome);
    }
    for (const effect of step.effects) this.#init.carryOut(ring, effect);
    return true;
  }

  #forget(device: Device, ring: PendingRing): void {
    const rings = this.#of.get(device);
    rings?.delete(ring);
    if (rings?.size === 0) this.#of.delete(device);
  }
}
