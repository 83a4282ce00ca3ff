import type { WebContents } from 'electron';

const ZOOM_KEYS: ReadonlySet<string> = new Set(['+', '=', '-', '_', '0']);

/** Keeps the menu's shortcuts from zooming a window whose page must lie where the screen has it. */
export function refuseZoomKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, { control, meta, key }) => {
    if ((control || meta) && ZOOM_KEYS.has(key)) event.preventDefault();
  });
}
