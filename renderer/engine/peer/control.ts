import { decode } from '../../../signaling/protocol/codec.ts';
import {
  ControlFrame,
  type LeaveFrame,
  type StateFrame,
} from '../../../signaling/protocol/channelFrames.ts';
import type { Clock } from '../ports.ts';
import type { EngineLog } from './engineLog.ts';
import { createTokenBucket } from './tokenBucket.ts';

export interface ControlOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: EngineLog;
  readonly onState: (state: StateFrame) => void;
  readonly onLeave: () => void;
  /** The other end closed its connection without a goodbye. */
  readonly onClosed: () => void;
}

/** UTF-16 units; the largest control frame is far below. */
const MAX_FRAME_LENGTH = 4_096;
const FRAMES_PER_SECOND = 50;
/** At most this often is the own state sent; the last one always goes out. */
const MIN_INTERVAL_MS = 50;
const GOODBYE_MS = 250;
const DEFER_MS = 200;

/** The control channel of a link: what each end says of itself, and its goodbye. */
export class Control {
  readonly #channel: RTCDataChannel;
  readonly #options: ControlOptions;
  #state: StateFrame | null = null;
  #saidAtMs = Number.NEGATIVE_INFINITY;
  #cancelSay: (() => void) | null = null;
  #cancelDeferred: (() => void) | null = null;

  constructor(channel: RTCDataChannel, options: ControlOptions) {
    this.#channel = channel;
    this.#options = options;
    const { signal } = options;
    const mayPass = createTokenBucket(FRAMES_PER_SECOND, FRAMES_PER_SECOND);
    channel.addEventListener('open', () => this.#sayNow(), { signal });
    channel.addEventListener('close', () => options.onClosed(), { signal });
    channel.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        if (mayPass(options.clock.now())) this.#take(event.data);
        else this.#defer(event.data);
      },
      { signal },
    );
    signal.addEventListener('abort', () => this.#cancelTimers(), { once: true });
  }

  /** States what is so from now on; sent when the channel opens and after each change. */
  say(state: StateFrame): void {
    this.#state = state;
    if (this.#cancelSay !== null) return;
    const waitMs = this.#saidAtMs + MIN_INTERVAL_MS - this.#options.clock.now();
    if (waitMs <= 0) this.#sayNow();
    else this.#cancelSay = this.#options.clock.after(waitMs, () => this.#sayNow());
  }

  /** States it again, so that an answer (of the transport at least) shows that the link lives. */
  nudge(): void {
    if (this.#channel.bufferedAmount === 0) this.#sayNow();
  }

  /** Says goodbye and waits until it is on its way, at most a quarter of a second. */
  async leave(): Promise<void> {
    const frame: LeaveFrame = { type: 'leave' };
    if (!this.#send(frame)) return;
    if (this.#channel.bufferedAmount === 0) return;
    this.#channel.bufferedAmountLowThreshold = 0;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(GOODBYE_MS, resolve);
      const sent = (): void => {
        cancel();
        resolve();
      };
      const { signal } = this.#options;
      this.#channel.addEventListener('bufferedamountlow', sent, { once: true, signal });
      signal.addEventListener('abort', sent, { once: true });
    });
  }

  #sayNow(): void {
    this.#cancelSay?.();
    this.#cancelSay = null;
    if (this.#state === null || this.#options.signal.aborted) return;
    if (this.#send(this.#state)) this.#saidAtMs = this.#options.clock.now();
  }

  #send(frame: StateFrame | LeaveFrame): boolean {
    if (this.#channel.readyState !== 'open') return false;
    try {
      this.#channel.send(JSON.stringify(frame));
      return true;
    } catch {
      // Closing at this moment, or its buffer is full: the link is being given up anyway.
      this.#options.log('debug', 'control frame not sent');
      return false;
    }
  }

  // Above the rate only the newest frame counts, a little later: a frame is the whole state.
  #defer(data: unknown): void {
    this.#options.log('debug', 'control frames above the rate');
    this.#cancelDeferred?.();
    this.#cancelDeferred = this.#options.clock.after(DEFER_MS, () => this.#take(data));
  }

  #cancelTimers(): void {
    this.#cancelSay?.();
    this.#cancelDeferred?.();
  }

  #take(data: unknown): void {
    this.#cancelDeferred?.();
    this.#cancelDeferred = null;
    if (typeof data !== 'string' || data.length > MAX_FRAME_LENGTH) {
      this.#options.log('debug', 'control frame dropped', { reason: 'size or type' });
      return;
    }
    const frame = decode(ControlFrame, data);
    if (!frame.ok) {
      this.#options.log('debug', 'control frame dropped', { reason: frame.reason });
      return;
    }
    switch (frame.value.type) {
      case 'state':
        return this.#options.onState(frame.value);
      case 'leave':
        return this.#options.onLeave();
    }
  }
}
