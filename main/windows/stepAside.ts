import type { BrowserWindow } from 'electron';
import type { Area } from '../desktop/desktop.ts';
import type { Clock } from '../signaling/clock.ts';

/** No system tells when a window is off the screen, and many have it fly away. */
const FLIGHT_MS = 350;

/** Brings a window back, unless it would then cover what is to be seen; null: nothing is. */
export type ComeBack = (seen: Area | null) => void;

/** Minimises a window, so that what is behind it can be seen. @param window - null: there is none. */
export async function stepAside(window: BrowserWindow | null, clock: Clock): Promise<ComeBack> {
  if (window === null || !window.isVisible() || window.isMinimized()) return () => undefined;
  const place = window.getBounds();
  window.minimize();
  await new Promise<void>((resolve) => clock.after(FLIGHT_MS, resolve));
  return (seen) => {
    if (!window.isDestroyed() && (seen === null || !overlap(seen, place))) window.restore();
  };
}

function overlap(one: Area, other: Area): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
