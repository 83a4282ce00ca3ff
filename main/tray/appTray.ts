import type { Language } from '../../preload/contract/settings.ts';
import type { TrayHost } from '../desktop/trayHost.ts';
import { Timer, type Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import { trayIcon, trayTooltip, type TrayIcon } from './trayIcon.ts';
import { trayMenu, type TrayAction, type TrayMenuItem } from './trayMenu.ts';
import type { TraySnapshot } from './traySnapshot.ts';

/** A calm blink, as long as somebody calls. */
const BLINK_MS = 1_000;

/** An icon in the system's tray. */
export interface TraySurface {
  /** @param isResting - between two blinks. */
  setIcon(icon: TrayIcon, isResting: boolean): void;
  setTooltip(text: string): void;
  setMenu(items: readonly TrayMenuItem[], act: (action: TrayAction) => void): void;
  close(): void;
}

export interface AppTrayParts {
  readonly host: TrayHost;
  readonly open: () => TraySurface;
  readonly snapshot: () => TraySnapshot;
  readonly language: () => Language;
  /** The person wants no motion that can be done without. */
  readonly prefersReducedMotion: () => boolean;
  readonly act: (action: TrayAction) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** The app's icon in the tray: there while the desktop has a tray, and always as the snapshot is. */
export class AppTray {
  readonly #parts: AppTrayParts;
  readonly #blink: Timer;
  readonly #unsubscribe: () => void;
  #surface: TraySurface | null = null;
  #shown = { menu: '', tooltip: '', icon: '' };
  #isResting = false;

  constructor(parts: AppTrayParts) {
    this.#parts = parts;
    this.#blink = new Timer(parts.clock);
    this.#unsubscribe = parts.host.subscribe(() => this.#follow());
    this.#follow();
  }

  /** Whether the app can be reached by its icon. */
  get isThere(): boolean {
    return this.#surface !== null;
  }

  /** What is shown may have changed. Cheap when it has not. */
  update(): void {
    const surface = this.#surface;
    if (surface === null) return;
    const { snapshot: current, language } = this.#parts;
    const snapshot = current();
    this.#show(surface, trayMenu(snapshot, language()));
    const tooltip = trayTooltip(snapshot, language());
    if (tooltip !== this.#shown.tooltip) surface.setTooltip(tooltip);
    this.#shown = { ...this.#shown, tooltip };
    this.#showIcon(surface, trayIcon(snapshot));
  }

  /** The panel, or the theme, is another: pictures are to be chosen again. */
  lookChanged(): void {
    this.#shown = { ...this.#shown, icon: '' };
    this.update();
  }

  close(): void {
    this.#unsubscribe();
    this.#take();
  }

  #follow(): void {
    const { host, open, log } = this.#parts;
    // A new host may be another program than the one the icon was given to.
    this.#take();
    if (!host.isPresent) return;
    try {
      this.#surface = open();
    } catch {
      log.warn('no tray icon');
      return;
    }
    this.update();
  }

  #take(): void {
    this.#blink.clear();
    this.#surface?.close();
    this.#surface = null;
    this.#shown = { menu: '', tooltip: '', icon: '' };
  }

  #show(surface: TraySurface, menu: readonly TrayMenuItem[]): void {
    const text = JSON.stringify(menu);
    if (text === this.#shown.menu) return;
    this.#shown = { ...this.#shown, menu: text };
    surface.setMenu(menu, (action) => {
      // The system has ticked what was clicked, whether or not anything comes of it.
      this.#shown = { ...this.#shown, menu: '' };
      this.#parts.act(action);
      this.update();
    });
  }

  #showIcon(surface: TraySurface, icon: TrayIcon): void {
    const text = JSON.stringify(icon);
    if (text === this.#shown.icon) return;
    this.#shown = { ...this.#shown, icon: text };
    this.#blink.clear();
    this.#isResting = false;
    surface.setIcon(icon, false);
    if (icon.kind === 'ringing' && !this.#parts.prefersReducedMotion()) this.#blinkOn(icon);
  }

  #blinkOn(icon: TrayIcon): void {
    this.#blink.set(BLINK_MS, () => {
      this.#isResting = !this.#isResting;
      this.#surface?.setIcon(icon, this.#isResting);
      this.#blinkOn(icon);
    });
  }
}
