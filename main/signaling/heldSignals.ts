import type { MemberId } from '../../signaling/protocol/ids.ts';

/** Most notes kept; they outlive the session, so the outbox's own bound is not enough. */
const MAX_HELD = 1_024;

/** A note to another member that no server has confirmed yet. */
export interface HeldSignal {
  readonly to: MemberId;
  readonly payload: string;
}

/** Notes that no server has confirmed yet, in order, each either sent to the present one or not. */
export class HeldSignals {
  readonly #isSent = new Map<HeldSignal, boolean>();

  /** @returns the note, not sent yet; undefined when there is no room for it. */
  hold(to: MemberId, payload: string): HeldSignal | undefined {
    if (this.#isSent.size >= MAX_HELD) return undefined;
    const signal = { to, payload };
    this.#isSent.set(signal, false);
    return signal;
  }

  /** Marks as sent to the server that we are on, or as swallowed by one that is gone. */
  mark(signal: HeldSignal, isSent: boolean): void {
    if (this.#isSent.has(signal)) this.#isSent.set(signal, isSent);
  }

  drop(signal: HeldSignal): void {
    this.#isSent.delete(signal);
  }

  clear(): void {
    this.#isSent.clear();
  }

  /** What is not sent, to those that `isWanted` names, in order. */
  unsent(isWanted: (to: MemberId) => boolean): readonly HeldSignal[] {
    return [...this.#isSent].flatMap(([signal, isSent]) =>
      !isSent && isWanted(signal.to) ? [signal] : [],
    );
  }
}
