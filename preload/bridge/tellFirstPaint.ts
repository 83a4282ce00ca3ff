import { ipcRenderer } from 'electron';
import { PAINTED_CHANNEL } from '../contract/channelNames.ts';

/** Tells main when the page has drawn its first content (W3C Paint Timing). */
export function tellFirstPaint(): void {
  const observer = new PerformanceObserver((entries) => {
    if (entries.getEntriesByName('first-contentful-paint').length === 0) return;
    observer.disconnect();
    ipcRenderer.send(PAINTED_CHANNEL);
  });
  observer.observe({ type: 'paint', buffered: true });
}
