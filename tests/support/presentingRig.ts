import type { Captures, Capture, CapturesChange } from '../../main/capture/captures.ts';
import type { Area } from '../../main/desktop/desktop.ts';
import type { Look, WindowLook } from '../../main/windows/windowLook.ts';
import { CaptureId, type ShareKind, type SharingBar } from '../../preload/contract/presenting.ts';
import { ScreenSourceId } from '../../preload/contract/screenSources.ts';

/** Main's register of captures, whose captures the test starts, moves and releases. */
export class PlayedCaptures implements Pick<Captures, 'current' | 'get' | 'whereIs' | 'subscribe'> {
  readonly #captures = new Map<CaptureId, Capture>();
  readonly #places = new Map<CaptureId, Area | null>();
  readonly #listeners = new Set<(change: CapturesChange) => void>();

  get current(): readonly Capture[] {
    return [...this.#captures.values()];
  }

  get(id: CaptureId): Capture | null {
    return this.#captures.get(id) ?? null;
  }

  whereIs(id: CaptureId): Area | null {
    return this.#places.get(id) ?? null;
  }

  subscribe(listener: (change: CapturesChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(number: number, place: Area | null, kind: ShareKind = 'screen'): CaptureId {
    const id = CaptureId.parse(number);
    const capture: Capture = {
      id,
      source: ScreenSourceId.parse('screen:1:0'),
      region: null,
      kind,
      name: 'Screen 1',
      sound: false,
      display: 1,
      started: { width: 1_920, height: 1_080 },
    };
    this.#captures.set(id, capture);
    this.#tell({ type: 'started', capture });
    this.move(id, place);
    return id;
  }

  move(id: CaptureId, place: Area | null): void {
    const capture = this.get(id);
    if (capture === null) throw new Error('no such capture');
    this.#places.set(id, place);
    this.#tell({ type: 'moved', capture, place });
  }

  release(id: CaptureId): void {
    const capture = this.get(id);
    if (capture === null) return;
    this.#captures.delete(id);
    this.#tell({ type: 'released', capture });
  }

  #tell(change: CapturesChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Language and theme that the test changes. */
export class PlayedLook implements WindowLook {
  #look: Look = { language: 'en', theme: 'dark' };
  readonly #listeners = new Set<() => void>();

  current(): Look {
    return this.#look;
  }

  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  change(look: Look): void {
    this.#look = look;
    for (const listener of this.#listeners) listener();
  }
}

export function barOf(capture: CaptureId, more: Partial<SharingBar> = {}): SharingBar {
  return {
    capture,
    sourceName: 'Screen 1',
    kind: 'screen',
    startedAtMs: 0,
    state: 'live',
    sound: 'none',
    ink: 'everyone',
    canDraw: true,
    drawing: false,
    hasInk: false,
    sharpening: 'off',
    microphone: true,
    failures: { microphone: null, camera: null },
    camera: true,
    viewers: [],
    ...more,
  };
}
