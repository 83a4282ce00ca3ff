import type { CaptureId } from '../../preload/contract/presenting.ts';
import type { CapturePlatform } from '../capture/capturePlatform.ts';
import type { Captures } from '../capture/captures.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { Overlay, type OverlayChange, type OverlayParts } from './overlay.ts';
import type { WindowLook } from './windowLook.ts';

export interface OverlaysParts extends Omit<OverlayParts, 'look' | 'stopDrawing'> {
  readonly platform: CapturePlatform;
  readonly captures: Pick<Captures, 'subscribe'>;
  readonly desktop: Pick<Desktop, 'hasCompositor' | 'watchCompositor'>;
  readonly look: WindowLook;
  /** The presenter cannot draw on a share any more. */
  readonly stopDrawing: (capture: CaptureId) => void;
}

/** The overlays on the screen: one for each capture that runs and has a place. */
export class Overlays {
  readonly #parts: OverlaysParts;
  readonly #overlays = new Map<CaptureId, Overlay>();
  /** Null: not known yet. */
  #hasCompositor: boolean | null = null;
  #isWatching = false;

  constructor(parts: OverlaysParts) {
    this.#parts = parts;
    parts.captures.subscribe((change) => {
      const { id } = change.capture;
      switch (change.type) {
        case 'started':
          return this.#open(id);
        case 'moved':
          return this.#overlays.get(id)?.move(change.place);
        case 'happened':
          return undefined;
        case 'released':
          this.#overlays.get(id)?.close();
          this.#overlays.delete(id);
      }
    });
    parts.look.subscribe(() => {
      for (const overlay of this.#overlays.values()) overlay.tell();
    });
  }

  show(capture: CaptureId, change: OverlayChange): void {
    this.#overlays.get(capture)?.show(change);
  }

  /** The capture that the presenter draws on in a window; null: in that one nobody draws. */
  drawnIn(sender: number): CaptureId | null {
    for (const [capture, overlay] of this.#overlays) if (overlay.isBoard(sender)) return capture;
    return null;
  }

  #open(capture: CaptureId): void {
    const { platform, look, stopDrawing, ...parts } = this.#parts;
    // There a window can neither be placed nor kept above others.
    if (platform === 'wayland') return;
    const overlay = new Overlay({
      ...parts,
      look: () => look.current(),
      stopDrawing: () => stopDrawing(capture),
    });
    this.#overlays.set(capture, overlay);
    if (this.#hasCompositor !== null) overlay.setTransparent(this.#hasCompositor);
    this.#watchCompositor();
  }

  /** Not before something is shared: the desktop is asked for nothing until then. */
  #watchCompositor(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const { desktop } = this.#parts;
    const tell = (isRunning: boolean): void => {
      this.#hasCompositor = isRunning;
      for (const overlay of this.#overlays.values()) overlay.setTransparent(isRunning);
    };
    desktop.watchCompositor(tell);
    void desktop.hasCompositor().then((isRunning) => {
      // A change that was told meanwhile is newer.
      if (this.#hasCompositor === null) tell(isRunning);
    });
  }
}
