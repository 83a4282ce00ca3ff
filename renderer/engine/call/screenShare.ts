import type { CallSnapshot, ShareFailure } from '../../../preload/contract/callSnapshot.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { ScreenRefusal, type ScreenPort } from '../ports.ts';

export interface ScreenShareOptions {
  readonly screen: ScreenPort;
  readonly log: EngineLog;
  /** Ends what is being shared, and what is about to be. */
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

type Request = Parameters<ScreenPort['capture']>[0];

/** One's own shared screen or window: one at a time, with its sound if it was asked for. */
export class ScreenShare {
  readonly #options: ScreenShareOptions;
  #video: MediaStreamTrack | null = null;
  #sound: MediaStreamTrack | null = null;
  #failure: ShareFailure | null = null;
  /** Counts requests: a capture that comes when it is no longer wanted is ended at once. */
  #request = 0;
  #starting = false;

  constructor(options: ScreenShareOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.stop(), { once: true });
  }

  get video(): MediaStreamTrack | null {
    return this.#video;
  }

  get sound(): MediaStreamTrack | null {
    return this.#sound;
  }

  get view(): CallSnapshot['share'] {
    const idle = this.#starting ? 'starting' : 'off';
    return { state: this.#video === null ? idle : 'on', failure: this.#failure };
  }

  /** Shares a source, in place of the present one if there is one, which is shown until then. */
  async start(request: Request): Promise<void> {
    if (this.#options.signal.aborted) return;
    const mine = ++this.#request;
    this.#starting = true;
    this.#failure = null;
    this.#options.changed();
    try {
      const stream = await this.#options.screen.capture(request);
      if (mine === this.#request) this.#take(stream);
      else for (const track of stream.getTracks()) track.stop();
    } catch (error) {
      if (mine !== this.#request) return;
      this.#failure = error instanceof ScreenRefusal ? error.reason : 'failed';
      this.#options.log('warn', 'screen not shared', { reason: this.#failure });
    } finally {
      if (mine === this.#request) {
        this.#starting = false;
        this.#options.changed();
      }
    }
  }

  stop(): void {
    this.#request += 1;
    const wasBusy = this.#starting || this.#video !== null;
    this.#starting = false;
    this.#put(null, null);
    if (wasBusy) this.#options.changed();
  }

  dismissFailure(): void {
    if (this.#failure === null) return;
    this.#failure = null;
    this.#options.changed();
  }

  #take(stream: MediaStream): void {
    const video = stream.getVideoTracks()[0];
    const sound = stream.getAudioTracks()[0] ?? null;
    if (video === undefined || video.readyState === 'ended') {
      for (const track of stream.getTracks()) track.stop();
      throw new ScreenRefusal('gone');
    }
    // Keeps text legible at the cost of frames; who captures may have chosen otherwise.
    if (video.contentHint === '') video.contentHint = 'detail';
    // The window was closed, or the system's own button was pressed.
    video.addEventListener('ended', () => {
      if (this.#video === video) this.stop();
    });
    sound?.addEventListener('ended', () => {
      if (this.#sound !== sound) return;
      this.#put(this.#video, null);
      this.#options.changed();
    });
    this.#put(video, sound);
  }

  #put(video: MediaStreamTrack | null, sound: MediaStreamTrack | null): void {
    const old = [this.#video, this.#sound];
    this.#video = video;
    this.#sound = sound;
    for (const track of old) if (track !== video && track !== sound) track?.stop();
  }
}
