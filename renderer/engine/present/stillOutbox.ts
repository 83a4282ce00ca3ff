import type { ShareId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_STILL_PIECE_BYTES,
  type StillHeaderFrame,
  type StillOverFrame,
} from '../../../signaling/protocol/presentFrames.ts';

/** An encoded still as it goes out. */
export interface EncodedStill extends Omit<StillHeaderFrame, 'type' | 'format' | 'bytes'> {
  readonly png: Uint8Array<ArrayBuffer>;
}

/** What stills use of an `RTCDataChannel`. */
export type StillPipe = Pick<
  RTCDataChannel,
  'readyState' | 'bufferedAmount' | 'bufferedAmountLowThreshold' | 'addEventListener'
> & { send(data: string | ArrayBufferView<ArrayBuffer>): void };

/** Sending stops above the first and goes on below the second; bytes. */
const HIGH_WATER_BYTES = 128 * 1024;
const LOW_WATER_BYTES = 64 * 1024;

/** Stills on their way to one member, one after the other, as fast as the channel drains. */
export class StillOutbox {
  readonly #pipe: StillPipe;
  readonly #signal: AbortSignal;
  /** Called when one is no longer on its way: it was handed over, or the channel is closed. */
  readonly #settled: () => void;
  /** The first one is under way once its header is out. */
  #queue: readonly EncodedStill[] = [];
  /** Bytes of the first one that are out; null: not even its header. */
  #sentBytes: number | null = null;
  /** What the member has of each share, as a whole or in part. */
  readonly #known = new Map<ShareId, number>();

  constructor(pipe: StillPipe, signal: AbortSignal, settled: () => void) {
    this.#pipe = pipe;
    this.#signal = signal;
    this.#settled = settled;
    pipe.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    pipe.addEventListener('bufferedamountlow', () => this.#pump(), { signal });
    pipe.addEventListener('close', () => this.#giveUp(), { signal });
  }

  /** Whether a still of this share is on its way; over a channel that ends nothing is. */
  isSending(share: ShareId): boolean {
    return this.#pipe.readyState === 'open' && this.#queue.some((other) => other.share === share);
  }

  /** In place of an earlier one of the same share, also of one that is under way. */
  send(still: EncodedStill): void {
    if (this.#signal.aborted || this.#pipe.readyState !== 'open') return;
    if (this.#known.get(still.share) === still.still) return;
    this.#drop(still.share);
    this.#queue = [...this.#queue, still];
    this.#pump();
  }

  /** The member's still of this share is over, whole or not. */
  over(share: ShareId): void {
    this.#drop(share);
    const still = this.#known.get(share);
    if (still !== undefined) {
      this.#known.delete(share);
      const frame: StillOverFrame = { type: 'over', share, still };
      this.#write(JSON.stringify(frame));
    }
    this.#pump();
  }

  #drop(share: ShareId): void {
    if (this.#queue[0]?.share === share) this.#sentBytes = null;
    this.#queue = this.#queue.filter((other) => other.share !== share);
  }

  #pump(): void {
    const before = this.#queue.length;
    for (;;) {
      const [first] = this.#queue;
      if (first === undefined || this.#pipe.bufferedAmount >= HIGH_WATER_BYTES) break;
      if (!this.#sendSome(first)) break;
    }
    if (this.#queue.length < before) this.#settled();
  }

  #giveUp(): void {
    if (this.#queue.length === 0) return;
    this.#queue = [];
    this.#sentBytes = null;
    this.#settled();
  }

  /** Header or piece. @returns false when the channel takes no more at all. */
  #sendSome(still: EncodedStill): boolean {
    const { png, ...rest } = still;
    if (this.#sentBytes === null) {
      const frame: StillHeaderFrame = {
        type: 'picture',
        ...rest,
        format: 'png',
        bytes: png.byteLength,
      };
      if (!this.#write(JSON.stringify(frame))) return false;
      this.#known.set(still.share, still.still);
      this.#sentBytes = 0;
      return true;
    }
    const piece = png.subarray(this.#sentBytes, this.#sentBytes + MAX_STILL_PIECE_BYTES);
    if (!this.#write(piece)) return false;
    this.#sentBytes += piece.byteLength;
    if (this.#sentBytes === png.byteLength) {
      this.#queue = this.#queue.slice(1);
      this.#sentBytes = null;
    }
    return true;
  }

  #write(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#signal.aborted || this.#pipe.readyState !== 'open') return false;
    try {
      this.#pipe.send(data);
      return true;
    } catch {
      // Closing at this moment; over the next channel the still is sent anew.
      return false;
    }
  }
}
