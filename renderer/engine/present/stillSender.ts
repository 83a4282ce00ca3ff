import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_STILL_BYTES,
  MAX_STILL_SIDE,
  type PresentRefusal,
} from '../../../signaling/protocol/presentFrames.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { repeat } from '../peer/repeat.ts';
import { createTokenBucket } from '../peer/tokenBucket.ts';
import type { Clock, StillPicture } from '../ports.ts';
import { encodePng } from './encodePng.ts';
import type { OwnShareState } from './ownShare.ts';
import type { PictureWatch } from './sharePicture.ts';
import { MAX_STILL_PIXELS } from './stillLimits.ts';
import { StillOutbox, type EncodedStill, type StillPipe } from './stillOutbox.ts';

/** What stills need of one's own shares. */
export interface StillSource {
  readonly list: readonly Pick<OwnShareState, 'share' | 'state' | 'optimiseFor'>[];
  /** @throws when it cannot be taken, or may not be shown. */
  still(share: ShareId): Promise<StillPicture>;
  watch(share: ShareId): PictureWatch | null;
}

export interface StillSenderOptions {
  readonly shares: StillSource;
  /** Video alone would take long to make a picture sharp. */
  readonly isThin: () => boolean;
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  readonly changed: () => void;
  /** By default a worker. */
  readonly encode?: typeof encodePng;
}

/** A still of one share, from the wish for it until the picture is another. */
interface Sharpening {
  readonly life: AbortController;
  /** What is out; null while it is being made. */
  still: EncodedStill | null;
  failed: boolean;
}

interface Stillness {
  readonly watch: PictureWatch;
  readonly sinceMs: number;
}

/** A picture that changes while it is taken is taken again, so often and after so long. */
const ATTEMPTS = 5;
const AGAIN_MS = 250;
/** One that comes later first has to hear of the share. */
const LATE_MS = 1_000;
const LOOK_MS = 500;
/** How long one that failed is told. */
const FAILED_MS = 5_000;
/** Text that stands for this long on a thin link is sharpened by itself. */
const STILL_MS = 2_000;
const AUTOMATIC_MS = 5_000;
/** Stills that another member may ask for. */
const WISHES_PER_SECOND = 0.5;
const WISHES_BURST = 3;

/** Takes lossless stills of one's own shares, sends them to everyone, and says when they are over. */
export class StillSender {
  readonly #options: StillSenderOptions;
  readonly #outboxes = new Map<MemberId, { outbox: StillOutbox; life: AbortController }>();
  readonly #wishes = new Map<MemberId, (nowMs: number) => boolean>();
  readonly #sharpenings = new Map<ShareId, Sharpening>();
  readonly #stillness = new Map<ShareId, Stillness>();
  readonly #automaticAtMs = new Map<ShareId, number>();
  /** Stills so far; numbers them. */
  #stills = 0;

