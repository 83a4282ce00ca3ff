import type { CaptureFailure, CaptureState } from '../../../preload/contract/mediaSnapshot.ts';
import type { Clock } from '../ports.ts';
import type { CaptureResult } from './capturer.ts';

/** A device that was just let go may count as busy for a moment. In milliseconds. */
const RELEASE_MS = 1_000;
const BUSY_RETRY_MS = 250;
/** The list of devices may learn of a pulled plug after the track has. In milliseconds. */
const ENDED_SETTLE_MS = 300;
/** A device whose track ends this often in this time is given up until somebody asks again. */
const MAX_ENDINGS = 3;
const ENDINGS_WINDOW_MS = 10_000;
/** A busy machine mutes a camera's track for moments; only what lasts is told. In milliseconds. */
const MUTE_GRACE_MS = 3_000;

/** What is wanted of a microphone or camera. Equal wishes are one wish. */
export interface CaptureWish {
  readonly on: boolean;
  /** Null: whatever the system gives. */
  readonly device: string | null;
  /** Counts the times that the person asked to try again. */
  readonly attempt: number;
}

export interface CaptureLaneOptions {
  readonly open: (device: string | null) => Promise<CaptureResult>;
  /** The id under which a track's device is listed. */
  readonly listedId: (deviceId: string) => string;
  /** What it means for this kind of device when the system mutes it. */
  readonly mutedFailure: CaptureFailure;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** State or track may have changed. */
  readonly onChange: () => void;
  /** The track ended though nobody stopped it: look which devices are left. */
  readonly onEnded: () => void;
}

interface Held {
  readonly track: MediaStreamTrack;
  /** The wish that it fulfils, by device. */
  device: string | null;
  /** Muted by the system for longer than the grace. */
  suspended: boolean;
  readonly life: AbortController;
}

/**
 * Keeps one microphone or camera as it is wished for.
 *
 * There is one wish and one loop that works towards it, so that whatever comes in between (toggles,
 * other devices, pulled plugs), the last wish is what comes about. A track that arrives for a wish
 * that was given up meanwhile is stopped at once.
 */
export class CaptureLane {
  readonly #options: CaptureLaneOptions;
  #wish: CaptureWish = { on: false, device: null, attempt: 0 };
  #held: Held | null = null;
  #failed: { readonly wish: CaptureWish; readonly failure: CaptureFailure } | null = null;
  #enabled = true;
  #working = false;
  #releasedAtMs = -Infinity;
  #endingsAtMs: readonly number[] = [];
  #cancelSettle: (() => void) | null = null;

