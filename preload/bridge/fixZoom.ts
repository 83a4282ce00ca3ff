import { webFrame } from 'electron';

/**
 * Gives the page a zoom of its own, 100 %: Chromium keeps one for all windows of a host, and what is
 * drawn over the screen would lie elsewhere when another window is zoomed.
 */
export function fixZoom(): void {
  webFrame.setZoomFactor(1);
}
