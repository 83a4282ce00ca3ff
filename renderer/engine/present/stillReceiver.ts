import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { decode } from '../../../signaling/protocol/codec.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_STILL_PIECE_BYTES,
  StillFrame,
  type StillHeaderFrame,
} from '../../../signaling/protocol/presentFrames.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { createTokenBucket } from '../peer/tokenBucket.ts';
import type { Clock } from '../ports.ts';
import { pngSize } from './pngSize.ts';
import { MAX_STILL_PIXELS, MIN_STILL_PIECE_BYTES } from './stillLimits.ts';
import type { StillPipe } from './stillOutbox.ts';

export interface StillReceiverOptions {
  /** Whether this member shares this now. */
  readonly isLive: (member: MemberId, share: ShareId) => boolean;
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly changed: () => void;
}

/** A still of a share, from its header on. */
interface ReceivedStill {
  readonly member: MemberId;
  readonly header: StillHeaderFrame;
  state: 'coming' | 'shown' | 'failed';
  bitmap: ImageBitmap | null;
}

interface Transfer {
  readonly still: ReceivedStill;
  readonly pieces: Uint8Array<ArrayBuffer>[];
  bytes: number;
}

interface Sender {
  readonly life: AbortController;
  readonly mayTell: (nowMs: number) => boolean;
  readonly mayBegin: (nowMs: number) => boolean;
  /** What the pieces that come now belong to; null: to nothing. */
  transfer: Transfer | null;
}

/** No text message on this channel is nearly as long. */
const MAX_TEXT_LENGTH = 1_024;
const TEXTS_PER_SECOND = 20;
const TEXTS_BURST = 40;
const STILLS_PER_SECOND = 2;
const STILLS_BURST = 10;

/** Takes in the stills of others' shares, each within its bounds or not at all. */
export class StillReceiver {
  readonly #options: StillReceiverOptions;
  readonly #senders = new Map<MemberId, Sender>();
  readonly #stills = new Map<ShareId, ReceivedStill>();

  constructor(options: StillReceiverOptions) {
    this.#options = options;
  }

  attach(member: MemberId, pipe: StillPipe): void {
    this.detach(member);
    const life = new AbortController();
    const sender: Sender = {
      life,
      mayTell: createTokenBucket(TEXTS_PER_SECOND, TEXTS_BURST),
      mayBegin: createTokenBucket(STILLS_PER_SECOND, STILLS_BURST),
      transfer: null,
    };
    this.#senders.set(member, sender);
    const { signal } = life;
    pipe.addEventListener('message', ({ data }) => this.#receive(member, sender, data), { signal });
  }

  /** What came over the old channel is forgotten: its end would not be told any more. */
  detach(member: MemberId): void {
    this.#senders.get(member)?.life.abort();
    this.#senders.delete(member);
    this.#drop((still) => still.member === member);
  }

  picture(share: ShareId): ImageBitmap | null {
    return this.#stills.get(share)?.bitmap ?? null;
  }

  stateOf(share: ShareId): SharedScreen['still'] {
    return this.#stills.get(share)?.state ?? 'none';
  }

  /** Forgets stills of shares that are over. */
  sharesChanged(): void {
    this.#drop(({ member, header }) => !this.#options.isLive(member, header.share));
  }

  close(): void {
    for (const member of this.#senders.keys()) this.detach(member);
  }

  #receive(member: MemberId, sender: Sender, data: unknown): void {
    if (data instanceof ArrayBuffer) return this.#takePiece(sender, new Uint8Array(data));
    if (typeof data !== 'string' || data.length > MAX_TEXT_LENGTH) return;
    if (!sender.mayTell(this.#options.clock.now())) {
      // What is not read may say that a still is over, or whose pieces come next.
      return this.#drop((still) => still.member === member);
    }
    const frame = decode(StillFrame, data);
    if (!frame.ok) {
      this.#options.log('debug', 'still frame refused', { reason: frame.reason });
      return;
    }
    switch (frame.value.type) {
      case 'picture':
        return this.#begin(member, sender, frame.value);
      case 'over': {
        const { share, still } = frame.value;
        this.#drop(
          (other) =>
            other.member === member && other.header.share === share && other.header.still === still,
        );
      }
    }
  }

  #begin(member: MemberId, sender: Sender, header: StillHeaderFrame): void {
    const { isLive, clock, log } = this.#options;
    // Pieces of the one before, and of one that is refused, belong to nothing.
    this.#abandon(sender);
    if (!isLive(member, header.share)) {
      log('debug', 'still of no live share dropped');
      return;
    }
    if (!sender.mayBegin(clock.now()) || header.width * header.height > MAX_STILL_PIXELS) {
      log('debug', 'still above the bounds dropped');
      return;
    }
    this.#drop((other) => other.header.share === header.share);
    const still: ReceivedStill = { member, header, state: 'coming', bitmap: null };
    this.#stills.set(header.share, still);
    sender.transfer = { still, pieces: [], bytes: 0 };
    this.#options.changed();
  }

  #takePiece(sender: Sender, piece: Uint8Array<ArrayBuffer>): void {
    const { transfer } = sender;
    if (transfer === null) return;
    const { still, pieces } = transfer;
    transfer.bytes += piece.byteLength;
    // Of tiny pieces there would be millions to keep; only the last one may be what is left.
    const least = transfer.bytes === still.header.bytes ? 1 : MIN_STILL_PIECE_BYTES;
    const within =
      piece.byteLength >= least &&
      piece.byteLength <= MAX_STILL_PIECE_BYTES &&
      transfer.bytes <= still.header.bytes;
    if (!within) {
      sender.transfer = null;
      return this.#fail(still);
    }
    pieces.push(piece);
    if (transfer.bytes < still.header.bytes) return;
    sender.transfer = null;
    void this.#show(still, pieces);
  }

  /** The browser decodes beside the page's own work. */
  async #show(still: ReceivedStill, pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const { width, height, share } = still.header;
    // Looked at first: a small file can say of itself that it is an enormous picture.
    const size = pieces[0] === undefined ? null : pngSize(pieces[0]);
    if (size?.width !== width || size.height !== height) return this.#fail(still);
    let bitmap: ImageBitmap;
    try {
      bitmap = await createImageBitmap(new Blob([...pieces], { type: 'image/png' }));
    } catch {
      return this.#fail(still);
    }
    if (this.#stills.get(share) !== still) return bitmap.close();
    still.bitmap = bitmap;
    still.state = 'shown';
    this.#options.changed();
  }

  #fail(still: ReceivedStill): void {
    if (this.#stills.get(still.header.share) !== still) return;
    this.#options.log('debug', 'still refused');
    still.state = 'failed';
    this.#options.changed();
  }

  /** A transfer that will not be finished. */
  #abandon(sender: Sender): void {
    const still = sender.transfer?.still;
    sender.transfer = null;
    if (still !== undefined) this.#drop((other) => other === still);
  }

  #drop(which: (still: ReceivedStill) => boolean): void {
    const dropped = [...this.#stills.values()].filter((still) => which(still));
    if (dropped.length === 0) return;
    for (const still of dropped) {
      this.#stills.delete(still.header.share);
      const sender = this.#senders.get(still.member);
      if (sender?.transfer?.still === still) sender.transfer = null;
    }
    // Views let go of the pictures before their memory goes.
    this.#options.changed();
    for (const { bitmap } of dropped) bitmap?.close();
  }
}
