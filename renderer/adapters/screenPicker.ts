import type { PickerIntent, PickerSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { CallIntent } from '../../preload/contract/callSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import type { SoundOffer } from '../../preload/contract/presenting.ts';
import type { ScreenSource } from '../../preload/contract/screenSources.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** While the picker is open its pictures are renewed this often; closed it costs nothing. */
const REFRESH_MS = 1_000;

const CLOSED: PickerSnapshot = {
  state: 'closed',
  failure: null,
  picker: 'own',
  sources: [],
  sound: 'unsupported',
  regions: false,
  replaces: null,
  choosingRegion: false,
};

export interface ScreenPickerParts {
  readonly api: WindowApi;
  readonly platform: 'win32' | 'darwin' | 'linux';
  /** Whether the call plays on the speaker that the system plays on by default. */
  speakerIsDefault(): boolean;
  /** Called when that may be different. @returns ends the subscription. */
  onSpeaker(listener: () => void): () => void;
  /** Starts the share of a region that was drawn. */
  share(intent: Extract<CallIntent, { readonly type: 'share-screen' }>): void;
}

/** The screen picker's state: what there is to share, while somebody looks. */
export function createScreenPicker(
  parts: ScreenPickerParts,
): SnapshotSource<PickerSnapshot, PickerIntent> {
  const picker = new ScreenPicker(parts);
  return {
    current: () => picker.cell.current(),
    subscribe: (listener) => picker.cell.subscribe(listener),
    send: (intent) => picker.send(intent),
  };
}

class ScreenPicker {
  readonly cell = new SnapshotCell<PickerSnapshot>(CLOSED);
  readonly #parts: ScreenPickerParts;
  /** From an opening to its close; a slow answer for an earlier one is known by it. */
  #opening: AbortController | null = null;
  /** What the platform offers, before the call's own speaker is looked at. */
  #platformSound: SoundOffer = 'unsupported';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ScreenPickerParts) {
    this.#parts = parts;
  }

  send(intent: PickerIntent): void {
    switch (intent.type) {
      case 'open':
        return this.#open(intent.replaces);
      case 'close':
        return this.#close();
      case 'share-region':
        return void this.#shareRegion(intent);
    }
  }

  #open(replaces: PickerSnapshot['replaces']): void {
    this.#close();
    const opening = new AbortController();
    this.#opening = opening;
    const stop = this.#parts.onSpeaker(() => this.#show({ sound: this.#sound() }));
    opening.signal.addEventListener('abort', stop, { once: true });
    this.cell.set({ ...CLOSED, state: 'loading', replaces });
    void this.#refresh(opening.signal);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#opening?.abort();
    this.#opening = null;
    if (this.cell.current().state !== 'closed') this.cell.set(CLOSED);
  }

  async #refresh(open: AbortSignal): Promise<void> {
    const listed = await this.#parts.api
      .invoke('screen:list', undefined)
      .catch(() => ({ ok: false, reason: 'failed' }) as const);
    if (open.aborted) return;
    this.#timer = setTimeout(() => void this.#refresh(open), REFRESH_MS);
    // The list stands still behind the drawing of a region.
    if (this.cell.current().choosingRegion) return;
    if (!listed.ok) {
      this.#show({ state: 'failed', failure: listed.reason, sources: NO_SOURCES });
      return;
    }
    const { picker, sources, sound, regions } = listed.value;
    this.#platformSound = sound;
    this.#show({
      state: 'ready',
      failure: null,
      picker,
      sources: keepSame(this.cell.current().sources, sources),
      sound: this.#sound(),
      regions,
    });
  }

  async #shareRegion(
    intent: Extract<PickerIntent, { readonly type: 'share-region' }>,
  ): Promise<void> {
    const open = this.#opening?.signal;
    const { replaces, choosingRegion } = this.cell.current();
    if (open === undefined || choosingRegion) return;
    this.#show({ choosingRegion: true });
    const { source, sound, optimiseFor } = intent;
    const chosen = await this.#parts.api
      .invoke('screen:choose-region', { source })
      .catch(() => ({ ok: false, reason: 'failed' }) as const);
    if (open.aborted) return;
    if (!chosen.ok) {
      this.#show({ choosingRegion: false });
      return;
    }
    this.#close();
    const region = chosen.value;
    this.#parts.share({ type: 'share-screen', source, region, sound, optimiseFor, replaces });
  }

  #sound(): SoundOffer {
    // Linux alone captures what one speaker plays, our own call included.
    const echoes = this.#parts.platform === 'linux' && this.#parts.speakerIsDefault();
    return this.#platformSound === 'available' && echoes ? 'same-speaker' : this.#platformSound;
  }

  /** Sets fields; nobody is told when all of them are what they were. */
  #show(fields: Partial<PickerSnapshot>): void {
    const next = { ...this.cell.current(), ...fields };
    const before = this.cell.current();
    const keys = Object.keys(next) as (keyof PickerSnapshot)[];
    if (keys.some((key) => next[key] !== before[key])) this.cell.set(next);
  }
}

const NO_SOURCES: readonly ScreenSource[] = [];

/** The new list with every source that is the same as before being the same object: no flicker. */
function keepSame(
  before: readonly ScreenSource[],
  sources: readonly ScreenSource[],
): readonly ScreenSource[] {
  const known = new Map(before.map((source) => [source.id, source]));
  const merged = sources.map((source) => {
    const old = known.get(source.id);
    return old !== undefined && isSame(old, source) ? old : source;
  });
  const same =
    merged.length === before.length && merged.every((source, index) => source === before[index]);
  return same ? before : merged;
}

function isSame(one: ScreenSource, other: ScreenSource): boolean {
  return (
    one.thumbnailKey === other.thumbnailKey &&
    one.name === other.name &&
    one.kind === other.kind &&
    one.display === other.display &&
    one.shared === other.shared &&
    (one.icon === null) === (other.icon === null)
  );
}
