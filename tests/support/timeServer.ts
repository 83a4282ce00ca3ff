import { pino } from 'pino';
import { systemClock, type Clock } from '../../signaling/server/clock.ts';
import { DEFAULT_OPTIONS } from '../../signaling/server/options.ts';
import { SignalingServer } from '../../signaling/server/signalingServer.ts';

interface Waiting {
  readonly delayMs: number;
  readonly task: () => void;
  readonly cancel: () => void;
}

/** A clock that goes as the system's, in which what waits can be made due. */
class SkippingClock implements Clock {
  readonly #waiting = new Set<Waiting>();

  now(): number {
    return systemClock.now();
  }

  wallNow(): number {
    return systemClock.wallNow();
  }

  after(delayMs: number, task: () => void): () => void {
    const waiting: Waiting = {
      delayMs,
      task: () => {
        this.#waiting.delete(waiting);
        task();
      },
      cancel: systemClock.after(delayMs, () => waiting.task()),
    };
    this.#waiting.add(waiting);
    return () => {
      waiting.cancel();
      this.#waiting.delete(waiting);
    };
  }

  /** What was to wait this long happens now. @returns how much that was. */
  skip(delayMs: number): number {
    const due = [...this.#waiting].filter((waiting) => waiting.delayMs === delayMs);
    for (const { cancel, task } of due) {
      cancel();
      task();
    }
    return due.length;
  }
}

/** The real server, in this process, over real sockets, whose long waits can be made short. */
export interface TimeServer {
  readonly url: string;
  /** What was to wait this long happens now. @returns how much that was. */
  skip(delayMs: number): number;
  stop(): Promise<void>;
}

export async function startTimeServer(): Promise<TimeServer> {
  const clock = new SkippingClock();
  const server = new SignalingServer({
    options: { ...DEFAULT_OPTIONS, host: '127.0.0.1', port: 0 },
    log: pino({ level: 'silent' }),
    clock,
  });
  const listened = await server.listen();
  if (!listened.ok) throw new Error(`cannot listen: ${listened.reason}`);
  return {
    url: `ws://127.0.0.1:${listened.port}`,
    skip: (delayMs) => clock.skip(delayMs),
    stop: async () => {
      await server.drain();
    },
  };
}
