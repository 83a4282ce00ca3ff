import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import type { RememberedDevices } from '../../preload/contract/settings.ts';
import type { CaptureDevices } from '../../renderer/engine/media/capturer.ts';
import { createLevelMeter } from '../../renderer/engine/media/levelMeter.ts';
import { createLocalMedia, type LocalMedia } from '../../renderer/engine/media/localMedia.ts';
import { createCountingClock, type CountingClock } from '../support/engineClock.ts';

// Chromium's fake devices: two microphones that beep once a second, one camera or more. What they
// cannot do (be denied, busy, missing or pulled) a wrapper does in their place, with real tracks.

/** The page's devices, with some of them broken or pulled by the test. */
class WrappedDevices extends EventTarget {
  readonly tracks: MediaStreamTrack[] = [];
  readonly errors = new Map<'audio' | 'video', string>();
  readonly hidden = new Set<string>();
  listeners = 0;

  port(): CaptureDevices {
    return this as unknown as CaptureDevices;
  }

  live(): readonly MediaStreamTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }

  pull(deviceId: string): void {
    this.hidden.add(deviceId);
    for (const track of this.live()) {
      if (track.getSettings().deviceId !== deviceId) continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    this.dispatchEvent(new Event('devicechange'));
  }

  plug(deviceId: string): void {
    this.hidden.delete(deviceId);
    this.dispatchEvent(new Event('devicechange'));
  }

  async enumerateDevices(): Promise<readonly MediaDeviceInfo[]> {
    const infos = await navigator.mediaDevices.enumerateDevices();
    return infos.filter(
      ({ kind, deviceId }) =>
        !this.hidden.has(deviceId) && !(this.hidden.has('video') && kind === 'videoinput'),
    );
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    for (const kind of ['audio', 'video'] as const) {
      const error = this.errors.get(kind);
      if (error !== undefined && constraints[kind] !== undefined) throw new DOMException('', error);
    }
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    this.tracks.push(...stream.getTracks());
    return stream;
  }

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...args);
  }

  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...args);
  }
}

let devices: WrappedDevices;
let clock: CountingClock;
let memory: RememberedDevices;
let life: AbortController;
let contexts: AudioContext[];
let copies: MediaStreamTrack[];

beforeEach(() => {
  devices = new WrappedDevices();
  clock = createCountingClock();
  memory = {};
  life = new AbortController();
  contexts = [];
  copies = [];
  const RealContext = AudioContext;
  vi.stubGlobal(
    'AudioContext',
    class extends RealContext {
      constructor(options?: AudioContextOptions) {
        super(options);
        contexts.push(this);
      }
    },
  );
  const clone = MediaStreamTrack.prototype.clone;
  vi.spyOn(MediaStreamTrack.prototype, 'clone').mockImplementation(function copy(
    this: MediaStreamTrack,
  ) {
    const made = clone.call(this);
    copies.push(made);
    return made;
  });
});

afterEach(async () => {
  life.abort();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await expectAllReleased();
});

async function expectAllReleased(): Promise<void> {
  const tracks = [...devices.tracks, ...copies];
  expect(tracks.filter((track) => track.readyState === 'live')).toEqual([]);
  expect(devices.listeners).toBe(0);
  expect(clock.waiting()).toBe(0);
  await vi.waitFor(() => {
    expect(contexts.map((context) => context.state)).toEqual(contexts.map(() => 'closed'));
  });
}

function openMedia(switches = { microphone: true, camera: true }): LocalMedia {
  return createLocalMedia({
    devices: devices.port(),
    clock,
    remembered: { load: () => memory, save: (next) => (memory = next) },
    switches,
    signal: life.signal,
  });
}

/** Waits until the snapshot satisfies a condition. */
function until(
  media: LocalMedia,
  condition: (snapshot: MediaSnapshot) => boolean,
): Promise<MediaSnapshot> {
  return new Promise((resolve) => {
    if (condition(media.current())) resolve(media.current());
    const stop = media.subscribe((next) => {
      if (!condition(next)) return;
      stop();
      resolve(next);
    });
  });
}

