import type { ChatMessageData } from '../../../signaling/protocol/channelFrames.ts';

/** An honest author's messages are one stretch, now and then two; more are made up. */
const MAX_STRETCHES = 64;

interface Stretch {
  first: number;
  last: number;
}

/** The messages of one author by number, and which stretches of numbers are without gaps. */
export class AuthorNumbers {
  readonly #messages = new Map<number, ChatMessageData>();
  /** Ascending and apart. Never empty stretches. */
  readonly #stretches: Stretch[] = [];

  get(number: number): ChatMessageData | undefined {
    return this.#messages.get(number);
  }

  isEmpty(): boolean {
    return this.#messages.size === 0;
  }

  /** Whether nothing is missing from the author's first message to the last one here. */
  isWhole(): boolean {
    return this.#stretches.length === 1 && this.#stretches[0]?.first === 1;
  }

  /** The number up to which nothing is missing from the first one here. */
  contiguous(): number {
    return this.#stretches[0]?.last ?? 0;
  }

  last(): number {
    return this.#stretches.at(-1)?.last ?? 0;
  }

  *after(number: number): Generator<ChatMessageData> {
    for (const { first, last } of this.#stretches) {
      for (let next = Math.max(first, number + 1); next <= last; next++) {
        const message = this.#messages.get(next);
        if (message !== undefined) yield message;
      }
    }
  }

  /** @returns false when a message has this number already, or it is one gap too many. */
  add(message: ChatMessageData): boolean {
    const { number } = message;
    if (this.#messages.has(number)) return false;
    const next = this.#stretches.findIndex((stretch) => stretch.last >= number - 1);
    const stretch = this.#stretches[next];
    if (stretch === undefined || number < stretch.first - 1) {
      if (this.#stretches.length >= MAX_STRETCHES) return false;
      const at = stretch === undefined ? this.#stretches.length : next;
      this.#stretches.splice(at, 0, { first: number, last: number });
    } else if (number === stretch.first - 1) {
      stretch.first = number;
    } else {
      stretch.last = Math.max(stretch.last, number);
      const following = this.#stretches[next + 1];
      if (following !== undefined && following.first === stretch.last + 1) {
        stretch.last = following.last;
        this.#stretches.splice(next + 1, 1);
      }
    }
    this.#messages.set(number, message);
    return true;
  }

  remove(number: number): void {
    if (!this.#messages.delete(number)) return;
    const at = this.#stretches.findIndex((stretch) => stretch.last >= number);
    const stretch = this.#stretches[at];
    if (stretch === undefined) return;
    // An honest author's clock rises with the number, so that the first is forgotten first. A number
    // forgotten out of turn leaves its stretch as it is: it was here once.
    if (number === stretch.last) this.#stretches.splice(at, 1);
    else if (number === stretch.first) stretch.first = number + 1;
  }
}
