import type { MemberId } from '../../../signaling/protocol/ids.ts';
import { LANES, type LaneName } from '../../../signaling/protocol/lanes.ts';
import type { MediaSource } from '../ports.ts';
import { sinkId } from './audioContexts.ts';

const SOUND_LANES: readonly LaneName[] = LANES.filter((lane) => lane.kind === 'audio').map(
  (lane) => lane.name,
);

export interface RemoteAudioOptions {
  readonly source: MediaSource;
  /** The others, without oneself. */
  members(): readonly MemberId[];
  /** Device id of the chosen speaker; null for the system's default. */
  speaker(): string | null;
  /** Called when `speaker()` may have changed. @returns ends the subscription. */
  onSpeaker(listener: () => void): () => void;
  readonly signal: AbortSignal;
}

/**
 * Plays what the others say and what their screens sound like, on the chosen speaker, until
 * aborted. One element for each track, in no document: `<audio>` plays without being in one.
 */
export function createRemoteAudio(options: RemoteAudioOptions): void {
  const { source, signal } = options;
  const players = new Map<MediaStreamTrack, Player>();

  function follow(): void {
    const tracks = new Set(soundTracks());
    for (const [track, player] of players) {
      if (tracks.has(track)) continue;
      player.stop();
      players.delete(track);
    }
    for (const track of tracks) {
      if (!players.has(track)) players.set(track, new Player(track, options.speaker()));
    }
  }

  function* soundTracks(): Generator<MediaStreamTrack> {
    for (const member of options.members()) {
      for (const lane of SOUND_LANES) {
        const track = source.track({ member, lane });
        if (track !== null) yield track;
      }
    }
  }

  function useSpeaker(): void {
    for (const player of players.values()) player.useSpeaker(options.speaker());
  }

  if (signal.aborted) return;
  const stopSource = source.subscribe(follow);
  const stopSpeaker = options.onSpeaker(useSpeaker);
  signal.addEventListener(
    'abort',
    () => {
      stopSource();
      stopSpeaker();
      for (const player of players.values()) player.stop();
      players.clear();
    },
    { once: true },
  );
  follow();
}

/** Plays one track. */
class Player {
  readonly #element = new Audio();
  readonly #life = new AbortController();
  readonly #track: MediaStreamTrack;
  #sink = '';

  constructor(track: MediaStreamTrack, speaker: string | null) {
    this.#track = track;
    this.#element.srcObject = new MediaStream([track]);
    // Neither a media key nor the system stops other people's voices.
    this.#element.addEventListener('pause', () => this.#play(), { signal: this.#life.signal });
    this.useSpeaker(speaker);
    this.#play();
  }

  useSpeaker(speaker: string | null): void {
    const wanted = sinkId(speaker);
    if (wanted === this.#sink) return;
    this.#sink = wanted;
    this.#element.setSinkId(wanted).catch(() => this.#useDefault(wanted));
  }

  stop(): void {
    this.#life.abort();
    this.#element.pause();
    this.#element.srcObject = null;
  }

  /** A speaker that cannot be used is worse than another one. */
  #useDefault(refused: string): void {
    if (this.#life.signal.aborted || this.#sink !== refused || refused === '') return;
    this.#element.setSinkId('').catch(() => undefined);
  }

  #play(): void {
    if (this.#track.readyState === 'ended') return;
    this.#element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#playOnGesture();
    });
  }

  /** A page that may not sound before somebody has touched it plays at the first touch. */
  #playOnGesture(): void {
    const waiting = new AbortController();
    const signal = AbortSignal.any([this.#life.signal, waiting.signal]);
    const play = (): void => {
      waiting.abort();
      this.#play();
    };
    for (const gesture of ['pointerdown', 'keydown']) {
      document.addEventListener(gesture, play, { signal });
    }
  }
}
