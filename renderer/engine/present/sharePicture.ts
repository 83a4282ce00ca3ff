import type { CoveredArea } from '../../../preload/contract/presenting.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import { createWrittenTrack, framesOf } from './frameStreams.ts';
import type { PictureSize } from './laneSending.ts';
import type { PictureNews, PictureOrder } from './pictureWorker.ts';

/** Knows whether the picture is still what it was when the watch began. */
export interface PictureWatch {
  readonly changed: boolean;
  /** Called once with the change; at once if it has changed. */
  onChange(listener: () => void): void;
  end(): void;
}

/** The picture of one share: holds its newest frame, freezes it, and sees when it changes. */
export interface SharePicture {
  /** Null before the first frame. */
  readonly size: PictureSize | null;
  /** Resolves with the first frame, or when none will come. */
  readonly first: Promise<void>;
  /** Freezes the newest frame. @returns a track that shows it; the same each time. */
  freeze(): MediaStreamTrack;
  /** What `freeze` gave shows nothing new until the next time; it stays alive. */
  thaw(): void;
  /** Watches from now on; an earlier watch ends. */
  watch(): PictureWatch;
  /** Whatever changes in these parts of it is no change. */
  ignore(areas: readonly CoveredArea[]): void;
  close(): void;
}

/** @param resized - called with the first frame and with each that has another size. */
export type OpenPicture = (
  track: MediaStreamTrack,
  resized: () => void,
  log: EngineLog,
) => SharePicture;

/** Reads a captured track beside the one who sends it. The track stays with its owner. */
export const openSharePicture: OpenPicture = (track, resized, log) =>
  new WorkerPicture(track, resized, log);

class WorkerPicture implements SharePicture {
  readonly first: Promise<void>;
  readonly #worker: Worker;
  readonly #sawFirst: () => void;
  readonly #resized: () => void;
  readonly #log: EngineLog;
  #broken = false;
  #size: PictureSize | null = null;
  #frozen: MediaStreamTrack | null = null;
  #watches = 0;
  #watch: Watch | null = null;

  constructor(track: MediaStreamTrack, resized: () => void, log: EngineLog) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.first = promise;
    this.#sawFirst = resolve;
    this.#resized = resized;
    this.#log = log;
    const frames = framesOf(track);
    // In a worker frames go on while the page is busy or hidden.
    this.#worker = new Worker(new URL('./pictureWorker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<PictureNews>) =>
      this.#take(data),
    );
    this.#worker.addEventListener('error', (event) => {
      // It is dealt with here, and no error of the page.
      event.preventDefault();
      this.#break(event.message);
    });
    this.#tell({ type: 'begin', frames }, [frames]);
  }

  get size(): PictureSize | null {
    return this.#size;
  }

  freeze(): MediaStreamTrack {
    this.#frozen ??= this.#newFrozenTrack();
    this.#tell({ type: 'freeze' });
    return this.#frozen;
  }

  thaw(): void {
    this.#tell({ type: 'thaw' });
  }

  watch(): PictureWatch {
    this.#watch?.end();
    const watch = new Watch(++this.#watches, () => {
      if (this.#watch !== watch) return;
      this.#watch = null;
      this.#tell({ type: 'unwatch' });
    });
    if (this.#broken) {
      watch.change();
      return watch;
    }
    this.#watch = watch;
    this.#tell({ type: 'watch', watch: watch.number });
    return watch;
  }

  ignore(areas: readonly CoveredArea[]): void {
    this.#tell({ type: 'ignore', areas });
  }

  close(): void {
    this.#watch = null;
    this.#worker.terminate();
    this.#frozen?.stop();
    this.#sawFirst();
  }

  /** Nobody looks at the frames any more: whatever is watched counts as changed from now on. */
  #break(why: string): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#log('warn', 'picture of a share cannot be read', { why });
    this.#worker.terminate();
    this.#sawFirst();
    this.#watch?.change();
    this.#watch = null;
  }

  #newFrozenTrack(): MediaStreamTrack {
    const { track, writable } = createWrittenTrack();
    this.#tell({ type: 'frozen-track', out: writable }, [writable]);
    return track;
  }

  #take(news: PictureNews): void {
    switch (news.type) {
      case 'size': {
        const { width, height } = news;
        this.#size = { width, height };
        this.#sawFirst();
        return this.#resized();
      }
      case 'changed':
        if (this.#watch?.number !== news.watch) return;
        this.#watch.change();
        this.#watch = null;
    }
  }

  #tell(order: PictureOrder, moved: Transferable[] = []): void {
    this.#worker.postMessage(order, moved);
  }
}

class Watch implements PictureWatch {
  readonly number: number;
  readonly #ended: () => void;
  readonly #listeners: (() => void)[] = [];
  #changed = false;

  constructor(number: number, ended: () => void) {
    this.number = number;
    this.#ended = ended;
  }

  get changed(): boolean {
    return this.#changed;
  }

  onChange(listener: () => void): void {
    if (this.#changed) listener();
    else this.#listeners.push(listener);
  }

  change(): void {
    this.#changed = true;
    for (const listener of this.#listeners.splice(0)) listener();
  }

  end(): void {
    this.#listeners.length = 0;
    this.#ended();
  }
}
