import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import { isSameArea, type Desktop, type WindowSighting } from './desktop.ts';
import { ConnectionLost, X11Connection, type X11Notice } from './x11Connection.ts';

/** ICCCM 4.1.3.1: the state of a window that is neither minimised nor withdrawn. */
const NORMAL_STATE = 1;
/** EWMH, "source indication": a person has asked for it, so the focus may move. */
const FROM_A_PERSON = 2;
/** A lost connection is opened again this long after, while something is watched. */
const REOPEN_AFTER_MS = 2_000;
/** A server that does not answer must not hold up what does not need it. */
const OPEN_LIMIT_MS = 3_000;
/** A window lies in its frame, which may lie in more; more than this is no window manager's. */
const MAX_DEPTH = 8;

export interface X11DesktopParts {
  /** As in the environment's `DISPLAY`. */
  readonly display: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Watch {
  readonly window: number;
  readonly listener: (sighting: WindowSighting) => void;
  /** The window, and what it lies in up to the root. */
  chain: ReadonlySet<number>;
  last: WindowSighting | null;
  isLooking: boolean;
  /** Something happened while it was being looked at. */
  isStale: boolean;
}

/**
 * Windows and compositor of an X11 desktop, told by the X server itself when they change.
 *
 * The connection is opened when first something is asked, and again when it was lost.
 */
export class X11Desktop implements Desktop {
  readonly #parts: X11DesktopParts;
  readonly #watches = new Set<Watch>();
  readonly #compositorListeners = new Set<(isRunning: boolean) => void>();
  #opening: Promise<Opened | null> | null = null;
  #hasCompositor = false;
  #wasLost = false;
  #cancelReopen: (() => void) | null = null;
  #isClosed = false;

  constructor(parts: X11DesktopParts) {
    this.#parts = parts;
  }

  async look(window: number): Promise<WindowSighting> {
    const opened = await this.#open();
    return opened === null ? 'unknown' : await sight(opened, window);
  }

  watch(window: number, listener: (sighting: WindowSighting) => void): () => void {
    const watch: Watch = {
      window,
      listener,
      chain: new Set([window]),
      last: null,
      isLooking: false,
      isStale: false,
    };
    this.#watches.add(watch);
    void this.#begin(watch);
    return () => {
      if (this.#watches.delete(watch)) void this.#unselect(watch.chain);
    };
  }

  activate(window: number): void {
    void this.#open().then(
      async (opened) => {
        const atom = await opened?.connection.atom('_NET_ACTIVE_WINDOW');
        if (atom !== undefined) opened?.connection.askWindowManager(window, atom, [FROM_A_PERSON]);
      },
      () => undefined,
    );
  }

  async hasCompositor(): Promise<boolean> {
    const opened = await this.#open();
    return opened !== null && this.#hasCompositor;
  }

  watchCompositor(listener: (isRunning: boolean) => void): () => void {
    this.#compositorListeners.add(listener);
    void this.#open();
    return () => this.#compositorListeners.delete(listener);
  }

  close(): void {
    this.#isClosed = true;
    this.#watches.clear();
    this.#compositorListeners.clear();
    this.#cancelReopen?.();
    void this.#opening?.then((opened) => opened?.connection.close());
  }

