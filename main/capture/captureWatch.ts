import type { CaptureEvent } from '../../preload/contract/presenting.ts';
import type { Area, Desktop } from '../desktop/desktop.ts';
import type { Capture } from './captures.ts';
import { regionBounds, toBounds, type Displays } from './displays.ts';
import { windowNumber } from './screenSources.ts';

export interface CaptureWatchParts {
  readonly desktop: Desktop;
  readonly displays: Displays;
}

export interface CaptureWatchListener {
  /** Where the source is now, in device-independent pixels; null: nowhere, or nobody knows. */
  moved(place: Area | null): void;
  happened(event: CaptureEvent): void;
}

/**
 * Watches what a capture shows, as far as the platform tells.
 *
 * @returns ends the watch.
 */
export function watchCapture(
  capture: Capture,
  parts: CaptureWatchParts,
  listener: CaptureWatchListener,
): () => void {
  const window = windowNumber(capture.source);
  if (window !== null) return watchWindow(window, parts, listener);
  if (capture.display === null) return () => undefined;
  return watchDisplay(capture, capture.display, parts, listener);
}

function watchWindow(
  window: number,
  { desktop, displays }: CaptureWatchParts,
  listener: CaptureWatchListener,
): () => void {
  let area: Area | null = null;
  let isMinimised = false;
  let isSeen = false;
  const place = (): void => {
    listener.moved(area === null ? null : toBounds(displays.all(), area));
  };
  const endWatch = desktop.watch(window, (sighting) => {
    area = typeof sighting === 'string' || sighting.minimised ? null : sighting.area;
    place();
    if (sighting === 'gone') {
      // On a connection that never knew the window, that says nothing: its capture ends by itself.
      if (isSeen) listener.happened('gone');
      return;
    }
    isSeen = sighting !== 'unknown';
    if (sighting === 'unknown' || sighting.minimised === isMinimised) return;
    isMinimised = sighting.minimised;
    listener.happened(isMinimised ? 'minimised' : 'restored');
  });
  // The same pixels are somewhere else when the displays have changed.
  const endDisplays = displays.subscribe(place);
  return () => {
    endWatch();
    endDisplays();
  };
}

function watchDisplay(
  { region }: Capture,
  id: number,
  { displays }: CaptureWatchParts,
  listener: CaptureWatchListener,
): () => void {
  let isGone = false;
  const look = (): void => {
    if (isGone) return;
    const display = displays.all().find((candidate) => candidate.id === id);
    if (display === undefined) {
      isGone = true;
      listener.moved(null);
      listener.happened('gone');
      return;
    }
    listener.moved(region === null ? display.bounds : regionBounds(display, region));
  };
  const end = displays.subscribe(look);
  look();
  return end;
}
