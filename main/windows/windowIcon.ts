import { nativeImage, type App, type BrowserWindow, type NativeImage } from 'electron';
import path from 'node:path';

/** Pixels of the pictures, which are those of the desktop's icon theme, by the scale of a display. */
const SIZES = [
  [1, 128],
  [2, 256],
] as const;

/**
 * Gives each window the app's icon on Linux, where title bars and lists of windows would show a generic
 * one. Elsewhere it is the program's.
 *
 * @param windows - those that there are.
 * @param dir - of the pictures, named by their size.
 */
export function giveWindowsTheirIcon(
  app: Pick<App, 'on'>,
  windows: readonly BrowserWindow[],
  dir: string,
  platform: NodeJS.Platform,
): void {
  if (platform !== 'linux') return;
  const icon = read(dir);
  for (const window of windows) window.setIcon(icon);
  app.on('browser-window-created', (_, window: BrowserWindow) => window.setIcon(icon));
}

function read(dir: string): NativeImage {
  const icon = nativeImage.createEmpty();
  for (const [scaleFactor, size] of SIZES) {
    const picture = nativeImage.createFromPath(path.join(dir, `${size}x${size}.png`));
    icon.addRepresentation({ scaleFactor, width: size, height: size, buffer: picture.toPNG() });
  }
  return icon;
}
