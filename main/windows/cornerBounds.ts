import type { Area } from '../desktop/desktop.ts';

const INCOMING_SIZE = { width: 380, height: 180 } as const;
const PALETTE_SIZE = { width: 560, height: 360 } as const;
/** Between a window in a corner and the edges of the work area. */
const MARGIN = 16;
/** How much of the free height is above the palette, so that it is where one looks. */
const ABOVE_PALETTE = 0.3;

/**
 * Where an incoming call is shown: in the corner where the system shows its notifications, too.
 * All in device-independent pixels of the whole desktop.
 *
 * @param zoom - of the page; the window grows with it as far as it fits.
 */
export function incomingBounds(workArea: Area, zoom: number, platform: NodeJS.Platform): Area {
  const size = fitted(INCOMING_SIZE, workArea, zoom);
  return {
    ...size,
    x: workArea.x + workArea.width - size.width - MARGIN,
    y:
      platform === 'darwin'
        ? workArea.y + MARGIN
        : workArea.y + workArea.height - size.height - MARGIN,
  };
}

/** Where the palette is shown: in the middle, a little above. */
export function paletteBounds(workArea: Area): Area {
  const size = fitted(PALETTE_SIZE, workArea, 1);
  return {
    ...size,
    x: Math.round(workArea.x + (workArea.width - size.width) / 2),
    y: Math.round(workArea.y + (workArea.height - size.height) * ABOVE_PALETTE),
  };
}

function fitted(
  { width, height }: { readonly width: number; readonly height: number },
  workArea: Area,
  zoom: number,
): { readonly width: number; readonly height: number } {
  return {
    width: Math.min(Math.round(width * zoom), workArea.width - 2 * MARGIN),
    height: Math.min(Math.round(height * zoom), workArea.height - 2 * MARGIN),
  };
}
