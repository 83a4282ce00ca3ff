import type { ChatPipe } from '../../../../renderer/engine/data/chatChannel.ts';
import type { Clock } from '../../../../renderer/engine/ports.ts';

/**
 * One end of a data channel in memory: reliable, ordered, with a buffer that drains at a given
 * pace. Real channels are used in tests/browser; this one can be slowed down and cut on a seed.
 */
export class FakePipe extends EventTarget {
  readonly sent: string[] = [];
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  highestBuffered = 0;
  other: FakePipe | null = null;
  readonly #clock: Clock;
  readonly #latencyMs: () => number;
  /** Arrived before this end was open: a channel opens at one end first. */
  readonly #early: string[] = [];
  #lastArrivalMs = 0;

  constructor(clock: Clock, latencyMs: () => number = () => 10) {
    super();
    this.#clock = clock;
    this.#latencyMs = latencyMs;
  }

  /** As the engine sees it. */
  port(): ChatPipe {
    return this as unknown as ChatPipe;
  }

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
    for (const text of this.#early.splice(0)) this.inject(text);
  }

  /** Everything under way is lost, as when a connection dies. */
  cut(): void {
    this.readyState = 'closed';
  }

  send(text: string): void {
    if (this.readyState !== 'open') throw new DOMException('', 'InvalidStateError');
    this.sent.push(text);
    this.bufferedAmount += text.length;
    this.highestBuffered = Math.max(this.highestBuffered, this.bufferedAmount);
    const arrivesMs = Math.max(this.#clock.now() + this.#latencyMs(), this.#lastArrivalMs);
    this.#lastArrivalMs = arrivesMs;
    this.#clock.after(arrivesMs - this.#clock.now(), () => this.#arrive(text));
  }

  /** Puts a frame into this end as if the other had sent it. */
  inject(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  #arrive(text: string): void {
    const before = this.bufferedAmount;
    this.bufferedAmount -= text.length;
    if (this.readyState !== 'open') return;
    if (this.other?.readyState === 'open') this.other.inject(text);
    if (this.other?.readyState === 'connecting') this.other.#early.push(text);
    const threshold = this.bufferedAmountLowThreshold;
    if (before > threshold && this.bufferedAmount <= threshold) {
      this.dispatchEvent(new Event('bufferedamountlow'));
    }
  }
}

/** Two ends of one channel. */
export function fakePipes(clock: Clock, latencyMs?: () => number): readonly [FakePipe, FakePipe] {
  const one = new FakePipe(clock, latencyMs);
  const other = new FakePipe(clock, latencyMs);
  one.other = other;
  other.other = one;
  return [one, other];
}
