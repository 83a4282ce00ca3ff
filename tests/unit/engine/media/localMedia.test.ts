import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaSnapshot } from '../../../../preload/contract/mediaSnapshot.ts';
import { camera, FakeDevices, microphone, speaker } from './fakeDevices.ts';
import { LocalMediaStage } from './localMediaStage.ts';

let stage: LocalMediaStage;

beforeEach(() => {
  stage = new LocalMediaStage();
});

afterEach(() => {
  expectAllReleased();
});

function expectAllReleased(): void {
  expect(stage.close()).toEqual({ tracks: 0, listeners: 0, timers: 0 });
}

describe('local media', () => {
  it('opens microphone and camera with one question', async () => {
    const media = stage.open();
    expect(media.current()).toMatchObject({
      microphone: { state: 'starting' },
      camera: { state: 'starting' },
    });
    expect(await stage.soon(media)).toMatchObject({
      microphone: { state: 'live' },
      camera: { state: 'live' },
      chosen: { microphone: 'm1', camera: 'c1', speaker: 's1' },
      notices: [],
    });
    expect(stage.devices.asked).toHaveLength(1);
    expect(media.tracks().camera).not.toBeNull();
  });

  it('leaves a camera that is off alone, and a muted microphone silent', async () => {
    const media = stage.open({ microphone: false, camera: false });
    expect(await stage.soon(media)).toMatchObject({
      microphone: { state: 'live' },
      camera: { state: 'off' },
      microphoneOn: false,
      cameraOn: false,
    });
    expect(media.tracks().camera).toBeNull();
    expect(media.tracks().microphone?.enabled).toBe(false);
  });

  it('hears without a camera, sees without a microphone, and says what is wrong', async () => {
    stage.devices.errors.set('video', 'NotAllowedError');
    const media = stage.open();
    expect(await stage.soon(media)).toMatchObject({
      microphone: { state: 'live' },
      camera: { state: 'failed', failure: 'denied' },
    });
    stage.devices.errors.clear();
    media.send({ type: 'retry-device', kind: 'camera' });
    expect(await stage.soon(media)).toMatchObject({ camera: { state: 'live' } });
  });

  it('tries a device that does not work again whenever it is wanted, and counts', async () => {
    stage.devices.errors.set('video', 'NotAllowedError');
    const media = stage.open();
    expect(await stage.soon(media)).toMatchObject({
      camera: { state: 'failed' },
      attempts: { microphone: 0, camera: 0 },
    });
    media.send({ type: 'set-camera', on: true });
    expect(await stage.soon(media)).toMatchObject({
      camera: { state: 'failed' },
      attempts: { microphone: 0, camera: 1 },
    });
    stage.devices.errors.clear();
    media.send({ type: 'set-camera', on: true });
    expect(await stage.soon(media)).toMatchObject({ camera: { state: 'live' } });
    media.send({ type: 'set-camera', on: true });
    expect(media.current().attempts).toEqual({ microphone: 0, camera: 2 });
  });

  it('opens devices that it may not know yet, and then learns their names', async () => {
    stage.devices.permitted = false;
    const media = stage.open();
    const snapshot = await stage.soon(media);
    expect(snapshot.microphones).toEqual([{ id: 'm1', label: 'Microphone m1' }]);
    expect(snapshot.chosen).toEqual({ microphone: 'm1', camera: 'c1', speaker: 's1' });
    expect(stage.devices.asked).toHaveLength(1);
  });

  it('shows a device that is plugged in, and stays with the one in use', async () => {
    const media = stage.open();
    await stage.soon(media);
    stage.devices.plug(microphone('m2'));
    const snapshot = await stage.soon(media);
    expect(snapshot.microphones.map((option) => option.id)).toEqual(['m1', 'm2']);
    expect(snapshot.chosen.microphone).toBe('m1');
    expect(stage.devices.live()).toHaveLength(2);
  });

  it.each(['ended-first', 'list-first'] as const)(
    'falls back when the microphone is pulled and says so (%s)',
    async (order) => {
      stage.devices.plug(microphone('m2'));
      const media = stage.open();
      await stage.soon(media);
      media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
      await stage.soon(media);
      stage.devices.pull('m2', order);
      const snapshot = await stage.soon(media);
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
    stage.devices.plug(microphone('m2'));
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await stage.soon(media);
    stage.devices.set([microphone('m1'), camera('c1'), speaker('s1')]);
    await stage.clock.pass(2_500);
    expect(media.current()).toMatchObject({
      chosen: { microphone: 'm1' },
      notices: [{ lost: 'Microphone m2' }],
    });
    expect(stage.devices.live().map((track) => track.device.deviceId)).not.toContain('m2');
  });

  it('looks which devices are left when a track ends without any other event', async () => {
    stage.devices.plug(microphone('m2'));
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await stage.soon(media);
    stage.devices.set([microphone('m1'), camera('c1'), speaker('s1')]);
    stage.devices
      .live()
      .find((track) => track.device.deviceId === 'm2')
      ?.end();
    await stage.clock.pass(1);
    expect(media.current().chosen.microphone).toBe('m1');
  });

  it('says that none is left, and takes the next that comes', async () => {
    const media = stage.open();
    await stage.soon(media);
    stage.devices.pull('c1');
    expect(await stage.soon(media)).toMatchObject({
      camera: { state: 'failed', failure: 'missing' },
      cameraOn: true,
      notices: [{ kind: 'camera', lost: 'Camera c1', now: null }],
    });
    stage.devices.plug(camera('c1'));
    expect(await stage.soon(media)).toMatchObject({ camera: { state: 'live' }, notices: [] });
  });

  it('does not bother people with a camera that was off', async () => {
    const media = stage.open({ microphone: true, camera: false });
    await stage.soon(media);
    stage.devices.pull('c1');
    expect((await stage.soon(media)).notices).toEqual([]);
  });

  it('tells that the speaker went away', async () => {
    stage.devices.plug(speaker('s2'));
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'choose-device', kind: 'speaker', id: 's2' });
    expect(media.speakerId()).toBe('s2');
    stage.devices.pull('s2');
    expect((await stage.soon(media)).notices).toMatchObject([
      { kind: 'speaker', lost: 'Speaker s2' },
    ]);
    expect(media.speakerId()).toBe('s1');
  });

  it('goes back to the chosen device when it comes back', async () => {
    stage.devices.plug(microphone('m2'));
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await stage.soon(media);
    stage.devices.pull('m2');
    await stage.soon(media);
    stage.devices.plug(microphone('m2'));
    const snapshot = await stage.soon(media);
    expect(snapshot.chosen.microphone).toBe('m2');
    expect(snapshot.notices).toEqual([]);
  });

  it('remembers a choice for each set of devices', async () => {
    stage.devices.plug(microphone('m2'));
    const first = stage.open();
    await stage.soon(first);
    first.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    first.close();
    const onRoad = new FakeDevices([microphone('m1'), microphone('m3'), camera('c1')]);
    const atDesk = stage.devices;
    stage.devices = onRoad;
    const second = stage.open();
    await stage.soon(second);
    second.send({ type: 'choose-device', kind: 'microphone', id: 'm3' });
    second.close();
    stage.devices = atDesk;
    expect((await stage.soon(stage.open())).chosen.microphone).toBe('m2');
  });

  it('follows the system to another default until the person chooses', async () => {
    const alias = { ...microphone('default', 'Default - Microphone m1'), groupId: '' };
    stage.devices.set([alias, microphone('m1'), microphone('m2')]);
    const media = stage.open({ microphone: true, camera: false });
    expect((await stage.soon(media)).chosen.microphone).toBe('m1');
    const turned = { ...alias, label: 'Default - Microphone m2' };
    stage.devices.set([turned, microphone('m1'), microphone('m2')]);
    await stage.clock.pass(2_500);
    expect(media.current().chosen.microphone).toBe('m2');
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    stage.devices.set([alias, microphone('m1'), microphone('m2')]);
    await stage.clock.pass(2_500);
    expect(media.current().chosen.microphone).toBe('m2');
  });

  it('tries a device again that is chosen again', async () => {
    stage.devices.plug(microphone('m2'));
    stage.devices.errors.set('m2', 'NotReadableError');
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    await stage.clock.pass(2_000);
    expect(media.current().microphone).toEqual({ state: 'failed', failure: 'busy' });
    stage.devices.errors.clear();
    media.send({ type: 'choose-device', kind: 'microphone', id: 'm2' });
    expect(await stage.soon(media)).toMatchObject({ microphone: { state: 'live' } });
  });

  it('notes when a set of devices is used again', async () => {
    const first = stage.open();
    await stage.soon(first);
    first.send({ type: 'choose-device', kind: 'camera', id: 'c1' });
    first.close();
    await stage.clock.pass(60_000);
    await stage.soon(stage.open());
    const used = Object.values(stage.memory).map(({ usedAtMs }) => stage.clock.now() - usedAtMs);
    expect(used).toHaveLength(1);
    expect(used[0]).toBeLessThan(1_000);
  });

  it('ignores the choice of a device that is not there', async () => {
    const media = stage.open();
    await stage.soon(media);
    media.send({ type: 'choose-device', kind: 'microphone', id: 'gone' });
    expect((await stage.soon(media)).chosen.microphone).toBe('m1');
    expect(stage.memory).toEqual({});
  });

  it('tells each change once', async () => {
    const media = stage.open();
    const told: MediaSnapshot[] = [];
    const stop = media.subscribe((next) => told.push(next));
    await stage.soon(media);
    const count = told.length;
    await stage.clock.pass(10_000);
    stage.hear(0);
    media.send({ type: 'set-camera', on: true });
    expect(told).toHaveLength(count);
    expect(told.at(-1)).toBe(media.current());
    stop();
    media.send({ type: 'set-camera', on: false });
    expect(told).toHaveLength(count);
  });

  it('ends in the last wish after many', async () => {
    const media = stage.open();
    const go = stage.devices.hold();
    for (let times = 0; times < 10; times++) {
      media.send({ type: 'set-camera', on: times % 2 === 0 });
      media.send({ type: 'set-microphone', on: times % 2 === 1 });
    }
    go();
    const snapshot = await stage.soon(media);
    expect(snapshot).toMatchObject({
      cameraOn: false,
      microphoneOn: true,
      camera: { state: 'off' },
    });
    expect(stage.devices.live().map((track) => track.device.kind)).toEqual(['audioinput']);
  });

  it('turns everything off when closed, and stays silent', async () => {
    const media = stage.open();
    await stage.soon(media);
    let told = 0;
    media.subscribe(() => (told += 1));
    media.close();
    expect(stage.devices.live()).toEqual([]);
    media.send({ type: 'set-camera', on: true });
    await stage.clock.pass(5_000);
    expect(told).toBe(0);
    expect(stage.devices.live()).toEqual([]);
  });
});
