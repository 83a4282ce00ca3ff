/** A rectangle. Of which pixels, its user says. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function isSameArea(one: Area, other: Area): boolean {
  return (
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height
  );
}

/** A window of any program, as the window system has it. */
interface WindowState {
  /** The window's content, without its frame, in pixels of the whole desktop. */
  readonly area: Area;
  readonly minimised: boolean;
}

/** `unknown`: the window system does not answer (any more). */
export type WindowSighting = WindowState | 'gone' | 'unknown';

/** What the window system knows of windows that are not ours, and of itself. */
export interface Desktop {
  look(window: number): Promise<WindowSighting>;
  /**
   * Tells how a window stands, at first and after each change.
   *
   * @returns ends the watch.
   */
  watch(window: number, listener: (sighting: WindowSighting) => void): () => void;
  /** Asks the window manager to put a window above the others and give it the keyboard. */
  activate(window: number): void;
  /** Whether transparent windows are transparent. */
  hasCompositor(): Promise<boolean>;
  /** Tells when that has changed. @returns ends the watch. */
  watchCompositor(listener: (isRunning: boolean) => void): () => void;
  close(): void;
}

/**
 * A desktop that tells nothing of other programs' windows.
 *
 * @param compositor - whether transparent windows are transparent there.
 */
export function silentDesktop(compositor: boolean): Desktop {
  return {
    look: () => Promise.resolve('unknown'),
    watch: () => () => undefined,
    activate: () => undefined,
    hasCompositor: () => Promise.resolve(compositor),
    watchCompositor: () => () => undefined,
    close: () => undefined,
  };
}
