import type { OverlayPlace, ShareKind } from '../../preload/contract/presenting.ts';
import type { CapturePlatform } from './capturePlatform.ts';

/**
 * Where ink can appear on the presenter's side.
 *
 * @param hasCompositor - without one, a transparent window is a black one.
 * @param hidesWindows - whether captures of a screen leave out the windows that ask for it.
 */
export function overlayPlace(
  platform: CapturePlatform,
  kind: ShareKind,
  hasCompositor: boolean,
  hidesWindows: boolean,
): OverlayPlace {
  switch (platform) {
    case 'x11':
      if (!hasCompositor) return 'none';
      // A window is captured without what lies over it; a screen with it, whatever one asks for.
      return kind === 'window' ? 'beside' : 'in-picture';
    case 'macos':
    case 'windows':
      // Where another program's window is, nobody tells there.
      if (kind === 'window') return 'none';
      return hidesWindows ? 'beside' : 'in-picture';
    case 'wayland':
      // A window can neither be placed nor kept above others.
      return 'none';
  }
}
