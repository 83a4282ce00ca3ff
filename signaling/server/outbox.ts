/** What an outbox may hold. */
export interface OutboxLimits {
  readonly maxMessages: number;
  /** Counted in UTF-16 units of the messages' JSON. */
  readonly maxCharacters: number;
}

/**
 * Messages to one session from the first that is not acknowledged, numbered 1, 2, 3, …
 *
 * A message is kept as its JSON without the opening brace (`"type":"done","id":4}`), so that one
 * text serves every receiver of a broadcast and only the number is put before it.
 */
export class Outbox {
  readonly #limits: OutboxLimits;
  readonly #tails: string[] = [];
  /** Index in `#tails` of the first that is kept. */
  #head = 0;
  #characters = 0;
  #acknowledged = 0;

  constructor(limits: OutboxLimits) {
    this.#limits = limits;
  }

  /** Messages kept. */
  get length(): number {
    return this.#tails.length - this.#head;
  }

  get characters(): number {
    return this.#characters;
  }

  /** Number of the newest message, 0 before the first. */
  get last(): number {
    return this.#acknowledged + this.length;
  }

  /** Highest number that the client has confirmed. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** @returns false when it would hold too much; the message is then not taken. */
  push(tail: string): boolean {
    if (this.length >= this.#limits.maxMessages) return false;
    if (this.#characters + tail.length > this.#limits.maxCharacters) return false;
    this.#tails.push(tail);
    this.#characters += tail.length;
    return true;
  }

  /**
   * Forgets all messages up to `seq`.
   *
   * @returns false when `seq` was never given out.
   */
  acknowledge(seq: number): boolean {
    if (seq > this.last) return false;
    while (this.#acknowledged < seq) {
      this.#characters -= this.#tails[this.#head]?.length ?? 0;
      this.#tails[this.#head] = '';
      this.#head++;
      this.#acknowledged++;
    }
    if (this.#head === this.#tails.length) {
      this.#tails.length = 0;
      this.#head = 0;
    } else if (this.#head >= 256 && this.#head * 2 > this.#tails.length) {
      this.#tails.splice(0, this.#head);
      this.#head = 0;
    }
    return true;
  }

  /** The whole text of a kept message. @throws RangeError when it is not kept. */
  text(seq: number): string {
    const tail =
      seq > this.#acknowledged ? this.#tails[this.#head + seq - this.#acknowledged - 1] : undefined;
    if (tail === undefined) throw new RangeError(`message ${seq} is not kept`);
    return `{"seq":${seq},${tail}`;
  }
}
