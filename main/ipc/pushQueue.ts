import type { PushName } from '../../preload/contract/channelNames.ts';

/** Pushes kept for a page that is not ready. */
const MAX_QUEUED = 4_096;

export interface QueuedPush {
  readonly channel: PushName;
  readonly payload: unknown;
}

/**
 * Pushes to one window, in order: kept while its page is loading, or while something must come
 * before them, and bounded.
 */
export class PushQueue {
  readonly #deliver: (push: QueuedPush) => void;
  #queued: QueuedPush[] = [];
  #isReady = false;
  #holds = 0;

  constructor(deliver: (push: QueuedPush) => void) {
    this.#deliver = deliver;
  }

  /** @param isWholeState - what waits on the same channel is of no use any more. */
  push(push: QueuedPush, isWholeState = false): void {
    if (isWholeState) {
      this.#queued = this.#queued.filter(({ channel }) => channel !== push.channel);
    }
    this.#queued.push(push);
    // The page asks for the whole state when it comes, so the oldest is the least loss.
    if (this.#queued.length > MAX_QUEUED) this.#queued.shift();
    this.#flush();
  }

  /** The page listens. */
  ready(): void {
    this.#isReady = true;
    this.#flush();
  }

  /** The page is gone; another will load. */
  reset(): void {
    this.#isReady = false;
  }

  /** The page is about to be told the whole state: what is queued is part of it, but for `kept`. */
  rebase(kept: (push: QueuedPush) => boolean): void {
    this.#queued = this.#queued.filter(kept);
  }

  /** Holds pushes back until the returned function is called. */
  hold(): () => void {
    this.#holds += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holds -= 1;
      this.#flush();
    };
  }

  #flush(): void {
    if (!this.#isReady || this.#holds > 0) return;
    for (const push of this.#queued.splice(0)) this.#deliver(push);
  }
}
