import { decode } from '../../../signaling/protocol/codec.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import {
  PointerFrame,
  PresentFrame,
  type PointFrame,
  type PresentRefusal,
  type RefusedFrame,
} from '../../../signaling/protocol/presentFrames.ts';
import { fitsUtf8 } from '../../../signaling/protocol/text.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { createTokenBucket } from '../peer/tokenBucket.ts';
import type { Clock } from '../ports.ts';
import {
  MAX_POINTER_FRAME_BYTES,
  MAX_PRESENT_FRAME_BYTES,
  POINTS_BURST,
  POINTS_PER_SECOND,
  REQUESTS_BURST,
  REQUESTS_PER_SECOND,
} from './limits.ts';

/** What ink uses of an `RTCDataChannel`. */
export type InkPipe = Pick<
  RTCDataChannel,
  | 'readyState'
  | 'bufferedAmount'
  | 'bufferedAmountLowThreshold'
  | 'send'
  | 'addEventListener'
  | 'removeEventListener'
>;

export interface InkLinkOptions {
  readonly member: MemberId;
  readonly present: InkPipe;
  readonly pointer: InkPipe;
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly onOpen: () => void;
  /** There is room to send again. */
  readonly onRoom: () => void;
  readonly onFrame: (frame: PresentFrame) => void;
  readonly onPoint: (frame: PointFrame) => void;
}

/** Sending stops above the first and goes on below the second; bytes. */
const HIGH_WATER_BYTES = 64 * 1024;
const LOW_WATER_BYTES = 16 * 1024;
/** Above this a pointer would only be late. */
const POINTER_HIGH_WATER_BYTES = 4 * 1024;
/** Far above what an honest presenter sends, whatever there is to tell. */
const FRAMES_PER_SECOND = 500;
const FRAMES_BURST = 4_000;
const REFUSALS_PER_SECOND = 20;
const REFUSALS_BURST = 60;
const POINT_REFUSALS_PER_SECOND = 1;

/** The channels `present` and `pointer` to one member: parses, bounds and sends. */
export class InkLink {
  readonly member: MemberId;
  readonly #options: InkLinkOptions;
  readonly #life = new AbortController();
  readonly #mayTake = createTokenBucket(FRAMES_PER_SECOND, FRAMES_BURST);
  /** Before a frame is even read; which of them count is told by `mayPoint`. */
  readonly #mayTakePoint = createTokenBucket(FRAMES_PER_SECOND, FRAMES_BURST);
  readonly #mayAsk = createTokenBucket(REQUESTS_PER_SECOND, REQUESTS_BURST);
  readonly #mayPoint = createTokenBucket(POINTS_PER_SECOND, POINTS_BURST);
  readonly #mayRefuse = createTokenBucket(REFUSALS_PER_SECOND, REFUSALS_BURST);
  readonly #mayRefusePoint = createTokenBucket(POINT_REFUSALS_PER_SECOND, 1);
  #ignored = 0;

  constructor(options: InkLinkOptions) {
    this.#options = options;
    this.member = options.member;
    const { present, pointer, onOpen, onRoom } = options;
    const { signal } = this.#life;
    present.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    present.addEventListener('bufferedamountlow', onRoom, { signal });
    present.addEventListener('open', onOpen, { signal });
    present.addEventListener('message', ({ data }) => this.#takeFrame(data), { signal });
    pointer.addEventListener('message', ({ data }) => this.#takePoint(data), { signal });
  }

  isOpen(): boolean {
    return this.#options.present.readyState === 'open';
  }

  /** Whether more can be sent now; `onRoom` tells when there is room again. */
  hasRoom(): boolean {
    return this.isOpen() && this.#options.present.bufferedAmount < HIGH_WATER_BYTES;
  }

  send(frame: PresentFrame): void {
    this.#send(this.#options.present, JSON.stringify(frame));
  }

  point(frame: PointFrame): void {
    const { pointer } = this.#options;
    if (pointer.bufferedAmount > POINTER_HIGH_WATER_BYTES) return;
    this.#send(pointer, JSON.stringify(frame));
  }

  /** Whether the member may ask one more thing now. */
  mayAsk(): boolean {
    return this.#mayAsk(this.#options.clock.now());
  }

  mayPoint(): boolean {
    return this.#mayPoint(this.#options.clock.now());
  }

  /** Says no, as often as somebody honest can need it. */
  refuse(
    of: RefusedFrame['of'],
    share: ShareId,
    reason: PresentRefusal,
    stroke: number | null = null,
  ): void {
    const nowMs = this.#options.clock.now();
    const may = of === 'point' ? this.#mayRefusePoint(nowMs) : this.#mayRefuse(nowMs);
    if (may) this.send({ type: 'refused', of, share, stroke, reason });
  }

  /** A message that means nothing: counted, told once. */
  ignore(reason: string): void {
    this.#ignored += 1;
    if (this.#ignored === 1) this.#options.log('warn', 'ink frame ignored', { reason });
  }

  /** Lets go of the channels, which belong to others. */
  close(): void {
    this.#life.abort();
    if (this.#ignored > 1) {
      this.#options.log('debug', 'ink frames ignored', { count: this.#ignored });
    }
  }

  #takeFrame(data: unknown): void {
    if (!this.#mayTake(this.#options.clock.now())) return this.ignore('rate');
    if (typeof data !== 'string') return this.ignore('type');
    if (!fitsUtf8(data, MAX_PRESENT_FRAME_BYTES)) return this.ignore('size');
    const frame = decode(PresentFrame, data);
    if (frame.ok) this.#options.onFrame(frame.value);
    else this.ignore(frame.reason);
  }

  #takePoint(data: unknown): void {
    if (!this.#mayTakePoint(this.#options.clock.now())) return this.ignore('rate');
    if (typeof data !== 'string') return this.ignore('type');
    if (!fitsUtf8(data, MAX_POINTER_FRAME_BYTES)) return this.ignore('size');
    const frame = decode(PointerFrame, data);
    if (frame.ok) this.#options.onPoint(frame.value);
    else this.ignore(frame.reason);
  }

  #send(pipe: InkPipe, text: string): void {
    if (pipe.readyState !== 'open') return;
    try {
      pipe.send(text);
    } catch {
      // Closing at this moment, or its buffer is full: the link is being given up anyway.
      this.#options.log('debug', 'ink frame not sent');
    }
  }
}
