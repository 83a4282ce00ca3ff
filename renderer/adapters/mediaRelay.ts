import type { MediaIntent, MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import type { LocalMedia } from '../engine/media/localMedia.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

const CLOSED: MediaSnapshot = {
  microphones: [],
  cameras: [],
  speakers: [],
  chosen: { microphone: null, camera: null, speaker: null },
  microphoneOn: true,
  cameraOn: true,
  microphone: { state: 'off' },
  camera: { state: 'off' },
  attempts: { microphone: 0, camera: 0 },
  speaking: false,
  mutedSpeech: false,
  testingSpeaker: false,
  notices: [],
};

/**
 * One's own devices for the views, whether or not they are open: the devices live from the green
 * room to the end of the call, the views' store lives as long as the window.
 */
export class MediaRelay implements SnapshotSource<MediaSnapshot, MediaIntent> {
  readonly #cell = new SnapshotCell<MediaSnapshot>(CLOSED);
  readonly #levelListeners = new Set<(level: number) => void>();
  readonly #changeListeners = new Set<() => void>();
  #media: LocalMedia | null = null;
  #detach: (() => void) | null = null;

  current(): MediaSnapshot {
    return this.#cell.current();
  }

  subscribe(listener: (next: MediaSnapshot) => void): () => void {
    return this.#cell.subscribe(listener);
  }

  send(intent: MediaIntent): void {
    this.#media?.send(intent);
  }

  media(): LocalMedia | null {
    return this.#media;
  }

  /** Shows these devices from now on. */
  attach(media: LocalMedia): void {
    this.close();
    this.#media = media;
    const stopSnapshots = media.subscribe(() => {
      this.#cell.set(media.current());
      this.#announce();
    });
    const stopLevels = media.level((level) => {
      for (const listener of this.#levelListeners) listener(level);
    });
    this.#detach = () => {
      stopSnapshots();
      stopLevels();
    };
    this.#cell.set(media.current());
    this.#announce();
  }

  /** Turns the devices off. */
  close(): void {
    this.#detach?.();
    this.#detach = null;
    this.#media?.close();
    this.#media = null;
    this.#cell.set(CLOSED);
    this.#announce();
  }

  level(listener: (level: number) => void): () => void {
    this.#levelListeners.add(listener);
    return () => this.#levelListeners.delete(listener);
  }

  /** Tells when one's own tracks may have changed. */
  onTracks(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  #announce(): void {
    for (const listener of this.#changeListeners) listener();
  }
}
