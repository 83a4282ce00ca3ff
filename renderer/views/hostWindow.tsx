import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';

/** A window of ours, with what it makes things with. */
export type HostWindow = Window & typeof globalThis;

/**
 * Opens an empty window of our own origin, so one with everything that ours has, and black from its
 * first picture on. @returns null: main refuses it.
 */
export function openHostWindow(name: string, features: string): HostWindow | null {
  const child = window.open('', name, features) as HostWindow | null;
  if (child === null) return null;
  for (const part of [child.document.documentElement, child.document.body]) {
    part.style.background = '#000';
  }
  return child;
}

const Host = createContext<HostWindow | null>(null);

export interface HostWindowProviderProps {
  readonly window: HostWindow;
  readonly children: ReactNode;
}

/** Says that what is inside is shown in another window than the call. */
export function HostWindowProvider({ window: host, children }: HostWindowProviderProps) {
  return <Host value={host}>{children}</Host>;
}

/**
 * The window that shows the calling view. Its frames and timers go on while the call's own window
 * is hidden, and its display may be another one.
 */
export function useHostWindow(): HostWindow {
  return use(Host) ?? window;
}

/** Display pixels for each CSS pixel, kept fresh. */
export function usePixelRatio(): number {
  const host = useHostWindow();
  return useSyncExternalStore(
    (listener) => {
      // The query is for one ratio: after a change another one has to be asked.
      let query = host.matchMedia(`(resolution: ${host.devicePixelRatio}dppx)`);
      const change = (): void => {
        query.removeEventListener('change', change);
        query = host.matchMedia(`(resolution: ${host.devicePixelRatio}dppx)`);
        query.addEventListener('change', change);
        listener();
      };
      query.addEventListener('change', change);
      return () => query.removeEventListener('change', change);
    },
    () => host.devicePixelRatio,
  );
}
