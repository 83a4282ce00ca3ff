import type { ShortcutsState } from '../../preload/contract/desktopState.ts';
import type { GlobalShortcuts } from '../../preload/contract/settings.ts';
import type { Clock } from '../signaling/clock.ts';

/**
 * A key that is held down comes again and again, and nothing tells of its end. The first repetition
 * takes up to this long, as desktops are set.
 */
const REPEAT_MS = 700;

export type ShortcutName = keyof GlobalShortcuts;
const NAMES: readonly ShortcutName[] = ['palette', 'mute'];

/** The features of Chromium to switch on before the app is ready, for shortcuts on this desktop. */
export function shortcutFeatures(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return isWayland(platform, env) ? ['GlobalShortcutsPortal'] : [];
}

/** Whether shortcuts have to go through the desktop's portal. */
export function isWayland(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (platform !== 'linux') return false;
  return env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** The part of Electron's `globalShortcut` that is used. */
interface ShortcutSystem {
  /** @returns false when another app has it. @throws for what are no keys. */
  register(accelerator: string, pressed: () => void): boolean;
  unregister(accelerator: string): void;
}

export interface ShortcutKeysParts {
  readonly system: ShortcutSystem;
  /** Whether this desktop lets apps have any; asked once. */
  readonly isSupported: () => Promise<boolean>;
  readonly pressed: Readonly<Record<ShortcutName, () => void>>;
  readonly changed: (state: ShortcutsState) => void;
  readonly clock: Clock;
}

/** Has the system tell of the keys that the person has chosen, whichever app is used. */
export class ShortcutKeys {
  readonly #parts: ShortcutKeysParts;
  readonly #registered = new Map<ShortcutName, string>();
  readonly #pressedAtMs = new Map<ShortcutName, number>();
  #wanted: GlobalShortcuts = { palette: null, mute: null };
  #isSupported: boolean | null = null;
  #state: ShortcutsState = { palette: 'off', mute: 'off' };
  #isClosed = false;

  constructor(parts: ShortcutKeysParts) {
    this.#parts = parts;
  }

  get state(): ShortcutsState {
    return this.#state;
  }

  /** Takes these instead of those before. Without effect when they are the same. */
  async apply(wanted: GlobalShortcuts): Promise<void> {
    if (JSON.stringify(wanted) === JSON.stringify(this.#wanted)) return;
    this.#wanted = wanted;
    this.#isSupported ??= await this.#parts.isSupported();
    // Another choice may have come meanwhile.
    if (this.#wanted !== wanted || this.#isClosed) return;
    this.#unregisterAll();
    const state = { ...this.#state };
    for (const name of NAMES) state[name] = this.#register(name, wanted[name]);
    this.#state = state;
    this.#parts.changed(state);
  }

  /** The keys are not held down any more, as other ones have been used since: the next press counts. */
  letGo(name: ShortcutName): void {
    this.#pressedAtMs.delete(name);
  }

  close(): void {
    this.#isClosed = true;
    this.#unregisterAll();
  }

  #register(name: ShortcutName, accelerator: string | null): ShortcutsState[ShortcutName] {
    if (accelerator === null) return 'off';
    if (this.#isSupported !== true) return 'unsupported';
    // To the system a second wish of ours is no clash.
    if ([...this.#registered.values()].some((other) => sameKeys(other, accelerator))) {
      return 'taken';
    }
    try {
      if (!this.#parts.system.register(accelerator, () => this.#pressed(name))) return 'taken';
    } catch {
      return 'unsupported';
    }
    this.#registered.set(name, accelerator);
    return 'on';
  }

  #pressed(name: ShortcutName): void {
    const nowMs = this.#parts.clock.now();
    const beforeMs = this.#pressedAtMs.get(name);
    this.#pressedAtMs.set(name, nowMs);
    if (beforeMs !== undefined && nowMs - beforeMs < REPEAT_MS) return;
    this.#parts.pressed[name]();
  }

  #unregisterAll(): void {
    for (const accelerator of this.#registered.values()) this.#parts.system.unregister(accelerator);
    this.#registered.clear();
  }
}

/** `Control+Alt+M` and `alt+ctrl+m` are the same keys. */
function sameKeys(one: string, other: string): boolean {
  const keys = (accelerator: string): string =>
    accelerator
      .toLowerCase()
      .split('+')
      .map((key) => (key === 'ctrl' ? 'control' : key))
      .toSorted()
      .join('+');
  return keys(one) === keys(other);
}