  constructor(options: StillSenderOptions) {
    this.#options = options;
    const { clock, signal } = options;
    repeat(clock, LOOK_MS, () => this.#lookForText(), signal);
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  attach(member: MemberId, pipe: StillPipe): void {
    this.detach(member);
    const life = new AbortController();
    const { signal } = life;
    const outbox = new StillOutbox(pipe, signal, this.#options.changed);
    this.#outboxes.set(member, { outbox, life });
    const sendLater = (): void => {
      const cancel = this.#options.clock.after(LATE_MS, () => {
        for (const { still } of this.#sharpenings.values()) if (still !== null) outbox.send(still);
      });
      signal.addEventListener('abort', cancel, { once: true });
    };
    if (pipe.readyState === 'open') sendLater();
    else pipe.addEventListener('open', sendLater, { signal });
  }

  detach(member: MemberId): void {
    const outbox = this.#outboxes.get(member);
    if (outbox === undefined) return;
    outbox.life.abort();
    this.#outboxes.delete(member);
    // What was on its way to this member alone is not coming any more.
    this.#options.changed();
  }

  /** Sends a still of the share to everyone, unless one is out or on its way. */
  sharpen(share: ShareId): void {
    const running = this.#sharpenings.get(share);
    if (running === undefined || running.failed) void this.#sharpen(share, ATTEMPTS);
  }

  /** Another member asks for a still. @returns why it will not be made; null: it will. */
  wanted(member: MemberId, share: ShareId): PresentRefusal | null {
    const own = this.#options.shares.list.find((other) => other.share === share);
    if (own === undefined) return 'not_live';
    const mayWish = this.#wishes.get(member) ?? createTokenBucket(WISHES_PER_SECOND, WISHES_BURST);
    this.#wishes.set(member, mayWish);
    if (!mayWish(this.#options.clock.now())) return 'too_much';
    // What is behind a picture that stands is not for others.
    if (own.state !== 'live') return 'failed';
    this.sharpen(share);
    return null;
  }

  /** Null: no share of ours. */
  stateOf(share: ShareId): SharedScreen['still'] | null {
    if (this.#options.shares.list.every((own) => own.share !== share)) return null;
    const sharpening = this.#sharpenings.get(share);
    if (sharpening === undefined) return 'none';
    if (sharpening.failed) return 'failed';
    const sending = [...this.#outboxes.values()].some(({ outbox }) => outbox.isSending(share));
    return sharpening.still === null || sending ? 'coming' : 'shown';
  }

  /** Forgets stills of shares that are over. */
  sharesChanged(): void {
    const own = new Set(this.#options.shares.list.map(({ share }) => share));
    for (const share of this.#sharpenings.keys()) if (!own.has(share)) this.#over(share);
    for (const share of this.#stillness.keys()) if (!own.has(share)) this.#forget(share);
    for (const share of this.#automaticAtMs.keys()) {
      if (!own.has(share)) this.#automaticAtMs.delete(share);
    }
  }

  async #sharpen(share: ShareId, attempts: number): Promise<void> {
    const { signal, log, changed } = this.#options;
    if (signal.aborted) return;
    const automatic = attempts === 1;
    this.#forget(share);
    this.#sharpenings.get(share)?.life.abort();
    const life = new AbortController();
    const sharpening: Sharpening = { life, still: null, failed: false };
    this.#sharpenings.set(share, sharpening);
    changed();
    const made = await this.#make(share, attempts, life.signal);
    if (life.signal.aborted) return;
    if (made === null) {
      log('debug', 'no still', { automatic });
      if (automatic) this.#sharpenings.delete(share);
      else this.#fail(share, sharpening);
      changed();
      return;
    }
    const { still, watch } = made;
    sharpening.still = still;
    life.signal.addEventListener('abort', () => watch.end(), { once: true });
    for (const { outbox } of this.#outboxes.values()) outbox.send(still);
    log('debug', 'still sent', { automatic, bytes: still.png.byteLength });
    changed();
    watch.onChange(() => this.#over(share));
  }

  /**
   * A still with the watch that says when it is over. The watch begins before the still is taken:
   * whatever changes from then on is found, also what changed in between.
   */
  async #make(
    share: ShareId,
    attempts: number,
    signal: AbortSignal,
  ): Promise<{ still: EncodedStill; watch: PictureWatch } | null> {
    const { shares, encode = encodePng } = this.#options;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await this.#pass(AGAIN_MS, signal);
      if (signal.aborted) return null;
      const watch = shares.watch(share);
      if (watch === null) return null;
      const picture = await shares.still(share).catch(() => null);
      if (signal.aborted || picture === null || !fits(picture)) return end(watch);
      const { width, height } = picture;
      const png = watch.changed ? null : await encode(picture, signal);
      if (signal.aborted) return end(watch);
      if (watch.changed) continue;
      if (png === null || png.byteLength > MAX_STILL_BYTES) return end(watch);
      this.#stills += 1;
      return { still: { share, still: this.#stills, width, height, png }, watch };
    }
    return null;
  }

  /** It is told for a while; after that the share is as it was before. */
  #fail(share: ShareId, sharpening: Sharpening): void {
    sharpening.failed = true;
    const cancel = this.#options.clock.after(FAILED_MS, () => this.#over(share));
    sharpening.life.signal.addEventListener('abort', cancel, { once: true });
  }

  #over(share: ShareId): void {
    const sharpening = this.#sharpenings.get(share);
    if (sharpening === undefined) return;
    this.#sharpenings.delete(share);
    sharpening.life.abort();
    for (const { outbox } of this.#outboxes.values()) outbox.over(share);
    this.#options.changed();
  }

  /** Sharpens text by itself that stands still where the link is thin. */
  #lookForText(): void {
    const { shares, isThin, clock } = this.#options;
    const thin = this.#outboxes.size > 0 && shares.list.length > 0 && isThin();
    const nowMs = clock.now();
    for (const { share, state, optimiseFor } of shares.list) {
      const busy = this.#sharpenings.get(share)?.failed === false;
      if (busy) continue;
      const since = nowMs - (this.#automaticAtMs.get(share) ?? Number.NEGATIVE_INFINITY);
      if (!thin || state !== 'live' || optimiseFor !== 'text' || since < AUTOMATIC_MS) {
        this.#forget(share);
        continue;
      }
      const stillness = this.#stillness.get(share);
      if (stillness === undefined || stillness.watch.changed) {
        const watch = shares.watch(share);
        if (watch !== null) this.#stillness.set(share, { watch, sinceMs: nowMs });
      } else if (nowMs - stillness.sinceMs >= STILL_MS) {
        this.#automaticAtMs.set(share, nowMs);
        void this.#sharpen(share, 1);
      }
    }
  }

  #forget(share: ShareId): void {
    this.#stillness.get(share)?.watch.end();
    this.#stillness.delete(share);
  }

  async #pass(delayMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(delayMs, resolve);
    const stop = (): void => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
    await promise;
    signal.removeEventListener('abort', stop);
  }

  #close(): void {
    for (const { life } of this.#outboxes.values()) life.abort();
    for (const { life } of this.#sharpenings.values()) life.abort();
    for (const { watch } of this.#stillness.values()) watch.end();
    this.#outboxes.clear();
    this.#sharpenings.clear();
    this.#stillness.clear();
  }
}

function end(watch: PictureWatch): null {
  watch.end();
  return null;
}

function fits({ width, height, pixels }: StillPicture): boolean {
  return (
    Math.max(width, height) <= MAX_STILL_SIDE &&
    width * height <= MAX_STILL_PIXELS &&
    pixels.byteLength === width * height * 4
  );
}
