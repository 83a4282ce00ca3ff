import { createHash } from 'node:crypto';
import type { SoundOffer } from '../../preload/contract/presenting.ts';
import type { Result } from '../../preload/contract/result.ts';
import {
  ScreenSourceId,
  type ScreenList,
  type ScreenSource,
} from '../../preload/contract/screenSources.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import type { CapturePlatform } from './capturePlatform.ts';
import { displayAt, displayNumber, type Display, type Size } from './displays.ts';
import {
  windowNumber,
  type CapturedImage,
  type CapturedSource,
  type DesktopCapturer,
  type FoundSource,
  type ScreenSources,
} from './screenSources.ts';
import { withTimeLimit } from './timeLimit.ts';

const THUMBNAIL_SIZE: Size = { width: 320, height: 180 };
/** A fraction of a PNG's size and time, at no loss that a thumbnail would show. */
const THUMBNAIL_QUALITY = 82;
const NO_PICTURES: Size = { width: 0, height: 0 };
const MAX_NAME_LENGTH = 512;
const MAX_SOURCES = 512;
/**
 * Chromium may leave a question unanswered; what waits for it must not wait for ever. A busy machine of
 * two cores takes five seconds for its first list.
 */
const LIST_LIMIT_MS = 10_000;
/** A picture may be as large as the screen. */
const PICTURE_LIMIT_MS = 10_000;

