import type { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import type { Clock } from '../signaling/clock.ts';

/** For the page to follow a grant with its `getDisplayMedia`. */
const GRANT_LIFETIME_MS = 5_000;

export interface Grant {
  readonly source: ScreenSourceId;
  readonly sound: boolean;
}

/** What the person has chosen to show: good for one capture, soon after. */
export class DisplayMediaGrants {
  readonly #clock: Clock;
  #grant: Grant | null = null;
  #isAdmitted = false;
  #cancelExpiry: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Replaces a grant that was not used. */
  give(grant: Grant): void {
    this.#cancelExpiry?.();
    this.#grant = grant;
    this.#isAdmitted = false;
    this.#cancelExpiry = this.#clock.after(GRANT_LIFETIME_MS, () => {
      this.#grant = null;
    });
  }

  /**
   * Whether a page may begin a capture now: once for each grant. This is asked for every capture,
   * also for `getUserMedia` with Chromium's own desktop constraints, which never asks for a source.
   */
  admit(): boolean {
    if (this.#grant === null || this.#isAdmitted) return false;
    this.#isAdmitted = true;
    return true;
  }

  /** @returns the grant, which is then used up; null when there is none. */
  take(): Grant | null {
    const grant = this.#grant;
    this.#cancelExpiry?.();
    this.#cancelExpiry = null;
    this.#grant = null;
    return grant;
  }
}
