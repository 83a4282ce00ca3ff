import { desktopCapturer, systemPreferences } from 'electron';
import process from 'node:process';
import type { Result } from '../../preload/contract/result.ts';
import { ScreenSourceId, type ScreenSource } from '../../preload/contract/screenSources.ts';
import type { Log } from '../system/log.ts';

const THUMBNAIL_SIZE = { width: 320, height: 180 } as const;
const MAX_NAME_LENGTH = 512;

/** The screens and windows that can be shown, as the system lists them. */
export interface ScreenSources {
  list(): Promise<Result<ScreenSource[], 'denied' | 'failed'>>;
  /** Whether a source that was listed is still there. */
  exists(id: ScreenSourceId): Promise<boolean>;
  isDenied(): boolean;
}

/** Lists by Electron's `desktopCapturer`. */
export function createScreenSources(log: Log): ScreenSources {
  let listed: ReadonlySet<string> = new Set();
  const isDenied = (): boolean =>
    process.platform === 'darwin' && systemPreferences.getMediaAccessStatus('screen') === 'denied';
  return {
    isDenied,
    async list() {
      if (isDenied()) return { ok: false, reason: 'denied' };
      try {
        const sources = await desktopCapturer.getSources({
          types: ['screen', 'window'],
          thumbnailSize: THUMBNAIL_SIZE,
          fetchWindowIcons: true,
        });
        listed = new Set(sources.map(({ id }) => id));
        return { ok: true, value: sources.flatMap(toScreenSource) };
      } catch {
        log.warn('screens not listed');
        return { ok: false, reason: 'failed' };
      }
    },
    async exists(id) {
      // There a listing opens the system's own dialog, so it is not done again.
      if (isWayland()) return listed.has(id);
      const types: ('screen' | 'window')[] = [id.startsWith('screen:') ? 'screen' : 'window'];
      const sources = await desktopCapturer
        .getSources({ types, thumbnailSize: { width: 0, height: 0 } })
        .catch(() => []);
      return sources.some((source) => source.id === id);
    },
  };
}

function isWayland(): boolean {
  return process.platform === 'linux' && process.env['XDG_SESSION_TYPE'] === 'wayland';
}

function toScreenSource(source: Electron.DesktopCapturerSource): ScreenSource[] {
  const id = ScreenSourceId.safeParse(source.id);
  if (!id.success) return [];
  // Null on systems without icons, whatever the type says.
  const icon = source.appIcon as Electron.NativeImage | null;
  return [
    {
      id: id.data,
      kind: id.data.startsWith('screen:') ? 'screen' : 'window',
      name: source.name.slice(0, MAX_NAME_LENGTH),
      thumbnail: new Uint8Array(source.thumbnail.toPNG()),
      icon: icon === null || icon.isEmpty() ? null : new Uint8Array(icon.toPNG()),
    },
  ];
}
