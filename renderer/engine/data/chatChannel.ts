import {
  ChatFrame,
  type ChatHaveFrame,
  type ChatMessageData,
  type ChatMessagesFrame,
} from '../../../signaling/protocol/channelFrames.ts';
import { decode } from '../../../signaling/protocol/codec.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import {
  MAX_CHAT_BATCH,
  MAX_CHAT_HISTORY,
  MAX_FRAME_BYTES,
  MAX_ROOM_CAPACITY,
} from '../../../signaling/protocol/limits.ts';
import { utf8Length } from '../../../signaling/protocol/text.ts';
import { createTokenBucket } from '../peer/tokenBucket.ts';
import type { Clock } from '../ports.ts';
import type { ChatLog } from './chatLog.ts';

/** What chat uses of an `RTCDataChannel`. */
export type ChatPipe = Pick<
  RTCDataChannel,
  | 'readyState'
  | 'bufferedAmount'
  | 'bufferedAmountLowThreshold'
  | 'send'
  | 'addEventListener'
  | 'removeEventListener'
>;

/** Sending stops above the first and goes on below the second; bytes. */
export const HIGH_WATER_BYTES = 128 * 1024;
const LOW_WATER_BYTES = 64 * 1024;
/** A frame of several messages stays below this, so that the water marks mean something. */
const FRAME_BUDGET_BYTES = 32 * 1024;
/** Confirmations are gathered for this long. */
const HAVE_DELAY_MS = 100;
/** Authors in a `have`. */
const MAX_HAVE_AUTHORS = MAX_ROOM_CAPACITY * 8;
/** What another member wrote is left to that member's own link for this long. */
const RELAY_AFTER_MS = 1_000;
/** Members relay one after the other, so that the first one's frames spare the rest theirs. */
const RELAY_STEP_MS = 400;

/** A whole history passes at once, then as many messages a second as nobody can type. */
const NEW_MESSAGES_BURST = MAX_CHAT_HISTORY + 500;
const NEW_MESSAGES_PER_SECOND = 50;
/** New messages above the rate wait here; an honest member never has more than a history. */
const MAX_WAITING = MAX_CHAT_HISTORY;
const WAITING_STEP_MS = 200;
/** A `have` that follows the last one sooner waits; only the newest counts. */
const HAVE_INTERVAL_MS = 50;

export interface ChatChannelOptions {
  readonly self: MemberId;
  /** Who is at the other end. */
  readonly member: MemberId;
  readonly pipe: ChatPipe;
  readonly log: ChatLog;
  readonly clock: Clock;
  /** How many members relay to this one before us. */
  readonly relayRank: () => number;
  /** The log took these in. */
  readonly onTaken: (messages: readonly ChatMessageData[]) => void;
  /** The other end confirmed something. */
  readonly onConfirmed: () => void;
}

/**
 * Chat with one member over one data channel, which is reliable and ordered.
 *
 * Both ends begin with `have`. Only then, so that an author's messages pass in order, each sends
 * what the other lacks: its own messages and the other's own (which a reload may have lost) at
 * once, those of third members after a delay, unless their own link brought them meanwhile. Nothing
 * is queued: a cursor for each author runs through the log as fast as the channel drains.
 */
export class ChatChannel {
  readonly #options: ChatChannelOptions;
  readonly #life = new AbortController();
  /** What the other end last said that it has; null before its first word. */
  #peerHas: ReadonlyMap<MemberId, number> | null = null;
  /** Highest number that was sent of each author. */
  readonly #sent = new Map<MemberId, number>();
  /** Up to which number third members' messages are ours to send. */
  readonly #relayed = new Map<MemberId, number>();
  #saidHave = '';
  readonly #waiting: ChatMessageData[] = [];
  readonly #mayTake = createTokenBucket(NEW_MESSAGES_PER_SECOND, NEW_MESSAGES_BURST);
  #latestHave: ChatHaveFrame | null = null;
  #cancelHave: (() => void) | null = null;
  #cancelRelay: (() => void) | null = null;
  #cancelWaiting: (() => void) | null = null;
  #cancelHaveInterval: (() => void) | null = null;

  constructor(options: ChatChannelOptions) {
    this.#options = options;
    const { pipe } = options;
    const { signal } = this.#life;
    pipe.bufferedAmountLowThreshold = LOW_WATER_BYTES;
    pipe.addEventListener('bufferedamountlow', () => this.#pump(), { signal });
    pipe.addEventListener('message', (event) => this.#receive(event.data), { signal });
    if (pipe.readyState === 'open') this.#open();
    else pipe.addEventListener('open', () => this.#open(), { signal });
  }

  /** Up to which of our own messages the other end has all; null before its first word. */
  confirmed(): number | null {
    return this.#peerHas === null ? null : this.#said(this.#options.self);
  }

  /** There is something new in the log: to be sent, or to be confirmed. */
  grew(): void {
    this.#pump();
    this.#relayLater(RELAY_AFTER_MS);
    this.#cancelHave ??= this.#options.clock.after(HAVE_DELAY_MS, () => {
      this.#cancelHave = null;
      this.#sayHave(false);
    });
  }

  /** Lets go of the channel, which belongs to others. */
  close(): void {
    this.#life.abort();
    this.#cancelHave?.();
    this.#cancelRelay?.();
    this.#cancelWaiting?.();
    this.#cancelHaveInterval?.();
    this.#waiting.length = 0;
  }

  #open(): void {
    this.#sayHave(true);
  }

