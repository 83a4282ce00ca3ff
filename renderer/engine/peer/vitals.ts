import type { EngineLog } from './engineLog.ts';
import type { Hearing } from './hearing.ts';
import { createQuality, type Quality } from '../stats/quality.ts';
import { measure, readSample, type LinkSample } from '../stats/sampler.ts';
import { createLiveness, stallAfterMs } from './liveness.ts';

export interface VitalsOptions {
  readonly hearing: Hearing;
  readonly report: () => Promise<RTCStatsReport>;
  readonly signal: AbortSignal;
  readonly log: EngineLog;
  /** Makes the other end answer, if it lives. */
  readonly nudge: () => void;
  readonly changed: () => void;
}

/** Silence after which the other end is nudged, and how often. */
const NUDGE_MS = 300;
const NUDGE_STALLED_MS = 2_000;
/** How often the counters are read, when frames show that all is well and when they do not. */
const POLL_MS = 1_000;
const POLL_SILENT_MS = 200;

/**
 * Watches a connected link: whether anything comes, how well, and whether the member speaks.
 *
 * Frames are the cheap sign of life. Only when none come are the counters read more often, and the
 * other end is nudged, so that a link with all devices off is told from a dead one.
 */
export class Vitals {
  readonly #options: VitalsOptions;
  readonly #liveness = createLiveness();
  readonly #judge = createQuality();
  #stalled = false;
  #quality: Quality = 'good';
  #polling = false;
  #polledAtMs = Number.NEGATIVE_INFINITY;
  #nudgedAtMs = Number.NEGATIVE_INFINITY;
  /** The counters grew since the last look. */
  #grown = false;
  #lastBytes = 0;
  #measured: LinkSample | null = null;
  #roundTripMs: number | null = null;
  #outgoingKbps: number | null = null;

  constructor(options: VitalsOptions) {
    this.#options = options;
  }

  /** Nothing has come for so long that media is interrupted. */
  get stalled(): boolean {
    return this.#stalled;
  }

  get quality(): Quality {
    return this.#quality;
  }

  get speaking(): boolean {
    return this.#options.hearing.speaking;
  }

  /** To the other end and back; null: not known yet. */
  get roundTripMs(): number | null {
    return this.#roundTripMs;
  }

  /** What the bandwidth estimate gives for sending, kilobits per second; null: not known yet. */
  get outgoingKbps(): number | null {
    return this.#outgoingKbps;
  }

  /** How long nothing has come, milliseconds of observed time. */
  get silentMs(): number {
    return this.#liveness.silentMs;
  }

  /** Looks at the link now; about ten times a second. */
  tick(nowMs: number): void {
    const before = { stalled: this.#stalled, speaking: this.speaking };
    const heard = this.#options.hearing.listen(nowMs) || this.#grown;
    this.#grown = false;
    const silentMs = this.#liveness.observe(nowMs, heard);
    this.#stalled = silentMs >= stallAfterMs(this.#roundTripMs);
    const nudgeMs = this.#stalled ? NUDGE_STALLED_MS : NUDGE_MS;
    if (silentMs >= NUDGE_MS && nowMs - this.#nudgedAtMs >= nudgeMs) {
      this.#nudgedAtMs = nowMs;
      this.#options.nudge();
    }
    const pollMs = silentMs >= POLL_SILENT_MS ? POLL_SILENT_MS : POLL_MS;
    if (nowMs - this.#polledAtMs >= pollMs) void this.#poll(nowMs);
    if (before.stalled !== this.#stalled || before.speaking !== this.speaking) {
      this.#options.changed();
    }
  }

  async #poll(nowMs: number): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    // After a longer pause, growth may be from before the silence.
    const isFresh = nowMs - this.#polledAtMs <= 2 * POLL_SILENT_MS;
    this.#polledAtMs = nowMs;
    try {
      const sample = readSample(await this.#options.report(), nowMs);
      if (this.#options.signal.aborted) return;
      if (isFresh && sample.bytesReceived > this.#lastBytes) this.#grown = true;
      this.#lastBytes = sample.bytesReceived;
      this.#roundTripMs = sample.roundTripMs ?? this.#roundTripMs;
      this.#outgoingKbps = sample.outgoingKbps ?? this.#outgoingKbps;
      this.#judgeQuality(sample);
    } catch {
      this.#options.log('debug', 'no statistics');
    } finally {
      this.#polling = false;
    }
  }

  #judgeQuality(sample: LinkSample): void {
    const previous = this.#measured;
    if (previous !== null && sample.atMs - previous.atMs < POLL_MS) return;
    this.#measured = sample;
    if (previous === null) return;
    const before = this.#quality;
    this.#quality = this.#judge(measure(previous, sample));
    if (before !== this.#quality) this.#options.changed();
  }
}
