import {
  CaptureId,
  type CaptureEvent,
  type OverlayPlace,
  type Region,
  type ShareKind,
} from '../../preload/contract/presenting.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import type { Area, Desktop } from '../desktop/desktop.ts';
import type { ScreenLock } from '../desktop/screenLock.ts';
import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import { watchCapture } from './captureWatch.ts';
import { DisplayMediaGrants } from './displayMediaGrants.ts';
import { pixelSize, roundingOf, type Displays, type Size } from './displays.ts';
import { overlayPlace } from './overlayPlace.ts';
import { windowNumber, type FoundSource, type ScreenSources } from './screenSources.ts';
import { withTimeLimit } from './timeLimit.ts';

/** A share must not wait for a window system that does not answer. */
const COMPOSITOR_LIMIT_MS = 3_000;

/** One capture, from its grant to its release. */
export interface Capture {
  readonly id: CaptureId;
  readonly source: ScreenSourceId;
  readonly region: Region | null;
  readonly kind: ShareKind;
  /** Of the source; empty where the system does not tell. */
  readonly name: string;
  readonly sound: boolean;
  /** Electron's id of the display that is captured; null of windows, and where it is not known. */
  readonly display: number | null;
  /** Pixels of the captured picture; null until it has started. */
  readonly started: Size | null;
}

export type CapturesChange =
  | { readonly type: 'started'; readonly capture: Capture }
  /** What is captured is somewhere else; null: nowhere, or nobody knows. */
  | { readonly type: 'moved'; readonly capture: Capture; readonly place: Area | null }
  | { readonly type: 'happened'; readonly capture: Capture; readonly event: CaptureEvent }
  | { readonly type: 'released'; readonly capture: Capture };

export interface CaptureRequest {
  readonly source: ScreenSourceId;
  readonly region: Region | null;
  readonly sound: boolean;
}

export interface CapturesParts {
  readonly sources: ScreenSources;
  readonly desktop: Desktop;
  readonly displays: Displays;
  readonly lock: ScreenLock;
  readonly clock: Clock;
  readonly log: Log;
}

interface Entry {
  capture: Capture;
  place: Area | null;
  endWatch: (() => void) | null;
}

/**
 * The captures that are alive: granted, then started, until they are released. It is the truth
 * about what is shown; all that belongs to a capture follows it.
 */
export class Captures {
  readonly grants: DisplayMediaGrants;
  readonly #parts: CapturesParts;
  readonly #entries = new Map<CaptureId, Entry>();
  readonly #listeners = new Set<(change: CapturesChange) => void>();
  #page = new AbortController();
  #lastId = 0;

  constructor(parts: CapturesParts) {
    this.#parts = parts;
    this.grants = new DisplayMediaGrants(parts.clock, ({ capture }) => this.release(capture));
    parts.lock.subscribe((isLocked) => {
      for (const { capture } of this.#entries.values()) {
        if (capture.started !== null) this.#happened(capture.id, isLocked ? 'locked' : 'unlocked');
      }
    });
  }

