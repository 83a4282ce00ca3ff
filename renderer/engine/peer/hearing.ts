import { LANES, type LaneName } from '../../../signaling/protocol/lanes.ts';
import { nextSpeaking, SILENT, type SpeakingState } from '../media/speaking.ts';
import { perceivedLevel } from '../media/soundLevel.ts';
import type { Lanes } from './lanes.ts';

/**
 * What the receivers of a link tell without a `getStats()`: whether frames come, and whether the
 * member speaks. A sound is heard of only while it is played.
 */
export class Hearing {
  readonly #lanes: Lanes;
  readonly #last = new Map<LaneName, number>();
  #speaking: SpeakingState = SILENT;

  constructor(lanes: Lanes) {
    this.#lanes = lanes;
  }

  get speaking(): boolean {
    return this.#speaking.speaking;
  }

  /**
   * Asks no more lanes than it needs, the microphone first: each answer makes the page wait for the
   * thread of the media, which a busy machine can hold up for long.
   *
   * @returns whether a frame of any lane came since the last call.
   */
  listen(nowMs: number): boolean {
    let heard = false;
    let level = 0;
    for (const { name } of LANES) {
      if (heard) break;
      const source = this.#lanes.receiver(name)?.getSynchronizationSources()[0];
      if (source === undefined || source.timestamp === this.#last.get(name)) continue;
      this.#last.set(name, source.timestamp);
      heard = true;
      if (name === 'microphone') level = source.audioLevel ?? 0;
    }
    this.#speaking = nextSpeaking(this.#speaking, perceivedLevel(level), nowMs);
    return heard;
  }
}
