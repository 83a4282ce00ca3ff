import type {
  CallIntent,
  CallSnapshot,
  SharedScreen,
} from '../../preload/contract/callSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import type { CaptureState, MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import { changeBetween } from '../../preload/contract/inkChange.ts';
import type {
  BarIntent,
  CaptureId,
  InkScene,
  PresentingWish,
  SharingBar,
} from '../../preload/contract/presenting.ts';
import type { ShareElements } from '../engine/call/presenting.ts';
import type { SnapshotSource } from './snapshotSource.ts';

export interface PresentingRelayParts {
  readonly api: WindowApi;
  readonly call: SnapshotSource<CallSnapshot, CallIntent>;
  readonly media: {
    current(): Devices;
    subscribe(listener: () => void): () => void;
  };
  readonly shares: Pick<ShareElements, 'scene' | 'onScene'>;
  /** Ends it: bars and overlays are closed. */
  readonly signal: AbortSignal;
  problem(event: string, error: unknown): void;
}

type Devices = Pick<MediaSnapshot, 'microphone' | 'camera'>;

type OwnScreen = SharedScreen & { readonly ownShare: NonNullable<SharedScreen['ownShare']> };

/**
 * Keeps the windows around one's own shares up to date, through main: a bar for each, and the ink
 * on the shared screen itself. What is wished in them goes to the call.
 */
export function relayPresenting(parts: PresentingRelayParts): void {
  const { api, call, media, signal, problem } = parts;
  let wanted: readonly SharingBar[] = [];
  const tellBars = createLatest(
    () => api.invoke('presenting:bars', { bars: [...wanted] }),
    (error) => problem('sharing bars', error),
  );
  const bars = (next: readonly SharingBar[]): void => {
    wanted = next;
    tellBars();
  };
  const overlays = new Map<CaptureId, () => void>();
  let shown = '[]';

  const follow = (): void => {
    const snapshot = call.current();
    const own = ownScreens(snapshot);
    const next = own.map((screen) => barOf(screen, snapshot, media.current()));
    const text = JSON.stringify(next);
    if (text !== shown) {
      shown = text;
      bars(next);
    }
    const captures = new Set(own.map(({ ownShare }) => ownShare.capture));
    for (const [capture, stop] of overlays) {
      if (captures.has(capture)) continue;
      stop();
      overlays.delete(capture);
    }
    for (const { share, ownShare } of own) {
      const { capture, overlay } = ownShare;
      if (overlay === 'none' || overlays.has(capture)) continue;
      overlays.set(capture, relayScene(parts, share, capture));
    }
  };

  const stops = [
    call.subscribe(follow),
    media.subscribe(follow),
    api.on('presenting:wish', (wish) => {
      const screen = ownScreens(call.current()).find(
        ({ ownShare }) => ownShare.capture === wish.capture,
      );
      if (screen !== undefined) take(wish, screen, call);
    }),
  ];
  signal.addEventListener(
    'abort',
    () => {
      for (const stop of [...stops, ...overlays.values()]) stop();
      bars([]);
    },
    { once: true },
  );
  follow();
}

function ownScreens({ screens }: CallSnapshot): readonly OwnScreen[] {
  return screens.filter((screen): screen is OwnScreen => screen.ownShare !== null);
}

function barOf(
  { state, kind, ink, still, ownShare }: OwnScreen,
  call: CallSnapshot,
  media: Devices,
): SharingBar {
  const { capture, sourceName, startedAtMs, soundSwitch, overlay, drawing, hasInk } = ownShare;
  return {
    capture,
    sourceName,
    kind,
    startedAtMs,
    state,
    sound: soundSwitch,
    ink,
    canDraw: overlay !== 'none',
    drawing,
    hasInk,
    sharpening: SHARPENING[still],
    microphone: call.self.microphone,
    camera: call.self.camera,
    failures: { microphone: failureOf(media.microphone), camera: failureOf(media.camera) },
    viewers: [...ownShare.viewers],
  };
}

function failureOf(capture: CaptureState): SharingBar['failures']['microphone'] {
  return capture.state === 'failed' ? capture.failure : null;
}

const SHARPENING = {
  none: 'off',
  coming: 'sending',
  shown: 'sharp',
  failed: 'failed',
} as const satisfies Record<SharedScreen['still'], SharingBar['sharpening']>;

function take(
  wish: PresentingWish,
  { share }: OwnScreen,
  call: SnapshotSource<CallSnapshot, CallIntent>,
): void {
  switch (wish.from) {
    case 'bar': {
      const intent = toCallIntent(wish.intent, share);
      if (intent !== null) call.send(intent);
      return;
    }
    case 'overlay':
      switch (wish.intent.type) {
        case 'ink':
          return call.send({ type: 'ink', share, ink: wish.intent.ink });
        case 'stop-drawing':
          return call.send({ type: 'draw-on-screen', share, on: false });
      }
  }
}

function toCallIntent(intent: BarIntent, share: SharedScreen['share']): CallIntent | null {
  switch (intent.type) {
    case 'pause':
      return { type: 'pause-share', share, paused: intent.paused };
    case 'stop':
      return { type: 'stop-sharing', share };
    case 'set-sound':
      return { type: 'set-share-sound', share, on: intent.on };
    case 'sharpen':
      return { type: 'sharpen', share };
    case 'set-ink':
      return { type: 'set-ink', share, ink: intent.ink };
    case 'draw':
      return { type: 'draw-on-screen', share, on: intent.on };
    case 'clear-ink':
      return { type: 'ink', share, ink: { type: 'clear', whose: 'all' } };
    case 'set-microphone':
    case 'set-camera':
      return intent;
    // Main has done these already.
    case 'resize':
    case 'show-call':
      return null;
  }
}

/** @returns ends it. */
function relayScene(
  { api, call, shares, problem }: PresentingRelayParts,
  share: SharedScreen['share'],
  capture: CaptureId,
): () => void {
  const isDrawing = (): boolean =>
    ownScreens(call.current()).find((other) => other.share === share)?.ownShare.drawing ?? false;
  let told: InkScene = { strokes: [], pointers: [] };
  const tell = createLatest(
    () => {
      const scene = shares.scene(share, 'screen');
      const ink = changeBetween(told, scene);
      told = scene;
      drawing = isDrawing();
      const author = call.current().self.id;
      return api.invoke('presenting:scene', { capture, drawing, author, ink });
    },
    (error) => problem('overlay', error),
  );
  let drawing = isDrawing();
  const stopScene = shares.onScene(share, tell);
  const stopCall = call.subscribe(() => {
    if (isDrawing() !== drawing) tell();
  });
  tell();
  return () => {
    stopScene();
    stopCall();
  };
}

/** Sends one at a time; what comes meanwhile is sent together, when it is made. */
function createLatest(send: () => Promise<unknown>, failed: (error: unknown) => void): () => void {
  let waiting = false;
  let busy = false;
  const next = (): void => {
    if (busy || !waiting) return;
    waiting = false;
    busy = true;
    send()
      .catch(failed)
      .finally(() => {
        busy = false;
        next();
      });
  };
  return () => {
    waiting = true;
    next();
  };
}
