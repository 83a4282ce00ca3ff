import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallIntent, CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { WindowApi } from '../../../preload/contract/channels.ts';
import type { MediaSnapshot } from '../../../preload/contract/mediaSnapshot.ts';
import { CallSpeaker, guardAgainstEcho } from '../../../renderer/adapters/callSpeaker.ts';
import { SnapshotCell } from '../../../renderer/adapters/snapshotSource.ts';

type Media = Pick<MediaSnapshot, 'chosen' | 'speakers'>;
const chosen = (speaker: string | null): Media => ({
  chosen: { microphone: null, camera: null, speaker },
  speakers: [
    { id: 'default', label: 'Default' },
    { id: 'one', label: 'Headset' },
    { id: 'two', label: 'Loudspeaker' },
  ],
});

let media: SnapshotCell<Media>;
let systemDefault: string | null;

function speakerOn(platform: 'win32' | 'darwin' | 'linux'): CallSpeaker {
  const api = { invoke: () => Promise.resolve(systemDefault) } as unknown as WindowApi;
  return new CallSpeaker({ api, platform, media });
}

beforeEach(() => {
  vi.useFakeTimers();
  media = new SnapshotCell(chosen('one'));
  systemDefault = 'Loudspeaker';
});

afterEach(() => void vi.useRealTimers());

test('on Linux the default speaker is captured, by whatever name the call plays on it', async () => {
  const speaker = speakerOn('linux');
  let told = 0;
  const stop = speaker.subscribe(() => (told += 1));
  await vi.advanceTimersByTimeAsync(0);
  expect([speaker.isCaptured(), told]).toEqual([false, 1]);
  media.set(chosen('two'));
  expect([speaker.isCaptured(), told]).toEqual([true, 2]);
  media.set(chosen('default'));
  expect(speaker.isCaptured()).toBe(true);
  media.set(chosen(null));
  expect(speaker.isCaptured()).toBe(true);
  stop();
});

test('a default that the person changes elsewhere is noticed, while somebody listens', async () => {
  const speaker = speakerOn('linux');
  const stop = speaker.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  systemDefault = 'Headset';
  await vi.advanceTimersByTimeAsync(2_000);
  expect(speaker.isCaptured()).toBe(true);
  stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('one who listens later is told at once what is known', async () => {
  const speaker = speakerOn('linux');
  const stop = speaker.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  let told = 0;
  const stopLater = speaker.subscribe(() => (told += 1));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toBe(1);
  stop();
  stopLater();
});

test('what cannot be known counts as captured', async () => {
  systemDefault = null;
  const speaker = speakerOn('linux');
  const stop = speaker.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(speaker.isCaptured()).toBe(true);
  stop();
});

test.each(['win32', 'darwin'] as const)('on %s the call is left out by the system', (platform) => {
  media.set(chosen('default'));
  expect(speakerOn(platform).isCaptured()).toBe(false);
});

test('shared sound is switched off when the call moves to the captured speaker', async () => {
  const sharing = {
    screens: [{ ownShare: { soundSwitch: 'on' } }],
  } as unknown as CallSnapshot;
  const cell = new SnapshotCell(sharing);
  const sent: CallIntent['type'][] = [];
  const call = {
    current: () => cell.current(),
    subscribe: (listener: (next: CallSnapshot) => void) => cell.subscribe(listener),
    send: (intent: CallIntent) => void sent.push(intent.type),
  };
  const life = new AbortController();
  guardAgainstEcho(call, speakerOn('linux'), life.signal);
  cell.set({ ...sharing });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual([]);
  media.set(chosen('two'));
  expect(sent).toEqual(['sound-would-echo']);
  life.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});
