import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import { variantValue, type Bus, type OpenBus } from './bus.ts';

/** Whether the desktop shows icons of apps. */
export interface TrayHost {
  readonly isPresent: boolean;
  /** Tells of changes, also when one host has taken the place of another. @returns ends it. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** macOS and Windows always have a tray. */
export function constantTrayHost(isPresent: boolean): TrayHost {
  return { isPresent, subscribe: () => () => undefined, close: () => undefined };
}

const WATCHER = 'org.kde.StatusNotifierWatcher';
const WATCHER_PATH = '/StatusNotifierWatcher';
const BUS = 'org.freedesktop.DBus';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
/** A lost bus is opened again this long after. */
const REOPEN_AFTER_MS = 5_000;

export interface LinuxTrayHostParts {
  readonly openBus: OpenBus;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The tray of a Linux desktop, by the StatusNotifier protocol: there is one while the watcher says
 * that a host is registered. Trays of the older kind (XEmbed) do not count: not every runtime shows
 * an icon there, and nobody would tell.
 */
export class LinuxTrayHost implements TrayHost {
  readonly #parts: LinuxTrayHostParts;
  readonly #listeners = new Set<() => void>();
  #isPresent = false;
  #bus: Bus | null = null;
  #isClosed = false;
  #cancelReopen: (() => void) | null = null;
  /** Of answers that overtake each other, only the last question's counts. */
  #question = 0;

  constructor(parts: LinuxTrayHostParts) {
    this.#parts = parts;
    void this.#open();
  }

  get isPresent(): boolean {
    return this.#isPresent;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelReopen?.();
    this.#bus?.close();
    this.#bus = null;
    this.#listeners.clear();
  }

  async #open(): Promise<void> {
    const { openBus, log } = this.#parts;
    const bus = await openBus('session').catch(() => null);
    if (bus === null) return log.info('no tray: no message bus');
    if (this.#isClosed) return bus.close();
    this.#bus = bus;
    bus.onLost(() => {
      if (this.#isClosed) return;
      this.#bus = null;
      this.#set(false, false);
      const { clock } = this.#parts;
      this.#cancelReopen = clock.after(REOPEN_AFTER_MS, () => void this.#open());
    });
    try {
      await bus.listen({ interface: BUS, firstArgument: WATCHER }, ({ member }) => {
        if (member === 'NameOwnerChanged') void this.#look(bus, true);
      });
      await bus.listen({ interface: WATCHER, path: WATCHER_PATH }, ({ member }) => {
        const isOfHosts =
          member === 'StatusNotifierHostRegistered' || member === 'StatusNotifierHostUnregistered';
        if (isOfHosts) void this.#look(bus, false);
      });
    } catch {
      log.warn('message bus refuses', { bus: 'session' });
    }
    await this.#look(bus, false);
  }

  /** @param isNew - what was there before is gone, if anything. */
  async #look(bus: Bus, isNew: boolean): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    const [answer] = await bus
      .call({
        destination: WATCHER,
        path: WATCHER_PATH,
        interface: PROPERTIES,
        member: 'Get',
        signature: 'ss',
        body: [WATCHER, 'IsStatusNotifierHostRegistered'],
      })
      .catch(() => []);
    if (question !== this.#question || this.#bus !== bus) return;
    this.#set(variantValue(answer) === true, isNew);
  }

  #set(isPresent: boolean, isNew: boolean): void {
    if (isPresent === this.#isPresent && !(isPresent && isNew)) return;
    this.#isPresent = isPresent;
    this.#parts.log.info('tray', { present: isPresent });
    for (const listener of this.#listeners) listener();
  }
}
