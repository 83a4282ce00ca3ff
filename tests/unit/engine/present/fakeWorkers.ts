import { vi } from 'vitest';

/** A worker that does nothing, until it breaks. */
export class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  isTerminated = false;
  readonly orders: unknown[] = [];

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  postMessage(order: unknown): void {
    this.orders.push(order);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  break(): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  }
}

export class FakeWrittenTrack extends EventTarget {
  readyState = 'live';
  readonly writable = null;

  stop(): void {
    this.readyState = 'ended';
  }
}

class FakeProcessor {
  readonly readable = null;
}

/** Puts them in the place of the browser's own, until the globals are unstubbed. */
export function stubWorkers(): void {
  FakeWorker.all.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('MediaStreamTrackProcessor', FakeProcessor);
  vi.stubGlobal('MediaStreamTrackGenerator', FakeWrittenTrack);
}
