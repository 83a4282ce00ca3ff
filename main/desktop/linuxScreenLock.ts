import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import { variantValue, type Bus, type BusName, type BusSignal, type OpenBus } from './bus.ts';
import { LockState, type ScreenLock } from './screenLock.ts';

/** Desktops tell of their lock by one of these, all in the same way. */
const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
] as const;

/** A lost bus is opened again this long after, while somebody needs it. */
const REOPEN_AFTER_MS = 2_000;

const LOGIN = 'org.freedesktop.login1';
const LOGIN_PATH = '/org/freedesktop/login1';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

export interface LinuxScreenLockParts {
  readonly openBus: OpenBus;
  /** `XDG_SESSION_ID` of the environment. */
  readonly sessionId: string | null;
  /** Of this process. */
  readonly pid: number;
  /** Whether something is shared. */
  readonly isNeeded: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Hears of lock and sleep over D-Bus: screen savers on the session bus, login1 on the system's. */
export class LinuxScreenLock implements ScreenLock {
  readonly #parts: LinuxScreenLockParts;
  readonly #state = new LockState();
  readonly #open = new Map<BusName, Bus | null>();
  /** Those that were lost, and how not to open them again. */
  readonly #reopening = new Map<BusName, () => void>();
  #isClosed = false;

  constructor(parts: LinuxScreenLockParts) {
    this.#parts = parts;
  }

  get isLocked(): boolean {
    return this.#state.isLocked;
  }

  /** Opens the buses that are not open. Without a bus, nothing is heard of it. */
  start(): void {
    void this.#listen('session');
    void this.#listen('system');
  }

  subscribe(listener: (isLocked: boolean) => void): () => void {
    return this.#state.subscribe(listener);
  }

  close(): void {
    this.#isClosed = true;
    for (const bus of this.#open.values()) bus?.close();
    this.#open.clear();
    for (const cancel of this.#reopening.values()) cancel();
    this.#reopening.clear();
  }

  async #listen(name: BusName): Promise<void> {
    if (this.#isClosed || this.#open.has(name)) return;
    // Null while it opens.
    this.#open.set(name, null);
    const bus = await this.#parts.openBus(name).catch(() => null);
    if (bus === null) {
      this.#open.delete(name);
      if (this.#reopening.has(name)) return this.#reopenLater(name);
      this.#parts.log.info('no message bus', { bus: name });
      return;
    }
    if (this.#isClosed) return bus.close();
    this.#reopening.get(name)?.();
    this.#reopening.delete(name);
    this.#open.set(name, bus);
    // What an earlier bus said last, nobody may have taken back.
    if (name === 'session') this.#state.setScreen(false);
    else this.#state.setAsleep(false);
    bus.onLost(() => {
      this.#open.delete(name);
      if (this.#isClosed) return;
      this.#parts.log.warn('message bus lost', { bus: name });
      this.#reopenLater(name);
    });
    const hear = name === 'session' ? this.#hearScreenSavers(bus) : this.#hearLogin(bus);
    await hear.catch(() => this.#parts.log.warn('message bus refuses', { bus: name }));
  }

  /** Until it is open again, or nobody needs it: then the next start opens it. */
  #reopenLater(name: BusName): void {
    if (this.#isClosed) return;
    this.#reopening.get(name)?.();
    const reopen = (): void => {
      if (this.#parts.isNeeded()) void this.#listen(name);
      else this.#reopening.delete(name);
    };
    this.#reopening.set(name, this.#parts.clock.after(REOPEN_AFTER_MS, reopen));
  }

  async #hearScreenSavers(bus: Bus): Promise<void> {
    const heard = ({ member, body }: BusSignal): void => {
      const [isActive] = body;
      if (member === 'ActiveChanged' && typeof isActive === 'boolean') {
        this.#state.setScreen(isActive);
      }
    };
    for (const name of SCREEN_SAVERS) await bus.listen({ interface: name }, heard);
  }

  async #hearLogin(bus: Bus): Promise<void> {
    await bus.listen({ interface: `${LOGIN}.Manager`, path: LOGIN_PATH }, ({ member, body }) => {
      const [isGoingToSleep] = body;
      if (member === 'PrepareForSleep' && typeof isGoingToSleep === 'boolean') {
        this.#state.setAsleep(isGoingToSleep);
      }
    });
    const path = await this.#sessionPath(bus);
    // Other people's sessions on the same machine lock, too.
    if (path === null) return;
    await bus.listen({ interface: `${LOGIN}.Session`, path }, ({ member }) => {
      if (member === 'Lock') this.#state.setScreen(true);
      if (member === 'Unlock') this.#state.setScreen(false);
    });
    // Whoever locks on that signal says here when it is over.
    await bus.listen({ interface: PROPERTIES, path }, ({ member, body }) => {
      const hint = member === 'PropertiesChanged' ? lockedHint(body) : null;
      if (hint !== null) this.#state.setScreen(hint);
    });
  }

  async #sessionPath(bus: Bus): Promise<string | null> {
    const { sessionId, pid } = this.#parts;
    const manager = { destination: LOGIN, path: LOGIN_PATH, interface: `${LOGIN}.Manager` };
    const attempts = [
      ...(sessionId === null
        ? []
        : [{ ...manager, member: 'GetSession', signature: 's', body: [sessionId] }]),
      { ...manager, member: 'GetSessionByPID', signature: 'u', body: [pid] },
      // Where the desktop starts apps outside of the session.
      {
        destination: LOGIN,
        path: `${LOGIN_PATH}/user/self`,
        interface: PROPERTIES,
        member: 'Get',
        signature: 'ss',
        body: [`${LOGIN}.User`, 'Display'],
      },
    ];
    for (const attempt of attempts) {
      const path = objectPath(await bus.call(attempt).catch(() => []));
      if (path !== null) return path;
    }
    return null;
  }
}

/** A path, or the path of a variant that holds an id and a path. */
function objectPath([answer]: readonly unknown[]): string | null {
  const inner = variantValue(answer);
  const path: unknown = Array.isArray(inner) ? inner[1] : inner;
  return typeof path === 'string' && path.startsWith('/') && path.length > 1 ? path : null;
}

function lockedHint([, changed]: readonly unknown[]): boolean | null {
  if (typeof changed !== 'object' || changed === null || !('LockedHint' in changed)) return null;
  const hint = variantValue(changed.LockedHint);
  return typeof hint === 'boolean' ? hint : null;
}