  /** All that are alive, the oldest first. */
  get current(): readonly Capture[] {
    return [...this.#entries.values()].map(({ capture }) => capture);
  }

  /** Aborted when the page that holds the captures is over. */
  get page(): AbortSignal {
    return this.#page.signal;
  }

  get(id: CaptureId): Capture | null {
    return this.#entries.get(id)?.capture ?? null;
  }

  isShared(source: ScreenSourceId): boolean {
    return this.current.some((capture) => capture.source === source && capture.started !== null);
  }

  /** Where what is captured is, in device-independent pixels; null: nowhere, or nobody knows. */
  whereIs(id: CaptureId): Area | null {
    return this.#entries.get(id)?.place ?? null;
  }

  /** @returns ends the subscription. */
  subscribe(listener: (change: CapturesChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets the page begin one capture of a source, soon. */
  async grant(
    request: CaptureRequest,
  ): Promise<
    Result<
      { readonly capture: CaptureId; readonly name: string; readonly kind: ShareKind },
      'gone' | 'denied'
    >
  > {
    const { sources, lock } = this.#parts;
    const { page } = this;
    if (sources.isDenied()) return { ok: false, reason: 'denied' };
    const found = await sources.find(request.source);
    // The system may have said no just now.
    if (sources.isDenied()) return { ok: false, reason: 'denied' };
    // By then the page may be another one.
    if (found === null || page.aborted || !this.#hasRegion(found, request.region)) {
      return { ok: false, reason: 'gone' };
    }
    lock.start();
    const capture = this.#add(found, request);
    const { id, name, kind, source, sound } = capture;
    this.grants.give({ capture: id, source, sound });
    return { ok: true, value: { capture: id, name, kind } };
  }

  /** The capture runs: what it shows is watched from now on. */
  async start(id: CaptureId, size: Size): Promise<OverlayPlace> {
    const { sources, desktop, lock, clock } = this.#parts;
    const entry = this.#entries.get(id);
    if (entry === undefined) return 'none';
    if (entry.endWatch === null) this.#begin(entry, size);
    if (lock.isLocked) this.#happened(id, 'locked');
    const hasCompositor = await withTimeLimit(
      clock,
      COMPOSITOR_LIMIT_MS,
      desktop.hasCompositor(),
    ).catch(() => false);
    const { kind } = entry.capture;
    const place = overlayPlace(sources.platform, kind, hasCompositor, sources.hidesWindows);
    return this.#entries.has(id) ? place : 'none';
  }

  /** The capture is over, or did not come to be. More calls do no harm. */
  release(id: CaptureId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.grants.revoke(id);
    entry.endWatch?.();
    this.#log('capture released', entry.capture);
    this.#tell({ type: 'released', capture: entry.capture });
  }

  /** The page is over, with all that it captured. */
  clear(): void {
    this.#page.abort();
    this.#page = new AbortController();
    for (const { id } of this.current) this.release(id);
  }

  #add(found: FoundSource, { region, sound }: CaptureRequest): Capture {
    this.#lastId += 1;
    const capture: Capture = {
      id: CaptureId.parse(this.#lastId),
      source: found.id,
      region,
      kind: region === null ? found.kind : 'region',
      name: found.name,
      sound,
      display: found.display ?? this.#onlyDisplay(found),
      started: null,
    };
    this.#entries.set(capture.id, { capture, place: null, endWatch: null });
    this.#log('capture granted', capture);
    return capture;
  }

  #begin(entry: Entry, { width, height }: Size): void {
    const capture = { ...entry.capture, started: { width, height } };
    entry.capture = capture;
    entry.endWatch = () => undefined;
    this.#log('capture started', capture);
    this.#tell({ type: 'started', capture });
    const { desktop, displays } = this.#parts;
    // Who presents a window works in it.
    const window = windowNumber(capture.source);
    if (window !== null) desktop.activate(window);
    const endWatch = watchCapture(
      capture,
      { desktop, displays },
      {
        moved: (place) => {
          if (!this.#entries.has(capture.id) || isSame(entry.place, place)) return;
          entry.place = place;
          this.#tell({ type: 'moved', capture, place });
        },
        happened: (event) => this.#happened(capture.id, event),
      },
    );
    // Who was told may have released it at once.
    if (this.#entries.has(capture.id)) entry.endWatch = endWatch;
    else endWatch();
  }

  /** Where the system does not say which screen is which, one can only be that one. */
  #onlyDisplay({ kind }: FoundSource): number | null {
    const { sources, displays } = this.#parts;
    const [only, ...others] = displays.all();
    if (kind !== 'screen' || sources.platform === 'wayland' || others.length > 0) return null;
    return only?.id ?? null;
  }

  /** Whether a region is a part of that source. */
  #hasRegion(found: FoundSource, region: Region | null): boolean {
    if (region === null) return true;
    const { sources, displays } = this.#parts;
    if (found.kind !== 'screen' || sources.platform === 'wayland') return false;
    const id = found.display ?? this.#onlyDisplay(found);
    const display = displays.all().find((candidate) => candidate.id === id);
    if (display === undefined) return false;
    const { width, height } = pixelSize(display);
    const rounding = roundingOf(display);
    return (
      region.x + region.width <= width + rounding && region.y + region.height <= height + rounding
    );
  }

  #happened(id: CaptureId, event: CaptureEvent): void {
    const capture = this.get(id);
    if (capture === null) return;
    this.#parts.log.info('captured source', { capture: id, event });
    this.#tell({ type: 'happened', capture, event });
  }

  #tell(change: CapturesChange): void {
    for (const listener of this.#listeners) {
      // One that fails must not keep a capture alive for the others.
      try {
        listener(change);
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        this.#parts.log.error('capture listener failed', { change: change.type, error: name });
      }
    }
  }

  #log(event: string, { id, kind }: Capture): void {
    this.#parts.log.info(event, { capture: id, kind, alive: this.#entries.size });
  }
}

function isSame(one: Area | null, other: Area | null): boolean {
  if (one === null || other === null) return one === other;
  const { x, y, width, height } = one;
  return x === other.x && y === other.y && width === other.width && height === other.height;
}
