import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WindowApi } from '../../../preload/contract/channels.ts';
import type { CaptureEvent, CoveredArea } from '../../../preload/contract/presenting.ts';
import { createScreenPort } from '../../../renderer/adapters/screenPort.ts';
import type { CaptureRequest } from '../../../renderer/engine/ports.ts';

class FakeTrack extends EventTarget {
  readyState = 'live';

  stop(): void {
    this.readyState = 'ended';
  }

  getSettings(): MediaTrackSettings {
    return { width: 1_280, height: 720 };
  }
}

let told: string[];
let constraints: DisplayMediaStreamOptions[];
let tracks: FakeTrack[];
let grant: object;
let started: () => Promise<unknown>;
let display: () => Promise<{ readonly withSound: boolean }>;
let push: (payload: { readonly capture: number; readonly event: CaptureEvent }) => void;
let cover: (payload: { readonly capture: number; readonly areas: readonly CoveredArea[] }) => void;
let cores: number;

beforeEach(() => {
  told = [];
  constraints = [];
  tracks = [];
  cores = 8;
  grant = { ok: true, value: { capture: 7, name: 'Editor', kind: 'window' } };
  started = async () => Promise.resolve({ overlay: 'beside' });
  display = async () => Promise.resolve({ withSound: true });
  vi.stubGlobal('navigator', {
    get hardwareConcurrency() {
      return cores;
    },
    mediaDevices: {
      async getDisplayMedia(options: DisplayMediaStreamOptions) {
        told.push('capture');
        constraints.push(options);
        const { withSound } = await display();
        const video = new FakeTrack();
        const sound = withSound && options.audio !== false ? [new FakeTrack()] : [];
        tracks.push(video, ...sound);
        return {
          getTracks: () => [video, ...sound],
          getVideoTracks: () => [video],
          getAudioTracks: () => sound,
        };
      },
    },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function port(): ReturnType<typeof createScreenPort> {
  const api = {
    async invoke(channel: string, input: object) {
      told.push(`${channel} ${JSON.stringify(input)}`);
      await Promise.resolve();
      if (channel === 'screen:grant') return grant;
      if (channel === 'screen:started') return await started();
      if (channel === 'screen:still') return { ok: false, reason: 'gone' };
      return undefined;
    },
    on: (channel: string, listener: never) => {
      if (channel === 'screen:event') push = listener;
      else cover = listener;
      return () => undefined;
    },
  };
  return createScreenPort(api as unknown as WindowApi, () => undefined);
}

const request: CaptureRequest = {
  source: 'window:1:0',
  region: null,
  sound: false,
  optimiseFor: 'text',
};

describe('a capture', () => {
  test('is granted, captured, told as started, and told as over exactly once', async () => {
    const capture = await port().capture(request);
    expect(capture).toMatchObject({
      id: 7,
      name: 'Editor',
      kind: 'window',
      overlay: 'beside',
      sound: null,
    });
    expect(constraints).toEqual([{ video: { frameRate: 30 }, audio: false }]);
    capture.release();
    capture.release();
    expect(told).toEqual([
      'screen:grant {"source":"window:1:0","region":null,"sound":false}',
      'capture',
      'screen:started {"capture":7,"width":1280,"height":720}',
      'screen:release {"capture":7}',
    ]);
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  test('for motion asks for all frames where the machine has the cores', async () => {
    const screens = port();
    await screens.capture({ ...request, optimiseFor: 'motion' });
    cores = 2;
    await screens.capture({ ...request, optimiseFor: 'motion' });
    expect(constraints.map(({ video }) => video)).toEqual([{ frameRate: 60 }, { frameRate: 30 }]);
  });

  test('takes sound as it is, without what is for voices', async () => {
    const capture = await port().capture({ ...request, sound: true });
    expect(constraints[0]?.audio).toEqual({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      restrictOwnAudio: true,
    });
    expect(capture.sound).toBe(tracks[1]);
    capture.release();
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  });

  test('knows what covers its picture, and nothing of other captures', async () => {
    const capture = await port().capture(request);
    const area = { x: 0, y: 8, width: 600, height: 52 };
    cover({ capture: 7, areas: [area] });
    cover({ capture: 8, areas: [] });
    const heard: (readonly CoveredArea[])[] = [];
    const end = capture.covered((areas) => heard.push(areas));
    cover({ capture: 7, areas: [] });
    end();
    cover({ capture: 7, areas: [area] });
    expect(heard).toEqual([[area], []]);
  });

  test('hears what happens to it, also before anybody listened, and nothing of others', async () => {
    const capture = await port().capture(request);
    push({ capture: 7, event: 'minimised' });
    const heard: CaptureEvent[] = [];
    const stop = capture.subscribe((event) => heard.push(event));
    await Promise.resolve();
    push({ capture: 8, event: 'gone' });
    push({ capture: 7, event: 'restored' });
    stop();
    push({ capture: 7, event: 'gone' });
    expect(heard).toEqual(['minimised', 'restored']);
  });

  test('has no still when main has none', async () => {
    const capture = await port().capture(request);
    await expect(capture.still()).rejects.toMatchObject({ reason: 'gone' });
  });

  test('waits for the one before it, for main lets one through at a time', async () => {
    const first = Promise.withResolvers<{ withSound: boolean }>();
    display = async () => first.promise;
    const screens = port();
    const one = screens.capture(request);
    const two = screens.capture({ ...request, source: 'window:2:0' });
    await expect.poll(() => told.length).toBe(2);
    display = async () => Promise.resolve({ withSound: false });
    first.reject(new DOMException('', 'NotAllowedError'));
    await expect(one).rejects.toMatchObject({ reason: 'denied' });
    await two;
    expect(told.filter((line) => line.startsWith('screen:grant'))).toHaveLength(2);
  });
});

describe('a capture that does not come to be', () => {
  test.each([
    ['NotAllowedError', 'window:1:0', 'denied'],
    ['NotAllowedError', 'portal', 'cancelled'],
    ['NotFoundError', 'window:1:0', 'gone'],
    ['AbortError', 'window:1:0', 'gone'],
    ['NotReadableError', 'window:1:0', 'failed'],
  ])('%s of %s is %s, and main hears that it is over', async (name, source, reason) => {
    display = async () => Promise.reject(new DOMException('', name));
    await expect(port().capture({ ...request, source })).rejects.toMatchObject({ reason });
    expect(told.at(-1)).toBe('screen:release {"capture":7}');
  });

  test('because main does not know the source has nothing to release', async () => {
    grant = { ok: false, reason: 'gone' };
    await expect(port().capture(request)).rejects.toMatchObject({ reason: 'gone' });
    await expect(port().capture({ ...request, source: 'nonsense' })).rejects.toMatchObject({
      reason: 'gone',
    });
    expect(told).toHaveLength(1);
  });

  test('because main refuses it at the last moment ends what was captured', async () => {
    started = async () => Promise.reject(new Error('refused'));
    await expect(port().capture(request)).rejects.toMatchObject({ reason: 'failed' });
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
    expect(told.at(-1)).toBe('screen:release {"capture":7}');
  });
});