  #open(): Promise<Opened | null> {
    if (this.#isClosed) return Promise.resolve(null);
    this.#opening ??= this.#connectInTime().catch((error: unknown) => {
      this.#parts.log.warn('x11 not reached', { error: nameOf(error) });
      this.#opening = null;
      this.#wasLost = true;
      this.#reopenLater();
      return null;
    });
    return this.#opening;
  }

  /** Leaves no connection behind when it fails. */
  async #connectInTime(): Promise<Opened> {
    const life = new AbortController();
    const cancel = this.#parts.clock.after(OPEN_LIMIT_MS, () => life.abort());
    try {
      return await this.#connect(life.signal);
    } catch (error) {
      life.abort();
      throw error;
    } finally {
      cancel();
    }
  }

  async #connect(signal: AbortSignal): Promise<Opened> {
    const connection = await X11Connection.open(this.#parts.display, signal);
    const [stateAtom, compositorAtom] = await Promise.all([
      connection.atom('WM_STATE'),
      connection.atom(`_NET_WM_CM_S${connection.screenNumber}`),
    ]);
    connection.onNotice((notice) => this.#onNotice(notice, stateAtom, compositorAtom));
    // Without the extension there are no notices, and what was so at first is taken for true.
    await connection.watchSelection(compositorAtom).catch(() => undefined);
    this.#setCompositor((await connection.selectionOwner(compositorAtom)) !== 0);
    if (connection.lost.aborted) throw new ConnectionLost();
    connection.lost.addEventListener('abort', () => this.#onLost(), { once: true });
    if (this.#wasLost) {
      this.#wasLost = false;
      for (const watch of this.#watches) void this.#begin(watch);
    }
    return { connection, stateAtom };
  }

  #onLost(): void {
    this.#opening = null;
    if (this.#isClosed) return;
    this.#wasLost = true;
    this.#parts.log.warn('x11 lost');
    this.#setCompositor(false);
    for (const watch of this.#watches) this.#tell(watch, 'unknown');
    this.#reopenLater();
  }

  #reopenLater(): void {
    if (this.#cancelReopen !== null || this.#isClosed) return;
    this.#cancelReopen = this.#parts.clock.after(REOPEN_AFTER_MS, () => {
      this.#cancelReopen = null;
      if (this.#watches.size > 0 || this.#compositorListeners.size > 0) void this.#open();
    });
  }

  #onNotice({ type, window, atom, owner }: X11Notice, stateAtom: number, compositorAtom: number) {
    if (type === 'owner') {
      if (atom === compositorAtom) this.#setCompositor(owner !== 0);
      return;
    }
    if (type === 'property' && atom !== stateAtom) return;
    for (const watch of this.#watches) {
      if (!watch.chain.has(window)) continue;
      if (type === 'destroyed' && window === watch.window) this.#tell(watch, 'gone');
      else if (type === 'reparented') void this.#begin(watch);
      else void this.#look(watch);
    }
  }

  #setCompositor(isRunning: boolean): void {
    if (this.#hasCompositor === isRunning) return;
    this.#hasCompositor = isRunning;
    for (const listener of this.#compositorListeners) listener(isRunning);
  }

  /** Asks for notices of all that moves with the window, then looks where it is. */
  async #begin(watch: Watch): Promise<void> {
    const opened = await this.#open();
    if (!this.#watches.has(watch)) return;
    if (opened === null) return this.#tell(watch, 'unknown');
    const { connection } = opened;
    const chain = new Set<number>();
    try {
      let window: number | null = watch.window;
      while (window !== null && window !== connection.root && chain.size < MAX_DEPTH) {
        chain.add(window);
        await connection.select(window);
        window = await connection.parent(window);
      }
    } catch {
      // Gone, or lost, or moved into another frame meanwhile: looking tells, and so will a notice.
    }
    const former = [...watch.chain].filter((window) => !chain.has(window));
    watch.chain = chain.size === 0 ? watch.chain : chain;
    if (!this.#watches.has(watch)) return this.#unselect(chain);
    await this.#unselect(new Set(former));
    await this.#look(watch);
  }

  /** One look at a time: a window that is dragged tells of every step. */
  async #look(watch: Watch): Promise<void> {
    watch.isStale = true;
    if (watch.isLooking) return;
    watch.isLooking = true;
    while (watch.isStale && this.#watches.has(watch)) {
      watch.isStale = false;
      this.#tell(watch, await this.look(watch.window));
    }
    watch.isLooking = false;
  }

  #tell(watch: Watch, sighting: WindowSighting): void {
    if (!this.#watches.has(watch) || watch.last === 'gone') return;
    if (isSame(watch.last, sighting)) return;
    watch.last = sighting;
    watch.listener(sighting);
  }

  async #unselect(windows: ReadonlySet<number>): Promise<void> {
    const inUse = new Set([...this.#watches].flatMap(({ chain }) => [...chain]));
    const opened = await this.#opening;
    for (const window of windows) {
      if (!inUse.has(window)) await opened?.connection.unselect(window);
    }
  }
}

/** The system's own name of what went wrong, where it has one. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

interface Opened {
  readonly connection: X11Connection;
  readonly stateAtom: number;
}

async function sight({ connection, stateAtom }: Opened, window: number): Promise<WindowSighting> {
  try {
    const [area, state, isViewable] = await Promise.all([
      connection.area(window),
      connection.number(window, stateAtom),
      connection.isViewable(window),
    ]);
    // Window managers state it; where none does, a window that is not mapped shows nothing.
    return { area, minimised: state === null ? !isViewable : state !== NORMAL_STATE };
  } catch (error) {
    return error instanceof ConnectionLost ? 'unknown' : 'gone';
  }
}

function isSame(one: WindowSighting | null, other: WindowSighting): boolean {
  if (one === null || typeof one === 'string' || typeof other === 'string') return one === other;
  return one.minimised === other.minimised && isSameArea(one.area, other.area);
}
