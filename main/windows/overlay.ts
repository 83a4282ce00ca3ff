import { withChange } from '../../preload/contract/inkChange.ts';
import type { InkChange, OverlayState } from '../../preload/contract/presenting.ts';
import type { Area } from '../desktop/desktop.ts';
import { overlayBounds, pictureIn } from './overlayBounds.ts';
import type { Look } from './windowLook.ts';

/** What is painted on the screen, and whether the presenter draws on it. */
type OverlayScene = Pick<OverlayState, 'drawing' | 'author' | 'scene'>;
export type OverlayChange = Pick<OverlayState, 'drawing' | 'author'> & { readonly ink: InkChange };

const NO_INK: OverlayState['scene'] = { strokes: [], pointers: [] };

/** A transparent window over what is shared. */
export interface OverlayWindow {
  /** Id of its web contents. */
  readonly sender: number;
  /** The bounds that it really has, which a window manager may have changed. */
  bounds(): Area;
  place(bounds: Area): void;
  hide(): void;
  tell(state: OverlayState): void;
  /** What is different since it was told a state. */
  tellInk(change: InkChange): void;
  close(): void;
}

/** The border alone, of windows that are not transparent. */
export interface BorderWindows {
  /** Shows it along the inside of an area. */
  place(bounds: Area): void;
  hide(): void;
  close(): void;
}

export interface BoardEvents {
  /** Its bounds may be others. */
  readonly moved: () => void;
  /** It is to be seen. */
  readonly shown: () => void;
  /** It is gone without our asking. */
  readonly closed: () => void;
}

export interface OverlayParts {
  readonly look: () => Look;
  /** Bounds of all displays. */
  readonly displays: () => readonly Area[];
  /** Bounds of the display that has the middle of something. */
  readonly displayAt: (place: Area) => Area;
  /** Lets everything through to what lies below. @param moved - its bounds may be others. */
  readonly openPane: (bounds: Area, moved: () => void) => OverlayWindow;
  /** Takes mouse and keyboard. */
  readonly openBoard: (display: Area, events: BoardEvents) => OverlayWindow;
  readonly openBorder: () => BorderWindows;
  /** The presenter cannot draw any more. */
  readonly stopDrawing: () => void;
}

/**
 * What lies over one shared screen, window or region: border and ink in a pane that lets
 * everything through; while the presenter draws, instead of it a board over the whole display that
 * takes mouse and keyboard; and where windows cannot be transparent, the border alone.
 */
export class Overlay {
  readonly #parts: OverlayParts;
  #pane: OverlayWindow | null = null;
  #board: OverlayWindow | null = null;
  #border: BorderWindows | null = null;
  #place: Area | null = null;
  /** Null: not known yet. */
  #isTransparent: boolean | null = null;
  #scene: OverlayScene | null = null;

  constructor(parts: OverlayParts) {
    this.#parts = parts;
  }

  /** Whether a window is the one that the presenter draws on. */
  isBoard(sender: number): boolean {
    return this.#board?.sender === sender;
  }

  /** @param place - of what is shared; null: it is not to be seen. */
  move(place: Area | null): void {
    this.#place = place;
    this.#arrange();
  }

  setTransparent(isTransparent: boolean): void {
    if (this.#isTransparent === isTransparent) return;
    this.#isTransparent = isTransparent;
    this.#arrange();
    if (!isTransparent && this.#scene?.drawing === true) this.#parts.stopDrawing();
  }

  show({ ink, ...how }: OverlayChange): void {
    const before = this.#scene;
    this.#scene = { ...how, scene: withChange(before?.scene ?? NO_INK, ink) };
    if (how.drawing !== (before?.drawing ?? false)) return this.#arrange();
    if (before === null || how.author !== before.author) return this.tell();
    // Every move of a pointer comes here: only what is new goes on.
    this.#pane?.tellInk(ink);
    this.#board?.tellInk(ink);
  }

  /** Tells the windows what they show. */
  tell(): void {
    this.#tell(this.#pane);
    this.#tell(this.#board);
  }

  close(): void {
    this.#closeWindows();
    this.#border?.close();
    this.#border = null;
  }

  #arrange(): void {
    const { displays, displayAt, openPane, openBoard, openBorder, stopDrawing } = this.#parts;
    const place = this.#place;
    const bounds = place === null ? null : overlayBounds(place, displays());
    if (this.#isTransparent === false) {
      this.#closeWindows();
      this.#border ??= openBorder();
      if (bounds === null) this.#border.hide();
      else this.#border.place(bounds);
      return;
    }
    this.#border?.close();
    this.#border = null;
    if (this.#isTransparent === null) return;
    if (place === null || bounds === null) {
      this.#pane?.hide();
      this.#closeBoard();
      return;
    }
    this.#pane ??= openPane(bounds, () => this.#tell(this.#pane));
    if (this.#scene?.drawing === true) {
      const display = displayAt(place);
      this.#board ??= openBoard(display, {
        moved: () => this.#tell(this.#board),
        // Not before, or the ink would be gone for a moment.
        shown: () => this.#pane?.hide(),
        closed: () => {
          this.#board = null;
          stopDrawing();
        },
      });
      this.#board.place(display);
    } else {
      this.#pane.place(bounds);
      this.#closeBoard();
    }
    this.tell();
  }

  #closeWindows(): void {
    this.#closeBoard();
    this.#pane?.close();
    this.#pane = null;
  }

  #closeBoard(): void {
    this.#board?.close();
    this.#board = null;
  }

  #tell(window: OverlayWindow | null): void {
    const scene = this.#scene;
    const place = this.#place;
    if (window === null || scene === null || place === null) return;
    const drawing = scene.drawing && window === this.#board;
    const picture = pictureIn(window.bounds(), place);
    window.tell({ ...this.#parts.look(), ...scene, drawing, picture });
  }
}
