import type { CaptureId, SharingBar, SharingBarState } from '../../preload/contract/presenting.ts';
import type { Captures } from '../capture/captures.ts';
import type { Area } from '../desktop/desktop.ts';
import { barBounds, grownBounds, type Spot } from './barPlaces.ts';
import type { WindowLook } from './windowLook.ts';

/** One bar's window. */
export interface BarWindow {
  /** Id of its web contents. */
  readonly sender: number;
  bounds(): Area;
  place(bounds: Area): void;
  tell(state: SharingBarState): void;
  moveToTop(): void;
  close(): void;
}

export interface BarEvents {
  readonly closed: () => void;
  /** Its bounds may be others. */
  readonly moved: () => void;
}

export interface SharingBarsParts {
  readonly captures: Pick<Captures, 'get' | 'whereIs' | 'subscribe'>;
  readonly look: WindowLook;
  /** Work areas of all displays, the primary display's first. */
  readonly workAreas: () => readonly Area[];
  /** Work area of the display that has the middle of something; null: of the primary one. */
  readonly workAreaAt: (place: Area | null) => Area;
  /**
   * Opens a bar without taking the keyboard from anybody.
   *
   * @param events - what becomes of it without our asking.
   */
  readonly open: (bounds: Area, state: SharingBarState, events: BarEvents) => BarWindow;
}

interface OpenBar {
  readonly window: BarWindow;
  readonly slot: number;
  /** Where it was put; it is somewhere else once the person has moved it. */
  placed: Spot;
  /** Where its top is while nothing is open below it. */
  top: number;
  bar: SharingBar;
}

/** The bars on the screen: one for each capture that the call's page names and that is alive. */
export class SharingBars {
  readonly #parts: SharingBarsParts;
  readonly #bars = new Map<CaptureId, OpenBar>();
  /** Where bars were moved to since the app was started, by their slot. */
  readonly #left = new Map<number, Spot>();
  readonly #listeners = new Set<() => void>();

  constructor(parts: SharingBarsParts) {
    this.#parts = parts;
    parts.captures.subscribe(({ type, capture }) => {
      if (type === 'released') this.#close(capture.id);
    });
    parts.look.subscribe(() => {
      for (const { window, bar } of this.#bars.values()) window.tell(this.#stateOf(bar));
    });
  }

  /** Opens, updates and closes, so that there is one bar for each of these. */
  update(bars: readonly SharingBar[]): void {
    const wanted = new Set(bars.map(({ capture }) => capture));
    for (const capture of this.#bars.keys()) if (!wanted.has(capture)) this.#close(capture);
    for (const bar of bars) {
      // The page may not know yet that its capture is over.
      if (this.#parts.captures.get(bar.capture) === null) continue;
      const open = this.#bars.get(bar.capture);
      if (open === undefined) this.#open(bar);
      else {
        open.bar = bar;
        open.window.tell(this.#stateOf(bar));
      }
    }
  }

  /** Where bars are, in device-independent pixels of the whole desktop. */
  get areas(): readonly Area[] {
    return [...this.#bars.values()].map(({ window }) => window.bounds());
  }

  /** Called when bars came, went or are somewhere else. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The capture whose bar a window is; null: of none. */
  captureOf(sender: number): CaptureId | null {
    return this.#entryOf(sender)?.bar.capture ?? null;
  }

  /** Gives a bar room for what is open below it, in CSS pixels. */
  resize(sender: number, height: number): void {
    const entry = this.#entryOf(sender);
    if (entry === undefined) return;
    const bounds = entry.window.bounds();
    // Moved since: from now on that is where it belongs.
    if (bounds.x !== entry.placed.x || bounds.y !== entry.placed.y) entry.top = bounds.y;
    const grown = grownBounds(bounds, entry.top, height, this.#parts.workAreaAt(bounds));
    this.#remember(entry);
    entry.placed = { x: grown.x, y: grown.y };
    entry.window.place(grown);
  }

  /** Puts the bars above what has just been opened above everything. */
  moveToTop(): void {
    for (const { window } of this.#bars.values()) window.moveToTop();
  }

  #open(bar: SharingBar): void {
    const { captures, open, workAreas, workAreaAt } = this.#parts;
    const taken = new Set([...this.#bars.values()].map(({ slot }) => slot));
    const slot = taken.has(0) ? 1 : 0;
    const home = workAreaAt(captures.whereIs(bar.capture));
    const bounds = barBounds(slot, home, this.#left.get(slot) ?? null, workAreas());
    const window = open(bounds, this.#stateOf(bar), {
      closed: () => this.#reopen(bar.capture),
      moved: () => this.#tellMoved(),
    });
    const { x, y } = bounds;
    this.#bars.set(bar.capture, { window, slot, placed: { x, y }, top: y, bar });
    this.#tellMoved();
  }

  /** The person, or the window manager, has closed a bar: what is shared is still to be seen. */
  #reopen(capture: CaptureId): void {
    const entry = this.#bars.get(capture);
    this.#bars.delete(capture);
    if (entry !== undefined && this.#parts.captures.get(capture) !== null) this.#open(entry.bar);
  }

  #close(capture: CaptureId): void {
    const entry = this.#bars.get(capture);
    if (entry === undefined) return;
    this.#bars.delete(capture);
    this.#remember(entry);
    entry.window.close();
    this.#tellMoved();
  }

  #tellMoved(): void {
    for (const listener of this.#listeners) listener();
  }

  #remember({ slot, window, placed, top }: OpenBar): void {
    const { x, y } = window.bounds();
    if (x !== placed.x || y !== placed.y) this.#left.set(slot, { x, y: y === placed.y ? top : y });
  }

  #entryOf(sender: number): OpenBar | undefined {
    return [...this.#bars.values()].find(({ window }) => window.sender === sender);
  }

  #stateOf(bar: SharingBar): SharingBarState {
    return { ...this.#parts.look.current(), bar };
  }
}
