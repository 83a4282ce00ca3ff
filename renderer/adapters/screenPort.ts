import type { ShareFailure } from '../../preload/contract/callSnapshot.ts';
import type { RequestOutput, WindowApi } from '../../preload/contract/channels.ts';
import type {
  CaptureEvent,
  CaptureId,
  CoveredArea,
  OverlayPlace,
} from '../../preload/contract/presenting.ts';
import { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import {
  ScreenRefusal,
  type CaptureRequest,
  type ScreenCapture,
  type ScreenPort,
} from '../engine/ports.ts';
import { MOTION_FRAME_RATE, TEXT_FRAME_RATE } from '../engine/present/laneSending.ts';
import { createRegionTrack } from '../engine/present/regionTrack.ts';

type Granted = Extract<RequestOutput<'screen:grant'>, { readonly ok: true }>['value'];

/** The system's own dialog chooses. */
const PORTAL = 'portal';
/** Fewer have no time for twice the frames beside a call. */
const CORES_FOR_MOTION = 4;

/**
 * Has main grant the chosen source, captures it, and tells main when it runs and when it is over.
 *
 * @param problem - told what went wrong with main itself.
 */
export function createScreenPort(
  api: WindowApi,
  problem: (event: string, error: unknown) => void,
): ScreenPort {
  const captures = new Map<CaptureId, CaptureEvents>();
  api.on('screen:event', ({ capture, event }) => captures.get(capture)?.tell(event));
  api.on('screen:covered', ({ capture, areas }) => captures.get(capture)?.cover(areas));
  // Main lets the next capture have what was granted last: so one after the other.
  let last: Promise<unknown> = Promise.resolve();

  function release(capture: CaptureId): void {
    captures.delete(capture);
    api
      .invoke('screen:release', { capture })
      .catch((error: unknown) => problem('release capture', error));
  }

  async function open(request: CaptureRequest): Promise<ScreenCapture> {
    const source = ScreenSourceId.safeParse(request.source);
    if (!source.success) throw new ScreenRefusal('gone');
    const { region, sound } = request;
    const grant = await api.invoke('screen:grant', { source: source.data, region, sound });
    if (!grant.ok) throw new ScreenRefusal(grant.reason);
    const { capture } = grant.value;
    const events = new CaptureEvents();
    captures.set(capture, events);
    let stream: MediaStream | null = null;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia(constraintsOf(request));
      const [video] = stream.getVideoTracks();
      if (video === undefined || video.readyState !== 'live') throw new ScreenRefusal('gone');
      const { width = 1, height = 1 } = video.getSettings();
      const { overlay } = await api.invoke('screen:started', { capture, width, height });
      const broken = (why: string): void => problem('cut region', why);
      const running: Running = { stream, video, overlay, events, broken };
      return captureOf(api, grant.value, request, running, () => release(capture));
    } catch (error) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      release(capture);
      throw error instanceof ScreenRefusal
        ? error
        : new ScreenRefusal(refusalOf(error, request.source));
    }
  }

  return {
    capture(request) {
      const next = last.then(() => open(request));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

interface Running {
  readonly stream: MediaStream;
  readonly video: MediaStreamTrack;
  readonly overlay: OverlayPlace;
  readonly events: CaptureEvents;
  /** Told why a region is no longer cut out. */
  readonly broken: (why: string) => void;
}

/** What happened to one capture, also before anybody listened. */
class CaptureEvents {
  readonly #listeners = new Set<(event: CaptureEvent) => void>();
  readonly #missed: CaptureEvent[] = [];
  readonly #coverListeners = new Set<(areas: readonly CoveredArea[]) => void>();
  #areas: readonly CoveredArea[] = [];

  tell(event: CaptureEvent): void {
    if (this.#listeners.size === 0) this.#missed.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  subscribe(listener: (event: CaptureEvent) => void): () => void {
    this.#listeners.add(listener);
    queueMicrotask(() => {
      for (const event of this.#missed.splice(0)) this.tell(event);
    });
    return () => this.#listeners.delete(listener);
  }

  cover(areas: readonly CoveredArea[]): void {
    this.#areas = areas;
    for (const listener of this.#coverListeners) listener(areas);
  }

  covered(listener: (areas: readonly CoveredArea[]) => void): () => void {
    this.#coverListeners.add(listener);
    listener(this.#areas);
    return () => this.#coverListeners.delete(listener);
  }
}

function captureOf(
  api: WindowApi,
  { capture: id, name, kind }: Granted,
  { region }: CaptureRequest,
  { stream, video, overlay, events, broken }: Running,
  release: () => void,
): ScreenCapture {
  const life = new AbortController();
  return {
    id,
    name,
    kind,
    overlay,
    video: region === null ? video : createRegionTrack(video, region, life.signal, broken),
    sound: stream.getAudioTracks()[0] ?? null,
    subscribe: (listener) => events.subscribe(listener),
    covered: (listener) => events.covered(listener),
    async still() {
      const taken = await api
        .invoke('screen:still', { capture: id })
        .catch(() => ({ ok: false, reason: 'failed' }) as const);
      if (!taken.ok) throw new ScreenRefusal(taken.reason);
      return taken.value;
    },
    release() {
      if (life.signal.aborted) return;
      life.abort();
      for (const track of stream.getTracks()) track.stop();
      release();
    },
  };
}

/** `restrictOwnAudio` is newer than the oldest runtime, which ignores it (W3C screen-capture). */
interface SoundConstraints extends MediaTrackConstraints {
  readonly restrictOwnAudio: boolean;
}

/** What to ask for; width and height are left alone, so that every pixel comes. */
function constraintsOf({ sound, optimiseFor }: CaptureRequest): DisplayMediaStreamOptions {
  const audio: SoundConstraints = {
    // They are for voices; and nobody shall hear themselves.
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    restrictOwnAudio: true,
  };
  return {
    video: { frameRate: optimiseFor === 'motion' ? motionFrameRate() : TEXT_FRAME_RATE },
    audio: sound ? audio : false,
  };
}

function motionFrameRate(): number {
  return navigator.hardwareConcurrency >= CORES_FOR_MOTION ? MOTION_FRAME_RATE : TEXT_FRAME_RATE;
}

function refusalOf(error: unknown, source: string): ShareFailure {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return source === PORTAL ? 'cancelled' : 'denied';
  if (name === 'NotFoundError' || name === 'AbortError') return 'gone';
  return 'failed';
}
