import type { ChatMessageData } from '../../../signaling/protocol/channelFrames.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import { MAX_CHAT_HISTORY } from '../../../signaling/protocol/limits.ts';
import { AuthorNumbers } from './authorNumbers.ts';

/**
 * How far ahead of our own a message's clock may be. Honest clocks are ahead by the messages that
 * we have not seen, which are all there are for somebody who joins late; a hostile one would have
 * to send for years to bring ours near the largest safe integer.
 */
export const MAX_CLOCK_LEAD = 1_000_000;
/** Largest number of a message, by its schema. */
const MAX_NUMBER = 1_000_000;
/** Largest number under our own id that we believe others: leaves enough for our own messages. */
const MAX_ADOPTED_NUMBER = 100_000;

/** How far an author's messages are known. */
export interface AuthorCount {
  readonly author: MemberId;
  readonly number: number;
}

/** What of a message decides its place. */
type Place = Pick<ChatMessageData, 'clock' | 'author' | 'number'>;

/**
 * The messages of a call, as one member knows them.
 *
 * Members' logs become the same whatever the order in which messages arrive: messages are told
 * apart by author and number, the first of two with the same name stands, and all agree on the
 * order by Lamport clock, then author. Each keeps the newest {@link MAX_CHAT_HISTORY}.
 */
export class ChatLog {
  readonly #self: MemberId;
  readonly #bound: number;
  readonly #ordered: ChatMessageData[] = [];
  readonly #authors = new Map<MemberId, AuthorNumbers>();
  #clock = 0;
  #ownNumber = 0;
  /** Nothing was posted yet in this life, so that others may know more of our messages than we. */
  #fresh = true;
  /** Something fell out of the bound already. */
  #forgetful = false;

  constructor(self: MemberId, bound: number = MAX_CHAT_HISTORY) {
    this.#self = self;
    this.#bound = bound;
  }

  /** In the order that all members agree on. */
  messages(): readonly ChatMessageData[] {
    return this.#ordered;
  }

  authors(): readonly MemberId[] {
    return [...this.#authors.keys()];
  }

  /** Messages that we have written, forgotten ones included. */
  ownNumber(): number {
    return this.#ownNumber;
  }

  /** @returns null when the author has used up the numbers. */
  post(message: Pick<ChatMessageData, 'authorName' | 'sentAtMs' | 'text'>): ChatMessageData | null {
    if (this.#ownNumber >= MAX_NUMBER) return null;
    const posted: ChatMessageData = {
      author: this.#self,
      number: this.#ownNumber + 1,
      clock: Math.min(this.#clock + 1, Number.MAX_SAFE_INTEGER),
      ...message,
    };
    this.#fresh = false;
    this.#insert(posted);
    return posted;
  }

  /**
   * Takes in a message of whatever author from whichever member.
   *
   * @returns false when it changes nothing: it is known, too old, or not to be believed.
   */
  take(message: ChatMessageData): boolean {
    if (message.clock > this.#clock + MAX_CLOCK_LEAD || !this.#isPlausible(message)) return false;
    return this.#insert(message);
  }

  /** Takes back what an earlier life of ours kept. */
  restore(ownNumber: number, messages: readonly ChatMessageData[]): void {
    this.#ownNumber = ownNumber;
    for (const message of messages) this.#insert(message);
  }

  has({ author, number }: Pick<ChatMessageData, 'author' | 'number'>): boolean {
    return this.#authors.get(author)?.get(number) !== undefined;
  }

  /** Highest number that is here of an author, 0 for none. */
  lastOf(author: MemberId): number {
    return this.#authors.get(author)?.last() ?? 0;
  }

  /** An author's messages above a number, in order. */
  after(author: MemberId, number: number): Iterable<ChatMessageData> {
    return this.#authors.get(author)?.after(number) ?? [];
  }

  /**
   * How much is here of each author, those who wrote last first: without gaps from the first one
   * known. What is before it fell out of the bound, here as with all others.
   *
   * @param opening - for the first word on a channel. While nothing has fallen out of the bound
   *   here, a missing beginning is one that others may still have: then nothing is claimed of that
   *   author, and the other end sends all that it has.
   */
  have(opening: boolean, limit: number): readonly AuthorCount[] {
    const askAll = opening && !this.#forgetful;
    const counts = new Map<MemberId, number>();
    for (let index = this.#ordered.length - 1; index >= 0 && counts.size < limit; index--) {
      const author = this.#ordered[index]?.author;
      const numbers = author === undefined ? undefined : this.#authors.get(author);
      if (author === undefined || numbers === undefined || counts.has(author)) continue;
      counts.set(author, askAll && !numbers.isWhole() ? 0 : numbers.contiguous());
    }
    return [...counts].map(([author, number]) => ({ author, number }));
  }

  /**
   * Others know our messages from us. Only a life that lost its memory (a reload without storage)
   * learns them from others, and only before it has written anything itself.
   */
  #isPlausible({ author, number }: ChatMessageData): boolean {
    if (author !== this.#self || number <= this.#ownNumber) return true;
    return this.#fresh && number <= MAX_ADOPTED_NUMBER;
  }

  #insert(message: ChatMessageData): boolean {
    const [oldest] = this.#ordered;
    const isFull = this.#ordered.length >= this.#bound;
    // Older than all that is kept, which everybody keeps alike.
    if (isFull && oldest !== undefined && compare(message, oldest) < 0) return false;
    const numbers = this.#authors.get(message.author) ?? new AuthorNumbers();
    if (!numbers.add(message)) return false;
    this.#authors.set(message.author, numbers);
    this.#ordered.splice(placeIn(this.#ordered, message), 0, message);
    this.#clock = Math.max(this.#clock, message.clock);
    if (message.author === this.#self) this.#ownNumber = Math.max(this.#ownNumber, message.number);
    this.#forget();
    return true;
  }

  #forget(): void {
    if (this.#ordered.length <= this.#bound) return;
    const oldest = this.#ordered.shift();
    if (oldest === undefined) return;
    this.#forgetful = true;
    const numbers = this.#authors.get(oldest.author);
    numbers?.remove(oldest.number);
    if (numbers?.isEmpty() === true) this.#authors.delete(oldest.author);
  }
}

function compare(one: Place, other: Place): number {
  if (one.clock !== other.clock) return one.clock - other.clock;
  if (one.author !== other.author) return one.author < other.author ? -1 : 1;
  return one.number - other.number;
}

/** Where a message belongs; most belong at the end. */
function placeIn(ordered: readonly ChatMessageData[], message: ChatMessageData): number {
  let low = 0;
  let high = ordered.length;
  const last = ordered.at(-1);
  if (last !== undefined && compare(last, message) < 0) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = ordered[middle];
    if (there !== undefined && compare(there, message) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
