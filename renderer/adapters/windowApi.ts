import type { WindowKind } from '../../preload/contract/channelNames.ts';
import type { WindowApi, WindowApiOf } from '../../preload/contract/channels.ts';

declare global {
  interface Window {
    readonly api: WindowApi;
  }
}

/** What the preload of this window exposes; the one place that names it. */
export function windowApi(): WindowApi {
  return window.api;
}

/** The same in a window of a kind that is not the call's. */
export function smallWindowApi<Kind extends Exclude<WindowKind, 'call'>>(): WindowApiOf<Kind> {
  // Each kind has a preload of its own; the page's types know the call's.
  const api: unknown = window.api;
  return api as WindowApiOf<Kind>;
}
