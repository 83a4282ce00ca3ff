import type { CaptureId } from '../../preload/contract/presenting.ts';
import type { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import type { Clock } from '../signaling/clock.ts';

/** For the page to follow a grant with its `getDisplayMedia`. */
const GRANT_LIFETIME_MS = 5_000;

export interface Grant {
  readonly capture: CaptureId;
  readonly source: ScreenSourceId;
  readonly sound: boolean;
}

/** What the person has chosen to show: good for one capture, soon after. */
export class DisplayMediaGrants {
  readonly #clock: Clock;
  readonly #lapsed: (grant: Grant) => void;
  #grant: Grant | null = null;
  #isAdmitted = false;
  #cancelExpiry: (() => void) | null = null;

  /** @param lapsed - called with a grant that will not be used any more. */
  constructor(clock: Clock, lapsed: (grant: Grant) => void) {
    this.#clock = clock;
    this.#lapsed = lapsed;
  }

  /** Replaces a grant that was not used. */
  give(grant: Grant): void {
    this.#lapse();
    this.#grant = grant;
    this.#isAdmitted = false;
    this.#cancelExpiry = this.#clock.after(GRANT_LIFETIME_MS, () => this.#lapse());
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

  /** Takes back the grant of a capture, if it was not used. */
  revoke(capture: CaptureId): void {
    if (this.#grant?.capture === capture) this.take();
  }

  #lapse(): void {
    const grant = this.take();
    if (grant !== null) this.#lapsed(grant);
  }
}
