import type { WindowApi } from '../../preload/contract/channels.ts';

declare global {
  interface Window {
    readonly api: WindowApi;
  }
}

/** What the preload of this window exposes; the one place that names it. */
export function windowApi(): WindowApi {
  return window.api;
}
