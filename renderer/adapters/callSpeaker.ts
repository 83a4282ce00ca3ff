import type { CallIntent, CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import { SYSTEM_DEFAULT } from '../engine/media/deviceInventory.ts';
import type { SnapshotSource } from './snapshotSource.ts';

export interface CallSpeakerParts {
  readonly api: WindowApi;
  readonly platform: 'win32' | 'darwin' | 'linux';
  readonly media: {
    current(): Pick<MediaSnapshot, 'chosen' | 'speakers'>;
    subscribe(listener: () => void): () => void;
  };
}

/** The system tells nobody that its default is another one. */
const LOOK_MS = 2_000;

/**
 * Whether the call is heard on the speaker that computer sound is taken from. On Linux that is the
 * default one, whole; elsewhere the app's own sound is left out, and the answer is always no.
 */
export class CallSpeaker {
  readonly #parts: CallSpeakerParts;
  readonly #listeners = new Set<() => void>();
  /** Name of the default speaker; null: not known. */
  #default: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopMedia: (() => void) | null = null;
  /** Whether there was a look since somebody listens. */
  #looked = false;

  constructor(parts: CallSpeakerParts) {
    this.#parts = parts;
  }

  /** As far as it is known; what is not known counts as heard there. */
  isCaptured(): boolean {
    if (this.#parts.platform !== 'linux') return false;
    const { chosen, speakers } = this.#parts.media.current();
    if (chosen.speaker === null || chosen.speaker === SYSTEM_DEFAULT) return true;
    const label = speakers.find(({ id }) => id === chosen.speaker)?.label;
    return label === undefined || this.#default === null || label === this.#default;
  }

  /**
   * Called when the answer may be another. It is looked for only while somebody listens.
   *
   * @returns ends the subscription.
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1 && this.#parts.platform === 'linux') this.#begin();
    else if (this.#looked) queueMicrotask(() => this.#listeners.has(listener) && listener());
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#end();
    };
  }

  #begin(): void {
    this.#looked = false;
    this.#stopMedia = this.#parts.media.subscribe(() => this.#tell());
    void this.#look();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stopMedia?.();
    this.#stopMedia = null;
  }

  async #look(): Promise<void> {
    const name = await this.#parts.api
      .invoke('screen:captured-speaker', undefined)
      .catch(() => null);
    if (this.#stopMedia === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), LOOK_MS);
    if (this.#looked && name === this.#default) return;
    this.#looked = true;
    this.#default = name;
    this.#tell();
  }

  #tell(): void {
    // What is known before the first look may be from long ago.
    if (!this.#looked) return;
    for (const listener of this.#listeners) listener();
  }
}

/** Switches the sound of shares off as soon as everybody would hear themselves in it. */
export function guardAgainstEcho(
  call: SnapshotSource<CallSnapshot, CallIntent>,
  speaker: Pick<CallSpeaker, 'isCaptured' | 'subscribe'>,
  signal: AbortSignal,
): void {
  let stopSpeaker: (() => void) | null = null;
  // What is known is from before; the first look decides.
  const look = (): void => {
    if (speaker.isCaptured()) call.send({ type: 'sound-would-echo' });
  };
  const end = (): void => {
    stopSpeaker?.();
    stopSpeaker = null;
  };
  const follow = (): void => {
    const loud = call.current().screens.some(({ ownShare }) => ownShare?.soundSwitch === 'on');
    if (!loud) end();
    else stopSpeaker ??= speaker.subscribe(look);
  };
  const stopCall = call.subscribe(follow);
  signal.addEventListener(
    'abort',
    () => {
      stopCall();
      end();
    },
    { once: true },
  );
}
