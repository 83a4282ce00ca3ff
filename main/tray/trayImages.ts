import { nativeImage, type NativeImage } from 'electron';
import path from 'node:path';
import type { ContactStatus } from '../../signaling/protocol/contactMessages.ts';
import type { TrayIcon } from './trayIcon.ts';

/** `template`: coloured by macOS itself; `on-any`: seen on dark and light panels alike. */
export type TrayAppearance = 'on-dark' | 'on-light' | 'on-any' | 'template';

/** A picture's file for each scale of a display. */
export type ImageFiles = readonly (readonly [scaleFactor: number, file: string])[];

/**
 * Which picture can be seen on the panel. Nobody tells the colour of a Linux panel: it is not that of
 * the apps.
 *
 * @param isDark - whether the taskbar of Windows is dark.
 */
export function trayAppearance(platform: NodeJS.Platform, isDark: boolean): TrayAppearance {
  if (platform === 'darwin') return 'template';
  if (platform !== 'win32') return 'on-any';
  return isDark ? 'on-dark' : 'on-light';
}

/** Names of the files in `build/tray` that make up an icon. */
export function trayImageFiles(
  icon: TrayIcon,
  isResting: boolean,
  appearance: TrayAppearance,
  platform: NodeJS.Platform,
): ImageFiles {
  const rest = icon.kind === 'ringing' && isResting ? '-rest' : '';
  const name = `${icon.kind}${rest}${icon.badge ? '-missed' : ''}`;
  if (appearance === 'template') {
    return [
      [1, `${name}Template.png`],
      [2, `${name}Template@2x.png`],
    ];
  }
  // Windows has icons of 16 pixels, Linux' panels of 22 or 24.
  const sizes: readonly (readonly [number, number])[] =
    platform === 'win32'
      ? [
          [1, 16],
          [1.5, 24],
          [2, 32],
          [2.75, 44],
        ]
      : [
          [1, 22],
          [2, 44],
        ];
  return sizes.map(([scaleFactor, size]) => [scaleFactor, `${name}-${appearance}-${size}.png`]);
}

/** Loads the tray's pictures from a folder, each once. */
export class TrayImages {
  readonly #dir: string;
  readonly #loaded = new Map<string, NativeImage>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  load(files: ImageFiles, isTemplate: boolean): NativeImage {
    const key = files.map(([, file]) => file).join();
    const known = this.#loaded.get(key);
    if (known !== undefined) return known;
    const image = nativeImage.createEmpty();
    for (const [scaleFactor, file] of files) {
      const { width, height, png } = this.#read(file);
      image.addRepresentation({ scaleFactor, width, height, buffer: png });
    }
    if (isTemplate) image.setTemplateImage(true);
    this.#loaded.set(key, image);
    return image;
  }

  /** The mark of a status beside a person's name. */
  presence(status: ContactStatus): NativeImage {
    const name = `presence-${status}`;
    return this.load(
      [
        [1, `${name}.png`],
        [2, `${name}@2x.png`],
      ],
      false,
    );
  }

  #read(file: string): { readonly width: number; readonly height: number; readonly png: Buffer } {
    const image = nativeImage.createFromPath(path.join(this.#dir, file));
    return { ...image.getSize(), png: image.toPNG() };
  }
}
