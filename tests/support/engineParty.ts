import { createCall, type Call } from '../../renderer/engine/call/call.ts';
import type { ChatStorage } from '../../renderer/engine/data/chatStorage.ts';
import type { EngineLog } from '../../renderer/engine/peer/engineLog.ts';
import type { PreparedLink } from '../../renderer/engine/peer/preparedLink.ts';
import { createCountingClock, type CountingClock } from './engineClock.ts';
import type { HubSeat } from './engineHub.ts';
import { TestMedia, TestScreens, type TestMediaOptions } from './engineMedia.ts';

/** A line that the engine logged. */
export interface LogLine {
  readonly level: Parameters<EngineLog>[0];
  readonly event: string;
  readonly detail: Parameters<EngineLog>[2];
}

/** One person's end of a call in a test: devices, screens, storage, and the engine's lives. */
export class Party {
  readonly seat: HubSeat;
  readonly media: TestMedia;
  readonly screens: TestScreens;
  readonly clock: CountingClock = createCountingClock();
  readonly lines: LogLine[] = [];
  readonly #storage = memoryStorage();
  readonly #random: () => number;
  #window = new AbortController();
  #call: Call | null = null;

  constructor(
    seat: HubSeat,
    media: TestMediaOptions,
    random: () => number,
    screens = new TestScreens(),
  ) {
    this.seat = seat;
    this.media = new TestMedia(media);
    this.screens = screens;
    this.#random = random;
  }

  get call(): Call {
    if (this.#call === null) throw new Error('not in the call');
    return this.#call;
  }

  enter(prepared?: PreparedLink): Call {
    this.#window = new AbortController();
    this.#call = createCall({
      session: this.seat.session(),
      signalPort: this.seat.port,
      screen: this.screens,
      media: this.media,
      chatStorage: this.#storage,
      clock: this.clock,
      random: this.#random,
      log: (level, event, detail) => this.lines.push({ level, event, detail }),
      signal: this.#window.signal,
      ...(prepared === undefined ? {} : { prepared }),
    });
    return this.#call;
  }

  /** As a reload of the window does: all is gone at once, then a new engine starts. */
  reload(): Call {
    this.#window.abort();
    return this.enter();
  }

  /** As the end of a window does. */
  vanish(): void {
    this.#window.abort();
    this.media.close();
  }

  /** What the engine complained of. */
  get complaints(): readonly LogLine[] {
    return this.lines.filter(({ level }) => level === 'warn');
  }
}

function memoryStorage(): ChatStorage {
  const entries: string[] = [];
  return {
    load: () => entries,
    add: (entry) => void entries.push(entry),
    clear: () => void entries.splice(0),
  };
}
