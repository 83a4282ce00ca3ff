import type { BrowserWindow } from 'electron';
import type { Captures } from '../capture/captures.ts';
import type { Area } from '../desktop/desktop.ts';
import { Timer, type Clock } from '../signaling/clock.ts';

/** No system tells when a window is off the screen, and many have it fly away. */
const FLIGHT_MS = 350;
/** A share that has not begun by then is not going to. */
const SHARE_BEGINS_MS = 10_000;

/** Brings a window back, once it covers nothing of what is shared; null: nothing is. */
export type ComeBack = (shared: Area | null) => void;

/** What of a window this needs. */
type AsideWindow = Pick<
  BrowserWindow,
  'isVisible' | 'isMinimized' | 'isDestroyed' | 'getBounds' | 'minimize' | 'restore'
> & {
  once(event: 'restore' | 'show' | 'closed', listener: () => void): unknown;
  off(event: 'restore' | 'show' | 'closed', listener: () => void): unknown;
};

export interface StepAsideParts {
  readonly captures: Pick<Captures, 'current' | 'subscribe'>;
  readonly clock: Clock;
}

/** Minimises a window, so that what is behind it can be seen. @param window - null: there is none. */
export async function stepAside(
  window: AsideWindow | null,
  { captures, clock }: StepAsideParts,
): Promise<ComeBack> {
  if (window === null || !window.isVisible() || window.isMinimized()) return () => undefined;
  const place = window.getBounds();
  window.minimize();
  await new Promise<void>((resolve) => clock.after(FLIGHT_MS, resolve));
  return (shared) => {
    if (window.isDestroyed()) return;
    if (shared === null || !overlap(shared, place)) window.restore();
    else restoreAfterShare(window, { captures, clock });
  };
}

/** Restores it when no area is shared any more, unless the person has done so before. */
function restoreAfterShare(window: AsideWindow, { captures, clock }: StepAsideParts): void {
  const timer = new Timer(clock);
  const isShared = (): boolean => captures.current.some(({ kind }) => kind === 'region');
  const comeBack = (): void => {
    forget();
    if (!window.isDestroyed()) window.restore();
  };
  const stop = captures.subscribe(({ type, capture }) => {
    if (type === 'released' && capture.kind === 'region' && !isShared()) comeBack();
  });
  const forget = (): void => {
    stop();
    timer.clear();
    for (const event of ['restore', 'show', 'closed'] as const) window.off(event, forget);
  };
  for (const event of ['restore', 'show', 'closed'] as const) window.once(event, forget);
  timer.set(SHARE_BEGINS_MS, () => {
    if (!isShared()) comeBack();
  });
}

function overlap(one: Area, other: Area): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
