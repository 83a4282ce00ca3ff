import type { InkPipe } from '../../../../renderer/engine/ink/inkLink.ts';
import type { Clock } from '../../../../renderer/engine/ports.ts';

/** How one datagram fares: milliseconds until it arrives, or null when it is lost. */
export type Fare = () => number | null;

/** One end of a data channel that neither orders nor repeats. */
export class FakeDatagrams extends EventTarget {
  readonly sent: string[] = [];
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  other: FakeDatagrams | null = null;
  readonly #clock: Clock;
  readonly #fare: Fare;

  constructor(clock: Clock, fare: Fare) {
    super();
    this.#clock = clock;
    this.#fare = fare;
  }

  /** As the engine sees it. */
  port(): InkPipe {
    return this as unknown as InkPipe;
  }

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  cut(): void {
    this.readyState = 'closed';
  }

  send(text: string): void {
    if (this.readyState !== 'open') throw new DOMException('', 'InvalidStateError');
    this.sent.push(text);
    const latencyMs = this.#fare();
    if (latencyMs === null) return;
    this.#clock.after(latencyMs, () => {
      if (this.other?.readyState === 'open') this.other.inject(text);
    });
  }

  /** Puts a frame into this end as if the other had sent it. */
  inject(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

export function fakeDatagrams(clock: Clock, fare: Fare): readonly [FakeDatagrams, FakeDatagrams] {
  const one = new FakeDatagrams(clock, fare);
  const other = new FakeDatagrams(clock, fare);
  one.other = other;
  other.other = one;
  return [one, other];
}