  constructor(options: CaptureLaneOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  want(wish: CaptureWish): void {
    if (this.#options.signal.aborted || sameWish(wish, this.#wish)) return;
    this.#wish = wish;
    // Another device need not wait for what became of the last one.
    this.#stopSettling();
    if (!wish.on) {
      this.#release();
      this.#failed = null;
    }
    this.#options.onChange();
    void this.#work();
  }

  /** Lets sound or picture through, or silence and black, at once and with the device open. */
  enable(on: boolean): void {
    this.#enabled = on;
    if (this.#held !== null) this.#held.track.enabled = on;
  }

  state(): CaptureState {
    if (!this.#wish.on) return { state: 'off' };
    if (this.#held?.suspended === true) {
      return { state: 'failed', failure: this.#options.mutedFailure };
    }
    if (this.#held !== null) return { state: 'live' };
    if (this.#failed !== null && sameWish(this.#failed.wish, this.#wish)) {
      return { state: 'failed', failure: this.#failed.failure };
    }
    return { state: 'starting' };
  }

  /** The track, while it gives something. */
  track(): MediaStreamTrack | null {
    return this.#held === null || this.#held.suspended ? null : this.#held.track;
  }

  /** The device that fulfils the present wish, which may be another than the wished one. */
  device(): string | null {
    const held = this.#held;
    return held !== null && held.device === this.#wish.device ? this.#deviceOf(held) : null;
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#isToDo()) await this.#pursue(this.#wish);
    } finally {
      this.#working = false;
    }
  }

  #isToDo(): boolean {
    if (this.#options.signal.aborted || this.#cancelSettle !== null || !this.#wish.on) return false;
    if (this.#failed !== null && sameWish(this.#failed.wish, this.#wish)) return false;
    return this.#held === null || !this.#serves(this.#held);
  }

  async #pursue(wish: CaptureWish): Promise<void> {
    const { open, clock, signal, onChange } = this.#options;
    const result = await open(wish.device);
    if (signal.aborted || !sameWish(wish, this.#wish)) {
      if (result.ok) result.value.stop();
      return;
    }
    if (result.ok) {
      this.#release();
      this.#hold(result.value, wish.device);
    } else if (result.reason === 'busy' && clock.now() - this.#releasedAtMs < RELEASE_MS) {
      return pause(clock, BUSY_RETRY_MS, signal);
    } else {
      this.#failed = { wish, failure: result.reason };
      this.#release();
    }
    onChange();
  }

  /** Whether a held track is what is wished for; one that the system chose may turn out to be. */
  #serves(held: Held): boolean {
    const { device } = this.#wish;
    if (held.device !== device && (device === null || this.#deviceOf(held) !== device))
      return false;
    held.device = device;
    return true;
  }

  #deviceOf(held: Held): string | null {
    const { deviceId } = held.track.getSettings();
    return deviceId === undefined ? null : this.#options.listedId(deviceId);
  }

  #hold(track: MediaStreamTrack, device: string | null): void {
    const held: Held = { track, device, suspended: false, life: new AbortController() };
    const { signal } = held.life;
    this.#held = held;
    this.#failed = null;
    track.enabled = this.#enabled;
    track.addEventListener('ended', () => this.#onEnded(), { signal });
    let cancelGrace: () => void = () => undefined;
    const onMute = (): void => {
      cancelGrace = this.#options.clock.after(MUTE_GRACE_MS, () => this.#suspend(held, true));
    };
    track.addEventListener('mute', onMute, { signal });
    track.addEventListener(
      'unmute',
      () => {
        cancelGrace();
        this.#suspend(held, false);
      },
      { signal },
    );
    signal.addEventListener('abort', () => cancelGrace(), { once: true });
    if (track.muted) onMute();
    if (track.readyState === 'ended') this.#onEnded();
  }

  #suspend(held: Held, suspended: boolean): void {
    if (held.suspended === suspended) return;
    held.suspended = suspended;
    this.#options.onChange();
  }

  #onEnded(): void {
    const { clock, onChange, onEnded } = this.#options;
    const nowMs = clock.now();
    this.#release();
    const recent = this.#endingsAtMs.filter((endedMs) => nowMs - endedMs < ENDINGS_WINDOW_MS);
    this.#endingsAtMs = [...recent, nowMs];
    if (this.#endingsAtMs.length >= MAX_ENDINGS) {
      this.#failed = { wish: this.#wish, failure: 'failed' };
      this.#endingsAtMs = [];
    } else {
      this.#stopSettling();
      this.#cancelSettle = clock.after(ENDED_SETTLE_MS, () => {
        this.#cancelSettle = null;
        void this.#work();
      });
    }
    onChange();
    onEnded();
  }

  #stopSettling(): void {
    this.#cancelSettle?.();
    this.#cancelSettle = null;
  }

  #release(): void {
    const held = this.#held;
    if (held === null) return;
    this.#held = null;
    held.life.abort();
    held.track.stop();
    this.#releasedAtMs = this.#options.clock.now();
  }

  #close(): void {
    this.#stopSettling();
    this.#release();
  }
}

function sameWish(one: CaptureWish, other: CaptureWish): boolean {
  return one.on === other.on && one.device === other.device && one.attempt === other.attempt;
}

/** Waits, or less when aborted. */
function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      cancel();
      resolve();
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
