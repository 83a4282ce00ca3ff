import type { SoundOffer } from '../../preload/contract/presenting.ts';
import type { CapturePlatform } from './capturePlatform.ts';
import { listedSources, type ListedSourcesParts } from './listedSources.ts';
import { portalSources } from './portalSources.ts';
import type { ScreenSources } from './screenSources.ts';

/** Below this, macOS has no way to what the computer plays. */
const MACOS_WITH_SOUND = 13;
/** From this on, macOS captures also the windows that ask to be left out. */
const MACOS_THAT_HIDES_NOTHING = 15;

export interface PlatformSourcesParts extends Omit<
  ListedSourcesParts,
  'platform' | 'isDenied' | 'sound' | 'hidesWindows'
> {
  /** As `systemPreferences` has it; looked at on macOS only. */
  readonly screenAccess: () => string;
  /** `13.6.1`; looked at on macOS only. */
  readonly systemVersion: () => string;
  /** Whether a PulseAudio server is there; asked on Linux only. */
  readonly hasPulseServer: () => boolean;
}

/** The sources of the platform that the app runs on. */
export function platformSources(
  platform: CapturePlatform,
  parts: PlatformSourcesParts,
): ScreenSources {
  const never = (): boolean => false;
  const offer = (isAvailable: boolean): SoundOffer => (isAvailable ? 'available' : 'unsupported');
  const version = (): number => Number.parseInt(parts.systemVersion(), 10);
  const pulse = (): SoundOffer => offer(parts.hasPulseServer());
  switch (platform) {
    case 'wayland':
      return portalSources(pulse);
    case 'x11':
      return listedSources({
        ...parts,
        platform,
        isDenied: never,
        sound: pulse,
        hidesWindows: false,
      });
    case 'windows':
      return listedSources({
        ...parts,
        platform,
        isDenied: never,
        sound: () => 'available',
        hidesWindows: true,
      });
    case 'macos':
      return listedSources({
        ...parts,
        platform,
        // An app that was never asked about is told the same as one that was refused.
        isDenied: () => ['denied', 'restricted'].includes(parts.screenAccess()),
        sound: () => offer(version() >= MACOS_WITH_SOUND),
        hidesWindows: version() < MACOS_THAT_HIDES_NOTHING,
      });
  }
}