function bothLive({ microphone, camera }: MediaSnapshot): boolean {
  return microphone.state === 'live' && camera.state === 'live';
}

/** Waits for a level that satisfies a condition. */
function untilLevel(media: LocalMedia, condition: (level: number) => boolean): Promise<number> {
  return new Promise((resolve) => {
    const stop = media.level((level) => {
      if (!condition(level)) return;
      stop();
      resolve(level);
    });
  });
}

function deviceOf(track: MediaStreamTrack | null): string | undefined {
  return track?.getSettings().deviceId;
}

describe('real devices', () => {
  it('open with names, picture and sound', async () => {
    const media = openMedia();
    const snapshot = await until(media, bothLive);
    expect(snapshot.microphones.length).toBeGreaterThanOrEqual(2);
    expect(snapshot.cameras.length).toBeGreaterThanOrEqual(1);
    expect(snapshot.speakers.length).toBeGreaterThanOrEqual(1);
    for (const option of [...snapshot.microphones, ...snapshot.cameras]) {
      expect(option.label).not.toBe('');
      expect(option.id).not.toBe('');
    }
    expect(snapshot.notices).toEqual([]);
    const { microphone, camera } = media.tracks();
    expect(microphone?.getSettings()).toMatchObject({ echoCancellation: true });
    expect(camera?.getSettings()).toMatchObject({ width: 1_280, height: 720 });
    expect(snapshot.chosen.camera).toBe(deviceOf(camera));
    expect(await untilLevel(media, (level) => level > 0.2)).toBeLessThanOrEqual(1);
  });

  it('give a level of nothing while muted, though the meter itself goes on hearing', async () => {
    const media = openMedia({ microphone: true, camera: false });
    await until(media, ({ microphone }) => microphone.state === 'live');
    await untilLevel(media, (level) => level > 0.2);
    media.send({ type: 'set-microphone', on: false });
    const { microphone } = media.tracks();
    expect(microphone?.enabled).toBe(false);
    expect(microphone?.readyState).toBe('live');
    const levels: number[] = [];
    const stop = media.level((level) => levels.push(level));
    const heard = new Promise<void>((resolve) => {
      const meter = createLevelMeter({
        clock,
        signal: life.signal,
        onReading: (rms) => rms > 0.01 && resolve(),
      });
      meter.follow(microphone);
    });
    await heard;
    stop();
    expect(new Set(levels)).toEqual(new Set([0]));
    media.send({ type: 'set-microphone', on: true });
    await untilLevel(media, (level) => level > 0.2);
  });

  it('switch to another microphone, and stop the one before', async () => {
    const media = openMedia({ microphone: true, camera: false });
    const { microphones, chosen } = await until(
      media,
      ({ microphone }) => microphone.state === 'live',
    );
    const before = media.tracks().microphone;
    const other = microphones.find(({ id }) => id !== chosen.microphone);
    media.send({ type: 'choose-device', kind: 'microphone', id: other?.id ?? '' });
    expect(media.current().chosen.microphone).toBe(other?.id);
    await until(media, () => media.tracks().microphone !== before);
    expect(deviceOf(media.tracks().microphone)).toBe(other?.id);
    expect(before?.readyState).toBe('ended');
    expect(devices.live()).toHaveLength(1);
    await untilLevel(media, (level) => level > 0.2);
    expect(Object.values(memory).map((set) => set.microphone)).toEqual([other?.id]);
  });

  it('turn the camera off and on', async () => {
    const media = openMedia();
    await until(media, bothLive);
    const before = media.tracks().camera;
    media.send({ type: 'set-camera', on: false });
    expect(media.current().camera).toEqual({ state: 'off' });
    expect(before?.readyState).toBe('ended');
    expect(media.tracks().camera).toBeNull();
    media.send({ type: 'set-camera', on: true });
    await until(media, bothLive);
    expect(media.tracks().camera?.readyState).toBe('live');
  });

  it('end in the last wish after many toggles', async () => {
    const media = openMedia();
    for (let times = 0; times < 25; times++) {
      media.send({ type: 'set-camera', on: times % 2 === 0 });
      if (times % 5 === 0) await Promise.resolve();
    }
    await until(media, bothLive);
    media.send({ type: 'set-camera', on: false });
    media.send({ type: 'set-camera', on: true });
    media.send({ type: 'set-camera', on: false });
    const isSettled = (): boolean => devices.live().every((track) => track.kind === 'audio');
    await vi.waitFor(() => expect(isSettled()).toBe(true));
    expect(media.current().camera).toEqual({ state: 'off' });
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
  ] as const)('work without a camera when it fails with %s', async (error, failure) => {
    devices.errors.set('video', error);
    const media = openMedia();
    await until(
      media,
      ({ microphone, camera }) => microphone.state === 'live' && camera.state === 'failed',
    );
    expect(media.current().camera).toEqual({ state: 'failed', failure });
    devices.errors.clear();
    media.send({ type: 'retry-device', kind: 'camera' });
    await until(media, bothLive);
  });

  it('work without a microphone, and without both', async () => {
    devices.errors.set('audio', 'NotFoundError');
    const media = openMedia();
    await until(
      media,
      ({ microphone, camera }) => microphone.state === 'failed' && camera.state === 'live',
    );
    media.close();
    devices.errors.set('video', 'NotAllowedError');
    const without = openMedia();
    await until(
      without,
      ({ microphone, camera }) => microphone.state === 'failed' && camera.state === 'failed',
    );
    expect(without.tracks()).toEqual({ microphone: null, camera: null });
    without.close();
    await vi.waitFor(() => expect(devices.live()).toEqual([]));
  });

  it('fall back when one is pulled, and come back when it does', async () => {
    const media = openMedia({ microphone: true, camera: false });
    const { microphones } = await until(media, ({ microphone }) => microphone.state === 'live');
    const chosen = microphones.at(-1);
    media.send({ type: 'choose-device', kind: 'microphone', id: chosen?.id ?? '' });
    await until(media, () => deviceOf(media.tracks().microphone) === chosen?.id);
    devices.pull(chosen?.id ?? '');
    const after = await until(media, ({ notices }) => notices.length > 0);
    expect(after.notices[0]).toMatchObject({ kind: 'microphone', lost: chosen?.label });
    expect(after.notices[0]?.now).not.toBeNull();
    await until(media, ({ microphone }) => microphone.state === 'live');
    expect(deviceOf(media.tracks().microphone)).not.toBe(chosen?.id);
    devices.plug(chosen?.id ?? '');
    await until(media, () => deviceOf(media.tracks().microphone) === chosen?.id);
    expect(media.current().notices).toEqual([]);
  });

  it('play a chime on the chosen speaker', async () => {
    const media = openMedia({ microphone: true, camera: false });
    const { speakers } = await until(media, ({ microphone }) => microphone.state === 'live');
    const speaker = speakers.at(-1)?.id ?? '';
    media.send({ type: 'choose-device', kind: 'speaker', id: speaker });
    expect(media.speakerId()).toBe(speaker);
    const before = contexts.length;
    media.send({ type: 'test-speaker' });
    expect(media.current().testingSpeaker).toBe(true);
    expect(contexts).toHaveLength(before + 1);
    expect((contexts[before] as unknown as { sinkId: string }).sinkId).toBe(speaker);
    await until(media, ({ testingSpeaker }) => !testingSpeaker);
    await vi.waitFor(() => expect(contexts[before]?.state).toBe('closed'));
    const sounded = contexts[before]?.currentTime ?? 0;
    expect(sounded).toBeGreaterThan(0.8);
  });

  it('stop a chime when closed', async () => {
    const media = openMedia({ microphone: true, camera: false });
    await until(media, ({ microphone }) => microphone.state === 'live');
    media.send({ type: 'test-speaker' });
    media.close();
    await vi.waitFor(() => expect(contexts.every(({ state }) => state === 'closed')).toBe(true));
  });
});
