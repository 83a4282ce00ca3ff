import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaSnapshot } from '../../../../preload/contract/mediaSnapshot.ts';
import type { RememberedDevices } from '../../../../preload/contract/settings.ts';
import { createLocalMedia, type LocalMedia } from '../../../../renderer/engine/media/localMedia.ts';
import { camera, FakeDevices, microphone, speaker } from './fakeDevices.ts';
import { ManualClock } from './manualClock.ts';

let devices: FakeDevices;
let clock: ManualClock;
let memory: RememberedDevices;
let life: AbortController;
/** Readings of the meter, as if the microphone were this loud. */
let hear: (rms: number) => void;
let followed: MediaStreamTrack | null;
let chimes: { readonly speaker: string | null; readonly end: () => void }[];

beforeEach(() => {
  devices = new FakeDevices([microphone('m1'), camera('c1'), speaker('s1')]);
  clock = new ManualClock();
  memory = {};
  life = new AbortController();
  followed = null;
  chimes = [];
});

afterEach(() => {
  life.abort();
  expectAllReleased();
});

function expectAllReleased(): void {
  expect(devices.live()).toEqual([]);
  expect(devices.listeners).toBe(0);
  expect(clock.waiting()).toBe(0);
}

function openMedia(switches = { microphone: true, camera: true }): LocalMedia {
  return createLocalMedia({
    devices: devices.port(),
    clock,
    remembered: { load: () => memory, save: (next) => (memory = next) },
    switches,
    signal: life.signal,
    meter({ onReading }) {
      hear = onReading;
      return { follow: (track) => (followed = track) };
    },
    chime: (to, signal) =>
      new Promise((end) => {
        chimes.push({ speaker: to, end });
        signal.addEventListener('abort', () => end());
      }),
  });
}

/** Waits until devices, events and timers of half a second have had their effect. */
async function soon(media: LocalMedia): Promise<MediaSnapshot> {
  await clock.pass(500);
  return media.current();
}

/** Lets the microphone be this loud for so long. */
function hearFor(rms: number, durationMs: number): void {
  for (let passedMs = 0; passedMs < durationMs; passedMs += 50) {
    hear(rms);
    clock.run(50);
  }
}