  #sayHave(opening: boolean): void {
    const authors = [...this.#options.log.have(opening, MAX_HAVE_AUTHORS)];
    // Our own count is news to nobody but at the start.
    const said = JSON.stringify(authors.filter(({ author }) => author !== this.#options.self));
    if (!opening && said === this.#saidHave) return;
    const frame: ChatHaveFrame = { type: 'have', authors };
    if (this.#send(JSON.stringify(frame))) this.#saidHave = opening ? '' : said;
  }

  #receive(data: unknown): void {
    if (typeof data !== 'string' || utf8Length(data) > MAX_FRAME_BYTES) return;
    const frame = decode(ChatFrame, data);
    if (!frame.ok) return;
    switch (frame.value.type) {
      case 'messages':
        return this.#takeIn(frame.value.messages);
      case 'have':
        this.#latestHave = frame.value;
        if (this.#cancelHaveInterval === null) this.#heed();
    }
  }

  #heed(): void {
    this.#cancelHaveInterval = null;
    const have = this.#latestHave;
    if (have === null) return;
    this.#latestHave = null;
    this.#cancelHaveInterval = this.#options.clock.after(HAVE_INTERVAL_MS, () => this.#heed());
    const first = this.#peerHas === null;
    this.#peerHas = new Map(have.authors.map(({ author, number }) => [author, number]));
    this.#pump();
    if (first) this.#relayLater(0);
    else this.#relayLater(RELAY_AFTER_MS);
    this.#options.onConfirmed();
  }

  #takeIn(messages: readonly ChatMessageData[]): void {
    const news = messages.filter((message) => !this.#options.log.has(message));
    this.#waiting.push(...news.slice(0, MAX_WAITING - this.#waiting.length));
    if (this.#cancelWaiting === null) this.#takeWaiting();
  }

  #takeWaiting(): void {
    const { log, clock, onTaken } = this.#options;
    this.#cancelWaiting = null;
    const nowMs = clock.now();
    const taken: ChatMessageData[] = [];
    while (this.#waiting[0] !== undefined && this.#mayTake(nowMs)) {
      const message = this.#waiting.shift();
      if (message !== undefined && log.take(message)) taken.push(message);
    }
    if (this.#waiting.length > 0) {
      this.#cancelWaiting = clock.after(WAITING_STEP_MS, () => this.#takeWaiting());
    }
    if (taken.length > 0) onTaken(taken);
  }

  /** Sends as much as the channel takes now. */
  #pump(): void {
    const { pipe } = this.#options;
    while (this.#peerHas !== null && pipe.bufferedAmount < HIGH_WATER_BYTES) {
      const messages = this.#nextBatch();
      if (messages.length === 0) return;
      const frame: ChatMessagesFrame = { type: 'messages', messages };
      if (!this.#send(JSON.stringify(frame))) return;
      for (const { author, number } of messages) this.#sent.set(author, number);
    }
  }

  #nextBatch(): ChatMessageData[] {
    const batch: ChatMessageData[] = [];
    let bytes = 0;
    for (const message of this.#due()) {
      bytes += utf8Length(JSON.stringify(message));
      if (batch.length > 0 && bytes > FRAME_BUDGET_BYTES) break;
      batch.push(message);
      if (batch.length === MAX_CHAT_BATCH) break;
    }
    return batch;
  }

  /** What is ours to send and not sent yet: author by author, in order. */
  *#due(): Generator<ChatMessageData> {
    const { self, member, log } = this.#options;
    yield* log.after(self, this.#known(self));
    yield* log.after(member, this.#known(member));
    for (const [author, last] of this.#relayed) {
      for (const message of log.after(author, this.#known(author))) {
        if (message.number > last) break;
        yield message;
      }
    }
  }

  /** Up to which number the other end has an author's messages, or will have. */
  #known(author: MemberId): number {
    return Math.max(this.#said(author), this.#sent.get(author) ?? 0);
  }

  /** Up to which number the other end said that it has an author's messages. */
  #said(author: MemberId): number {
    const { self, log } = this.#options;
    const number = this.#peerHas?.get(author) ?? 0;
    // More than we ever wrote: somebody made it up, and what is true is still to be sent.
    return author === self && number > log.ownNumber() ? 0 : number;
  }

  /**
   * Looks later whether the other end still lacks what third members wrote and we have now.
   *
   * @param afterMs - when the first member in line relays; the others follow.
   */
  #relayLater(afterMs: number): void {
    if (this.#peerHas === null || this.#cancelRelay !== null) return;
    const lacking = this.#lacking();
    if (lacking.length === 0) return;
    const delayMs = afterMs + this.#options.relayRank() * RELAY_STEP_MS;
    this.#cancelRelay = this.#options.clock.after(delayMs, () => {
      this.#cancelRelay = null;
      for (const [author, last] of lacking) this.#relayed.set(author, last);
      this.#pump();
      this.#forgetAuthors();
      this.#relayLater(RELAY_AFTER_MS);
    });
  }

  /** Drops the cursors of authors who are in the log no more. */
  #forgetAuthors(): void {
    for (const cursors of [this.#sent, this.#relayed]) {
      for (const author of cursors.keys()) {
        if (this.#options.log.lastOf(author) === 0) cursors.delete(author);
      }
    }
  }

  #lacking(): readonly (readonly [MemberId, number])[] {
    const { self, member, log } = this.#options;
    return log
      .authors()
      .filter((author) => author !== self && author !== member)
      .map((author) => [author, log.lastOf(author)] as const)
      .filter(([author, last]) => this.#known(author) < last);
  }

  #send(text: string): boolean {
    const { pipe } = this.#options;
    if (this.#life.signal.aborted || pipe.readyState !== 'open') return false;
    try {
      pipe.send(text);
      return true;
    } catch {
      // Closing at this moment; what was not sent goes over the next channel.
      return false;
    }
  }
}
