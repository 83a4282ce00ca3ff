import { nativeTheme, screen, type BrowserWindow } from 'electron';
import type { Result } from '../preload/contract/result.ts';
import type { Region } from '../preload/contract/presenting.ts';
import type { ScreenSourceId } from '../preload/contract/screenSources.ts';
import type { Capturing } from './capture/capturing.ts';
import type { Area } from './desktop/desktop.ts';
import type { Gateway } from './ipc/gateway.ts';
import { createPresentingHandlers, type PresentingHandlers } from './ipc/presentingHandlers.ts';
import { systemClock } from './signaling/clock.ts';
import { openBarWindow } from './windows/barWindow.ts';
import { CoveredParts } from './windows/coveredParts.ts';
import { makeBorderWindows, openBoardWindow, openPaneWindow } from './windows/overlayWindows.ts';
import { Overlays } from './windows/overlays.ts';
import { RegionChoices } from './windows/regionChoices.ts';
import { openRegionWindow } from './windows/regionWindow.ts';
import { SharingBars } from './windows/sharingBars.ts';
import { stepAside } from './windows/stepAside.ts';
import type { SmallWindows } from './windows/smallWindows.ts';
import type { Look, WindowLook } from './windows/windowLook.ts';

export interface PresentingServicesParts extends Pick<
  Capturing,
  'captures' | 'stills' | 'desktop' | 'sources'
> {
  readonly gateway: Gateway;
  readonly windows: SmallWindows;
  /** The language to show now. */
  readonly language: () => Look['language'];
  readonly showCall: () => void;
  /** Null while it is closed. */
  readonly callWindow: () => BrowserWindow | null;
}

/** The windows around a presentation, put together. */
export interface PresentingServices {
  readonly handlers: PresentingHandlers;
  chooseRegion(source: ScreenSourceId): Promise<Result<Region, 'cancelled' | 'gone' | 'failed'>>;
  /** The settings may name another language or theme. */
  lookChanged(): void;
}

export function createPresenting(parts: PresentingServicesParts): PresentingServices {
  const { gateway, windows, captures, stills, desktop, sources, language, showCall, callWindow } =
    parts;
  const listeners = new Set<() => void>();
  const look: WindowLook = {
    current: () => ({
      language: language(),
      theme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
    }),
    subscribe: (listener) => void listeners.add(listener),
  };
  const lookChanged = (): void => {
    for (const listener of listeners) listener();
  };
  nativeTheme.on('updated', lookChanged);

  const bars = new SharingBars({
    captures,
    look,
    workAreas: () => screen.getAllDisplays().map(({ workArea }) => workArea),
    workAreaAt: (place) =>
      (place === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(place)).workArea,
    open: (bounds, state, events) => openBarWindow(bounds, state, events, { windows, gateway }),
  });
  if (!sources.hidesWindows) {
    new CoveredParts({
      captures,
      bars,
      tell: (capture, areas) => gateway.push('screen:covered', { capture, areas: [...areas] }),
    });
  }
  const displayAt = (place: Area): Area => screen.getDisplayMatching(place).bounds;
  const overlays = new Overlays({
    platform: sources.platform,
    captures,
    desktop,
    look,
    displays: () => screen.getAllDisplays().map(({ bounds }) => bounds),
    displayAt,
    openPane: (bounds, moved) =>
      openPaneWindow(bounds, moved, () => bars.moveToTop(), { windows, gateway }),
    openBoard: (display, events) =>
      openBoardWindow(display, events, () => bars.moveToTop(), { windows, gateway }),
    openBorder: makeBorderWindows,
    stopDrawing: (capture) =>
      gateway.push('presenting:wish', {
        from: 'overlay',
        capture,
        intent: { type: 'stop-drawing' },
      }),
  });
  const regions = new RegionChoices({
    stills,
    look: () => look.current(),
    stepAside: () => stepAside(callWindow(), { captures, clock: systemClock }),
    open: (display, choice, gone) => openRegionWindow(display, choice, gone, { windows, gateway }),
  });
  return {
    handlers: createPresentingHandlers({
      bars,
      overlays,
      regions,
      showCall,
      wish: (wish) => gateway.push('presenting:wish', wish),
    }),
    chooseRegion: (source) => regions.choose(source, captures.page),
    lookChanged,
  };
}
