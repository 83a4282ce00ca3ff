import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WindowApi } from '../../../preload/contract/channels.ts';
import { ScreenSource, type ScreenList } from '../../../preload/contract/screenSources.ts';
import {
  createScreenPicker,
  type ScreenPickerParts,
} from '../../../renderer/adapters/screenPicker.ts';
import { ShareId } from '../../../signaling/protocol/ids.ts';

const SHARE = ShareId.parse('s'.repeat(22));
const REGION = { x: 0, y: 0, width: 64, height: 64 };

function source(id: string, more: Partial<ScreenSource> = {}): ScreenSource {
  return ScreenSource.parse({
    id,
    kind: 'screen',
    name: id,
    thumbnail: new Uint8Array(3),
    thumbnailKey: 'one',
    icon: null,
    display: null,
    shared: false,
    ...more,
  });
}

type Answer =
  | { readonly ok: true; readonly value: ScreenList }
  | { readonly ok: false; readonly reason: 'denied' };

let sources: ScreenSource[];
let answer: (() => Answer) | null;
let asked: number;
/** Answers that are held back. */
let held: (() => void)[] | null;
let region: { readonly ok: boolean };
let shared: unknown[];
let speakerIsDefault: boolean;
let speakerListeners: Set<() => void>;
let parts: ScreenPickerParts;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [source('screen:1:0'), source('window:2:0', { kind: 'window' })];
  answer = null;
  asked = 0;
  held = null;
  region = { ok: true };
  shared = [];
  speakerIsDefault = false;
  speakerListeners = new Set();
  const invoke = async (channel: string): Promise<unknown> => {
    if (channel === 'screen:choose-region') {
      return Promise.resolve(
        region.ok ? { ok: true, value: REGION } : { ok: false, reason: 'cancelled' },
      );
    }
    asked += 1;
    if (held !== null) await new Promise<void>((resolve) => held?.push(resolve));
    const value: ScreenList = {
      picker: 'own',
      sources: sources.map((one) => ({ ...one })),
      sound: 'available',
      regions: true,
    };
    return answer?.() ?? { ok: true, value };
  };
  parts = {
    api: { invoke } as unknown as WindowApi,
    platform: 'linux',
    speakerIsDefault: () => speakerIsDefault,
    onSpeaker(listener) {
      speakerListeners.add(listener);
      return () => speakerListeners.delete(listener);
    },
    share: (intent) => shared.push(intent),
  };
});

afterEach(() => {
  vi.useRealTimers();
});

describe('an open picker', () => {
  test('lists what there is, about once a second, one request at a time', async () => {
    const picker = createScreenPicker(parts);
    picker.send({ type: 'open', replaces: SHARE });
    expect(picker.current()).toMatchObject({ state: 'loading', replaces: SHARE });
    await vi.advanceTimersByTimeAsync(0);
    expect(picker.current()).toMatchObject({ state: 'ready', sources, regions: true });
    held = [];
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(2);
    held[0]?.();
    held = null;
    await vi.advanceTimersByTimeAsync(3_100);
    expect(asked).toBe(5);
  });

  test('keeps what is the same, so that nothing flickers', async () => {
    const picker = createScreenPicker(parts);
    let told = 0;
    picker.subscribe(() => (told += 1));
    picker.send({ type: 'open', replaces: null });
    await vi.advanceTimersByTimeAsync(0);
    const before = picker.current();
    told = 0;
    await vi.advanceTimersByTimeAsync(3_000);
    expect([told, picker.current()]).toEqual([0, before]);
    sources = [
      source('screen:1:0', { thumbnailKey: 'two' }),
      source('window:2:0', { kind: 'window' }),
    ];
    await vi.advanceTimersByTimeAsync(1_000);
    const after = picker.current();
    expect(after.sources[0]).not.toBe(before.sources[0]);
    expect(after.sources[1]).toBe(before.sources[1]);
    sources = sources.toReversed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(picker.current().sources).toEqual(after.sources.toReversed());
    expect(picker.current().sources[0]).toBe(after.sources[1]);
  });

  test('says why it has nothing, and recovers', async () => {
    const picker = createScreenPicker(parts);
    answer = () => ({ ok: false, reason: 'denied' });
    picker.send({ type: 'open', replaces: null });
    await vi.advanceTimersByTimeAsync(0);
    expect(picker.current()).toMatchObject({ state: 'failed', failure: 'denied', sources: [] });
    answer = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(picker.current()).toMatchObject({ state: 'ready', failure: null });
  });
});

describe('computer sound', () => {
  test('is not offered on Linux while the call plays on the captured speaker', async () => {
    speakerIsDefault = true;
    const picker = createScreenPicker(parts);
    picker.send({ type: 'open', replaces: null });
    await vi.advanceTimersByTimeAsync(0);
    expect(picker.current().sound).toBe('same-speaker');
    speakerIsDefault = false;
    for (const listener of speakerListeners) listener();
    expect(picker.current().sound).toBe('available');
  });

  test('is offered elsewhere, where one does not hear oneself', async () => {
    speakerIsDefault = true;
    const picker = createScreenPicker({ ...parts, platform: 'win32' });
    picker.send({ type: 'open', replaces: null });
    await vi.advanceTimersByTimeAsync(0);
    expect(picker.current().sound).toBe('available');
  });
});

describe('a closed picker', () => {
  test('asks for nothing and listens to nothing', async () => {
    const picker = createScreenPicker(parts);
    picker.send({ type: 'open', replaces: null });
    await vi.advanceTimersByTimeAsync(0);
    picker.send({ type: 'close' });
    const before = asked;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(before);
    expect([picker.current().state, speakerListeners.size, vi.getTimerCount()]).toEqual([
      'closed',
      0,
      0,
    ]);
  });

  test('is not opened again by an answer that comes late', async () => {
    held = [];
    const picker = createScreenPicker(parts);
    picker.send({ type: 'open', replaces: null });
    picker.send({ type: 'close' });
    for (const give of held) give();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([picker.current().state, asked]).toEqual(['closed', 1]);
  });
});

describe('a region', () => {
  const intent = {
    type: 'share-region',
    source: source('screen:1:0').id,
    sound: true,
    optimiseFor: 'motion',
  } as const;

  test('is drawn, then shared in the place that the picker is for', async () => {
    const picker = createScreenPicker(parts);
    picker.send({ type: 'open', replaces: SHARE });
    await vi.advanceTimersByTimeAsync(0);
    picker.send(intent);
    expect(picker.current().choosingRegion).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(picker.current().state).toBe('closed');
    expect(shared).toEqual([{ ...intent, type: 'share-screen', region: REGION, replaces: SHARE }]);
  });

  test('that is not drawn leaves the picker open', async () => {
    region = { ok: false };
    const picker = createScreenPicker(parts);
    picker.send({ type: 'open', replaces: null });
    await vi.advanceTimersByTimeAsync(0);
    picker.send(intent);
    await vi.advanceTimersByTimeAsync(0);
    expect(picker.current()).toMatchObject({ state: 'ready', choosingRegion: false });
    expect(shared).toEqual([]);
  });

  test('that is drawn when the picker is closed is not shared', async () => {
    const picker = createScreenPicker(parts);
    picker.send({ type: 'open', replaces: null });
    await vi.advanceTimersByTimeAsync(0);
    picker.send(intent);
    picker.send({ type: 'close' });
    await vi.advanceTimersByTimeAsync(0);
    expect(shared).toEqual([]);
  });
});
