import type {
  CallIntent,
  CallSnapshot,
  SharedScreen,
} from '../../preload/contract/callSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
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
  readonly shares: Pick<ShareElements, 'scene' | 'onScene'>;
  /** Ends it: bars and overlays are closed. */
  readonly signal: AbortSignal;
  problem(event: string, error: unknown): void;
}

type OwnScreen = SharedScreen & { readonly ownShare: NonNullable<SharedScreen['ownShare']> };

/**
 * Keeps the windows around one's own shares up to date, through main: a bar for each, and the ink
 * on the shared screen itself. What is wished in them goes to the call.
 */
export function relayPresenting(parts: PresentingRelayParts): void {
  const { api, call, signal, problem } = parts;
  const bars = createLatest(
    (next: readonly SharingBar[]) => api.invoke('presenting:bars', { bars: [...next] }),
    (error) => problem('sharing bars', error),
  );
  const overlays = new Map<CaptureId, () => void>();
  let shown = '[]';

  const follow = (): void => {
    const snapshot = call.current();
    const own = ownScreens(snapshot);
    const next = own.map((screen) => barOf(screen, snapshot));
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

function barOf({ state, kind, ink, still, ownShare }: OwnScreen, call: CallSnapshot): SharingBar {
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
    viewers: [...ownShare.viewers],
  };
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
  interface Shown {
    readonly drawing: boolean;
    readonly scene: InkScene;
  }
  const tell = createLatest(
    ({ drawing, scene }: Shown) =>
      api.invoke('presenting:scene', { capture, drawing, author: call.current().self.id, scene }),
    (error) => problem('overlay', error),
  );
  const now = (): Shown => {
    const screen = ownScreens(call.current()).find((other) => other.share === share);
    return {
      drawing: screen?.ownShare.drawing ?? false,
      scene: shares.scene(share, 'screen'),
    };
  };
  let drawing = now().drawing;
  const stopScene = shares.onScene(share, () => tell(now()));
  const stopCall = call.subscribe(() => {
    const next = now();
    if (next.drawing === drawing) return;
    drawing = next.drawing;
    tell(next);
  });
  tell(now());
  return () => {
    stopScene();
    stopCall();
  };
}

/** Sends one at a time, and of what comes meanwhile only the newest. */
function createLatest<Value>(
  send: (value: Value) => Promise<unknown>,
  failed: (error: unknown) => void,
): (value: Value) => void {
  let waiting: { readonly value: Value } | null = null;
  let busy = false;
  const next = (): void => {
    if (busy || waiting === null) return;
    const { value } = waiting;
    waiting = null;
    busy = true;
    send(value)
      .catch(failed)
      .finally(() => {
        busy = false;
        next();
      });
  };
  return (value) => {
    waiting = { value };
    next();
  };
}
