import { ServerUrl } from '../../preload/contract/settings.ts';
import { EmbeddedReport, type EmbeddedCommand } from '../../signaling/protocol/embeddedMessages.ts';
import type { Log } from '../system/log.ts';
import { Timer, type Clock } from './clock.ts';
import { retryDelayMs } from './reconnectPolicy.ts';

const HOST = '127.0.0.1';
/** A run that lasted so long is not counted against the next start. */
const STABLE_MS = 10_000;
/** For the server to open itself to the local network. */
const OPEN_TIMEOUT_MS = 3_000;
/** For the server to say goodbye to its clients when it is stopped. */
const STOP_TIMEOUT_MS = 2_000;

/** A running server process. */
export interface ServerProcess {
  post(command: EmbeddedCommand): void;
  kill(): void;
}

export interface ServerProcessListener {
  /** What the process sent, as it came. */
  report(message: unknown): void;
  /** Once, however it ended. */
  exited(code: number): void;
}

export type ForkServer = (
  args: readonly string[],
  listener: ServerProcessListener,
) => ServerProcess;

export interface EmbeddedServerParts {
  readonly fork: ForkServer;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** The port of the last run; 0 for none. */
  readonly port: number;
  readonly rememberPort: (port: number) => void;
  /** Whether it is to be open to the local network from the start. */
  readonly open: boolean;
  /** Its process is started after this. */
  readonly after?: Promise<void>;
  /** State or port have changed. */
  readonly changed: () => void;
}

export type EmbeddedState =
  | { readonly state: 'starting' }
  | { readonly state: 'listening'; readonly url: ServerUrl; readonly port: number }
  /** It could not start and is tried again then, milliseconds since 1970. */
  | { readonly state: 'failed'; readonly retryAtMs: number };

/**
 * The signaling server inside the app, as a process of its own that is started again when it ends.
 *
 * It keeps its port over restarts of itself and of the app, so that sessions and links stay good,
 * and listens on loopback until {@link openToNetwork}.
 */
export class EmbeddedServer {
  readonly #parts: EmbeddedServerParts;
  readonly #retryTimer: Timer;
  readonly #stableTimer: Timer;
  readonly #openTimer: Timer;
  #state: EmbeddedState = { state: 'starting' };
  #process: ServerProcess | null = null;
  #stopped = false;
  #port: number;
  #attempt = 0;
  /** Asked for; a restarted process is opened again. */
  #open: boolean;
  #isListening = false;
  #isOpen = false;
  #waiting: ((opened: boolean) => void)[] = [];

  constructor(parts: EmbeddedServerParts) {
    this.#parts = parts;
    this.#port = parts.port;
    this.#open = parts.open;
    this.#retryTimer = new Timer(parts.clock);
    this.#stableTimer = new Timer(parts.clock);
    this.#openTimer = new Timer(parts.clock);
    if (parts.after === undefined) this.#start();
    else void parts.after.then(() => this.#start());
  }

  get state(): EmbeddedState {
    return this.#state;
  }

  /** Has it listen on the local network too. @returns whether it does. */
  openToNetwork(): Promise<boolean> {
    if (this.#isOpen) return Promise.resolve(true);
    if (this.#stopped) return Promise.resolve(false);
    this.#open = true;
    this.#requestOpening();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends it for good. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#retryTimer.clear();
    this.#stableTimer.clear();
    this.#settleOpening(false);
    const process = this.#process;
    this.#process = null;
    if (process === null) return;
    process.post({ type: 'stop' });
    this.#parts.clock.after(STOP_TIMEOUT_MS, () => process.kill());
    this.#parts.log.info('embedded server stopped');
  }

  #start(): void {
    if (this.#stopped) return;
    const { fork, log } = this.#parts;
    // Callbacks of a process that is not ours any more are of no interest.
    const isCurrent = (): boolean => this.#process === child;
    const child: ServerProcess = fork(['--host', HOST, '--port', String(this.#port)], {
      report: (message) => {
        if (!isCurrent()) return;
        const report = EmbeddedReport.safeParse(message);
        if (report.success) this.#onReport(report.data);
        else log.warn('embedded server sent an unknown report');
      },
      exited: (code) => {
        if (isCurrent()) this.#onExit(code);
      },
    });
    this.#process = child;
  }

  #onReport(report: EmbeddedReport): void {
    switch (report.type) {
      case 'listening': {
        const url = ServerUrl.parse(`ws://${HOST}:${report.port}`);
        if (report.port !== this.#port) {
          this.#port = report.port;
          this.#parts.rememberPort(report.port);
        }
        this.#stableTimer.set(STABLE_MS, () => {
          this.#attempt = 0;
        });
        this.#parts.log.info('embedded server listening');
        this.#isListening = true;
        const tell = (): void => this.#set({ state: 'listening', url, port: report.port });
        if (!this.#open) return tell();
        // To open it has to listen anew, and would lose whoever connects at that moment.
        this.#waiting.push(tell);
        return this.#requestOpening();
      }
      case 'opened':
        this.#isOpen = true;
        this.#parts.log.info('embedded server open to the local network');
        return this.#settleOpening(true);
      case 'failed':
        this.#parts.log.warn('embedded server failed', { reason: report.reason });
        if (this.#isListening) return this.#settleOpening(false);
        // Somebody else has our port: better another one than none.
        if (report.reason === 'port_in_use') this.#port = 0;
        return;
    }
  }

  #onExit(code: number): void {
    this.#process = null;
    this.#isListening = false;
    this.#isOpen = false;
    this.#stableTimer.clear();
    this.#settleOpening(false);
    const delay = retryDelayMs(this.#attempt, this.#parts.random);
    this.#attempt += 1;
    this.#parts.log.warn('embedded server ended', { code });
    this.#retryTimer.set(delay, () => this.#start());
    this.#set({ state: 'failed', retryAtMs: this.#parts.clock.now() + delay });
  }

  #requestOpening(): void {
    if (this.#isListening) this.#process?.post({ type: 'open-lan' });
    this.#openTimer.set(OPEN_TIMEOUT_MS, () => this.#settleOpening(false));
  }

  #settleOpening(opened: boolean): void {
    this.#openTimer.clear();
    for (const resolve of this.#waiting.splice(0)) resolve(opened);
  }

  #set(state: EmbeddedState): void {
    this.#state = state;
    this.#parts.changed();
  }
}