describe('local media', () => {
  it('opens microphone and camera with one question', async () => {
    const media = openMedia();
    expect(media.current()).toMatchObject({
      microphone: { state: 'starting' },
      camera: { state: 'starting' },
    });
    expect(await soon(media)).toMatchObject({
      microphone: { state: 'live' },
      camera: { state: 'live' },
      chosen: { microphone: 'm1', camera: 'c1', speaker: 's1' },
      notices: [],
    });
    expect(devices.asked).toHaveLength(1);
    expect(media.tracks().camera).not.toBeNull();
  });

  it('leaves a camera that is off alone, and a muted microphone silent', async () => {
    const media = openMedia({ microphone: false, camera: false });
    expect(await soon(media)).toMatchObject({
      microphone: { state: 'live' },
      camera: { state: 'off' },
      microphoneOn: false,
      cameraOn: false,
    });
    expect(media.tracks().camera).toBeNull();
    expect(media.tracks().microphone?.enabled).toBe(false);
  });

  it('hears without a camera, sees without a microphone, and says what is wrong', async () => {
    devices.errors.set('video', 'NotAllowedError');
    const media = openMedia();
    expect(await soon(media)).toMatchObject({
      microphone: { state: 'live' },
      camera: { state: 'failed', failure: 'denied' },
    });
    devices.errors.clear();
    media.send({ type: 'retry-device', kind: 'camera' });
    expect(await soon(media)).toMatchObject({ camera: { state: 'live' } });
  });

  it('opens devices that it may not know yet, and then learns their names', async () => {
    devices.permitted = false;
    const media = openMedia();
    const snapshot = await soon(media);
    expect(snapshot.microphones).toEqual([{ id: 'm1', label: 'Microphone m1' }]);
    expect(snapshot.chosen).toEqual({ microphone: 'm1', camera: 'c1', speaker: 's1' });
    expect(devices.asked).toHaveLength(1);
  });

  it('shows a device that is plugged in, and stays with the one in use', async () => {
    const media = openMedia();
    await soon(media);
    devices.plug(microphone('m2'));
    const snapshot = await soon(media);
    expect(snapshot.microphones.map((option) => option.id)).toEqual(['m1', 'm2']);
    expect(snapshot.chosen.microphone).toBe('m1');
    expect(devices.live()).toHaveLength(2);
  });

  it.each(['ended-first', 'list-first'] as const)(
    'falls back when the microphone is pulled and says so (%s)',
    async (order) => {
      devices.plug(microphone('m2'));
      const media = openMedia();
      await soon(media);
      media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
      await soon(media);
      devices.pull('m2', order);
      const snapshot = await soon(media);
      expect(snapshot.chosen.microphone).toBe('m1');
      expect(snapshot.microphone).toEqual({ state: 'live' });
      expect(snapshot.notices).toMatchObject([
        { kind: 'microphone', lost: 'Microphone m2', now: 'Microphone m1' },
      ]);
      media.send({ type: 'dismiss-notice', key: snapshot.notices[0]?.key ?? '' });
      expect(media.current().notices).toEqual([]);
    },
  );

  it('falls back though no event ever tells that the device is gone', async () => {
    devices.plug(microphone('m2'));
    const media = openMedia();
    await soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await soon(media);
    devices.set([microphone('m1'), camera('c1'), speaker('s1')]);
    await clock.pass(2_500);
    expect(media.current()).toMatchObject({
      chosen: { microphone: 'm1' },
      notices: [{ lost: 'Microphone m2' }],
    });
    expect(devices.live().map((track) => track.device.deviceId)).not.toContain('m2');
  });

  it('looks which devices are left when a track ends without any other event', async () => {
    devices.plug(microphone('m2'));
    const media = openMedia();
    await soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await soon(media);
    devices.set([microphone('m1'), camera('c1'), speaker('s1')]);
    devices
      .live()
      .find((track) => track.device.deviceId === 'm2')
      ?.end();
    await clock.pass(1);
    expect(media.current().chosen.microphone).toBe('m1');
  });

  it('says that none is left, and takes the next that comes', async () => {
    const media = openMedia();
    await soon(media);
    devices.pull('c1');
    expect(await soon(media)).toMatchObject({
      camera: { state: 'failed', failure: 'missing' },
      cameraOn: true,
      notices: [{ kind: 'camera', lost: 'Camera c1', now: null }],
    });
    devices.plug(camera('c1'));
    expect(await soon(media)).toMatchObject({ camera: { state: 'live' }, notices: [] });
  });

  it('does not bother people with a camera that was off', async () => {
    const media = openMedia({ microphone: true, camera: false });
    await soon(media);
    devices.pull('c1');
    expect((await soon(media)).notices).toEqual([]);
  });

  it('tells that the speaker went away', async () => {
    devices.plug(speaker('s2'));
    const media = openMedia();
    await soon(media);
    media.send({ type: 'choose-device', kind: 'speaker', id: 's2' });
    expect(media.speakerId()).toBe('s2');
    devices.pull('s2');
    expect((await soon(media)).notices).toMatchObject([{ kind: 'speaker', lost: 'Speaker s2' }]);
    expect(media.speakerId()).toBe('s1');
  });

  it('goes back to the chosen device when it comes back', async () => {
    devices.plug(microphone('m2'));
    const media = openMedia();
    await soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await soon(media);
    devices.pull('m2');
    await soon(media);
    devices.plug(microphone('m2'));
    const snapshot = await soon(media);
    expect(snapshot.chosen.microphone).toBe('m2');
    expect(snapshot.notices).toEqual([]);
  });

  it('remembers a choice for each set of devices', async () => {
    devices.plug(microphone('m2'));
    const first = openMedia();
    await soon(first);
    first.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    first.close();
    const onRoad = new FakeDevices([microphone('m1'), microphone('m3'), camera('c1')]);
    const atDesk = devices;
    devices = onRoad;
    const second = openMedia();
    await soon(second);
    second.send({ type: 'choose-device', kind: 'microphone', id: 'm3' });
    second.close();
    devices = atDesk;
    expect((await soon(openMedia())).chosen.microphone).toBe('m2');
  });

  it('follows the system to another default until the person chooses', async () => {
    const alias = { ...microphone('default', 'Default - Microphone m1'), groupId: '' };
    devices.set([alias, microphone('m1'), microphone('m2')]);
    const media = openMedia({ microphone: true, camera: false });
    expect((await soon(media)).chosen.microphone).toBe('m1');
    const turned = { ...alias, label: 'Default - Microphone m2' };
    devices.set([turned, microphone('m1'), microphone('m2')]);
    await clock.pass(2_500);
    expect(media.current().chosen.microphone).toBe('m2');
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    devices.set([alias, microphone('m1'), microphone('m2')]);
    await clock.pass(2_500);
    expect(media.current().chosen.microphone).toBe('m2');
  });

  it('tries a device again that is chosen again', async () => {
    devices.plug(microphone('m2'));
    devices.errors.set('m2', 'NotReadableError');
    const media = openMedia();
    await soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await clock.pass(2_000);
    expect(media.current().microphone).toEqual({ state: 'failed', failure: 'busy' });
    devices.errors.clear();
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    expect(await soon(media)).toMatchObject({ microphone: { state: 'live' } });
  });

  it('notes when a set of devices is used again', async () => {
    const first = openMedia();
    await soon(first);
    first.send({ type: 'choose-device', kind: 'camera', id: 'c1' });
    first.close();
    await clock.pass(60_000);
    await soon(openMedia());
    const used = Object.values(memory).map(({ usedAtMs }) => clock.now() - usedAtMs);
    expect(used).toHaveLength(1);
    expect(used[0]).toBeLessThan(1_000);
  });

  it('ignores the choice of a device that is not there', async () => {
    const media = openMedia();
    await soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'gone' });
    expect((await soon(media)).chosen.microphone).toBe('m1');
    expect(memory).toEqual({});
  });

  it('shows the level that others hear, and speaking', async () => {
    const media = openMedia();
    await soon(media);
    expect(followed).toBe(media.tracks().microphone);
    const levels: number[] = [];
    const stop = media.level((level) => levels.push(level));
    hearFor(0.1, 500);
    expect(levels.at(-1)).toBeCloseTo(0.8, 2);
    expect(media.current().speaking).toBe(true);
    hearFor(0, 1_000);
    expect(media.current().speaking).toBe(false);
    stop();
    hear(0.1);
    expect(levels.at(-1)).toBe(0);
  });

  it('hears nobody speak any more when the microphone is gone', async () => {
    const media = openMedia();
    await soon(media);
    const levels: number[] = [];
    media.level((level) => levels.push(level));
    hearFor(0.1, 500);
    devices.pull('m1');
    await soon(media);
    expect(media.current().speaking).toBe(false);
    expect(levels.at(-1)).toBe(0);
  });

  it('notices that somebody speaks while muted, until unmuted', async () => {
    const media = openMedia();
    await soon(media);
    media.send({ type: 'set-microphone', on: false });
    expect(media.tracks().microphone?.enabled).toBe(false);
    const levels: number[] = [];
    media.level((level) => levels.push(level));
    hearFor(0.1, 1_000);
    expect(media.current()).toMatchObject({ mutedSpeech: true, speaking: false });
    expect(new Set(levels)).toEqual(new Set([0]));
    media.send({ type: 'set-microphone', on: true });
    expect(media.current().mutedSpeech).toBe(false);
    expect(media.tracks().microphone?.enabled).toBe(true);
  });

  it('says that the system muted the microphone', async () => {
    const media = openMedia();
    await soon(media);
    devices.tracks[0]?.mute(true);
    await clock.pass(3_500);
    expect(media.current().microphone).toEqual({ state: 'failed', failure: 'denied' });
    expect(media.tracks().microphone).toBeNull();
    expect(followed).toBeNull();
    devices.tracks[0]?.mute(false);
    expect(media.current().microphone).toEqual({ state: 'live' });
  });

  it('tests the chosen speaker, once at a time and never for long', async () => {
    const media = openMedia();
    await soon(media);
    media.send({ type: 'test-speaker' });
    media.send({ type: 'test-speaker' });
    expect(media.current().testingSpeaker).toBe(true);
    expect(chimes.map((chime) => chime.speaker)).toEqual(['s1']);
    chimes[0]?.end();
    expect((await soon(media)).testingSpeaker).toBe(false);
    media.send({ type: 'test-speaker' });
    await clock.pass(5_000);
    expect(media.current().testingSpeaker).toBe(false);
  });

  it('tells each change once', async () => {
    const media = openMedia();
    const told: MediaSnapshot[] = [];
    const stop = media.subscribe((next) => told.push(next));
    await soon(media);
    const count = told.length;
    await clock.pass(10_000);
    hear(0);
    media.send({ type: 'set-camera', on: true });
    expect(told).toHaveLength(count);
    expect(told.at(-1)).toBe(media.current());
    stop();
    media.send({ type: 'set-camera', on: false });
    expect(told).toHaveLength(count);
  });

  it('ends in the last wish after many', async () => {
    const media = openMedia();
    const go = devices.hold();
    for (let times = 0; times < 10; times++) {
      media.send({ type: 'set-camera', on: times % 2 === 0 });
      media.send({ type: 'set-microphone', on: times % 2 === 1 });
    }
    go();
    const snapshot = await soon(media);
    expect(snapshot).toMatchObject({
      cameraOn: false,
      microphoneOn: true,
      camera: { state: 'off' },
    });
    expect(devices.live().map((track) => track.device.kind)).toEqual(['audioinput']);
  });

  it('turns everything off when closed, and stays silent', async () => {
    const media = openMedia();
    await soon(media);
    let told = 0;
    media.subscribe(() => (told += 1));
    media.close();
    expect(devices.live()).toEqual([]);
    media.send({ type: 'set-camera', on: true });
    await clock.pass(5_000);
    expect(told).toBe(0);
    expect(devices.live()).toEqual([]);
  });
});