export interface ListedSourcesParts {
  readonly platform: Exclude<CapturePlatform, 'wayland'>;
  readonly capturer: DesktopCapturer;
  readonly displays: () => readonly Display[];
  readonly desktop: Desktop;
  /** Media-source ids of our own windows that are never to be shared. */
  readonly hiddenWindows: () => readonly string[];
  /** Media-source ids of all our windows. */
  readonly ownWindows: () => readonly string[];
  readonly isShared: (id: ScreenSourceId) => boolean;
  /** Tells the truth only once the capturer was asked: its first question is the system's, too. */
  readonly isDenied: () => boolean;
  readonly sound: () => SoundOffer;
  /** As `ScreenSources` has it. */
  readonly hidesWindows: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

type Options = Parameters<DesktopCapturer['getSources']>[0];
type GetSources = (options: Options, limitMs: number) => Promise<readonly CapturedSource[]>;

/** The sources of a platform where they can be listed at any time. */
export function listedSources(parts: ListedSourcesParts): ScreenSources {
  let listing: Promise<Result<ScreenList, 'denied' | 'failed'>> | null = null;
  let hasAsked = false;
  const isDenied = (): boolean => hasAsked && parts.isDenied();
  /** All but our own hidden windows. */
  const getSources: GetSources = async (options, limitMs) => {
    const asked = parts.capturer.getSources(options);
    const sources = await withTimeLimit(parts.clock, limitMs, asked).finally(() => {
      hasAsked = true;
    });
    const hidden = new Set(parts.hiddenWindows().map(windowNumber));
    return sources.filter(({ id }) => kindOf(id) === 'screen' || !hidden.has(windowNumber(id)));
  };
  const capture = async (
    id: ScreenSourceId,
    size: Size,
    limitMs: number,
  ): Promise<CapturedSource | null> => {
    const sources = await getSources({ types: [kindOf(id)], thumbnailSize: size }, limitMs);
    return sources.find((source) => source.id === id) ?? null;
  };
  return {
    platform: parts.platform,
    hidesWindows: parts.hidesWindows,
    isDenied,
    sound: parts.sound,
    stream: (id) => ({ id, name: id }),
    list() {
      listing ??= list({ ...parts, isDenied }, getSources).finally(() => {
        listing = null;
      });
      return listing;
    },
    async find(id) {
      const source = await capture(id, NO_PICTURES, LIST_LIMIT_MS).catch(() => null);
      return source === null ? null : found(id, kindOf(id), source);
    },
    async picture(id, size) {
      try {
        const source = await capture(id, size, PICTURE_LIMIT_MS);
        if (source === null) return { ok: false, reason: 'gone' };
        const { thumbnail } = source;
        return isEmpty(thumbnail)
          ? { ok: false, reason: 'failed' }
          : { ok: true, value: thumbnail };
      } catch {
        return { ok: false, reason: 'failed' };
      }
    },
  };
}

async function list(
  parts: ListedSourcesParts,
  getSources: GetSources,
): Promise<Result<ScreenList, 'denied' | 'failed'>> {
  if (parts.isDenied()) return { ok: false, reason: 'denied' };
  try {
    const sources = await getSources(
      {
        types: ['screen', 'window'],
        thumbnailSize: THUMBNAIL_SIZE,
        fetchWindowIcons: true,
      },
      LIST_LIMIT_MS,
    );
    // What macOS lists to an app that it denies is no more than our own windows.
    if (parts.isDenied()) return { ok: false, reason: 'denied' };
    // Our own lie on top, where the person is; hardly ever are they what is to be shared.
    const own = new Set(parts.ownWindows().map(windowNumber));
    const isOwn = ({ id }: CapturedSource): boolean =>
      kindOf(id) === 'window' && own.has(windowNumber(id));
    const shown = sources
      .toSorted((one, other) => Number(isOwn(one)) - Number(isOwn(other)))
      .slice(0, MAX_SOURCES);
    const entries = await Promise.all(shown.map((source) => toEntry(source, parts)));
    return {
      ok: true,
      value: {
        picker: 'own',
        sources: entries.filter((entry) => entry !== null),
        sound: parts.sound(),
        regions: true,
      },
    };
  } catch {
    parts.log.warn('screens not listed');
    return { ok: false, reason: parts.isDenied() ? 'denied' : 'failed' };
  }
}

async function toEntry(
  source: CapturedSource,
  parts: ListedSourcesParts,
): Promise<ScreenSource | null> {
  const id = ScreenSourceId.safeParse(source.id);
  if (!id.success) return null;
  const { thumbnail, appIcon } = source;
  const kind = kindOf(id.data);
  const picture = isEmpty(thumbnail)
    ? new Uint8Array()
    : new Uint8Array(thumbnail.toJPEG(THUMBNAIL_QUALITY));
  return {
    id: id.data,
    kind,
    name: source.name.slice(0, MAX_NAME_LENGTH),
    thumbnail: picture,
    thumbnailKey: createHash('sha1').update(picture).digest('base64url').slice(0, 16),
    icon: appIcon === null || isEmpty(appIcon) ? null : new Uint8Array(appIcon.toPNG()),
    display: await numberOf(source, kind, parts),
    shared: parts.isShared(id.data),
  };
}

function isEmpty(image: CapturedImage): boolean {
  const { width, height } = image.getSize();
  return image.isEmpty() || width === 0 || height === 0;
}

/** Nothing is asked of the window system where there is one display. */
async function numberOf(
  source: CapturedSource,
  kind: 'screen' | 'window',
  { displays, desktop }: ListedSourcesParts,
): Promise<number | null> {
  const all = displays();
  if (all.length < 2) return null;
  if (kind === 'screen') return displayNumber(all, displayId(source));
  const window = windowNumber(source.id);
  if (window === null) return null;
  const sighting = await desktop.look(window);
  if (typeof sighting === 'string') return null;
  return displayNumber(all, displayAt(all, sighting.area)?.id ?? null);
}

function found(id: ScreenSourceId, kind: 'screen' | 'window', source: CapturedSource): FoundSource {
  const display = kind === 'screen' ? displayId(source) : null;
  return { id, kind, name: source.name.slice(0, MAX_NAME_LENGTH), display };
}

function displayId({ display_id: id }: CapturedSource): number | null {
  return /^-?\d+$/.test(id) ? Number(id) : null;
}

function kindOf(id: string): 'screen' | 'window' {
  return id.startsWith('screen:') ? 'screen' : 'window';
}
