import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaptureLane } from '../../../../renderer/engine/media/captureLane.ts';
import { createCapturer } from '../../../../renderer/engine/media/capturer.ts';
import { camera, FakeDevices, type FakeTrack } from './fakeDevices.ts';
import { ManualClock, settled } from './manualClock.ts';

let devices: FakeDevices;
let clock: ManualClock;
let life: AbortController;
let lane: CaptureLane;
let looks: number;

beforeEach(() => {
  devices = new FakeDevices([camera('a'), camera('b')]);
  clock = new ManualClock();
  life = new AbortController();
  looks = 0;
  const capturer = createCapturer(devices.port());
  lane = new CaptureLane({
    open: (device) => capturer.open('camera', device),
    listedId: (deviceId) => deviceId,
    mutedFailure: 'busy',
    clock,
    signal: life.signal,
    onChange: () => undefined,
    onEnded: () => (looks += 1),
  });
});

afterEach(() => {
  life.abort();
  expectAllReleased();
});

function expectAllReleased(): void {
  expect(devices.live()).toEqual([]);
  expect(clock.waiting()).toBe(0);
}

function want(on: boolean, device: string | null = 'a', attempt = 0): void {
  lane.want({ on, device, attempt });
}

/** Ids of the devices that are open now. */
function open(): readonly string[] {
  return devices.live().map((track) => track.device.deviceId);
}

function held(): FakeTrack {
  return lane.track() as unknown as FakeTrack;
}

describe('a capture lane', () => {
  it('turns the device on and its light off', async () => {
    expect(lane.state()).toEqual({ state: 'off' });
    want(true);
    expect(lane.state()).toEqual({ state: 'starting' });
    await settled();
    expect(lane.state()).toEqual({ state: 'live' });
    expect(open()).toEqual(['a']);
    want(false);
    expect(lane.state()).toEqual({ state: 'off' });
    expect(open()).toEqual([]);
  });

  it('stops a device that arrives when it is wanted no more', async () => {
    const go = devices.hold();
    want(true);
    want(false);
    go();
    await settled();
    expect(devices.tracks).toHaveLength(1);
    expect(open()).toEqual([]);
    expect(lane.state()).toEqual({ state: 'off' });
  });

  it('ends in the last wish, whatever came before it', async () => {
    const go = devices.hold();
    for (let times = 0; times < 20; times++) want(times % 2 === 0, times % 3 === 0 ? 'a' : 'b');
    want(true, 'b');
    go();
    await settled();
    expect(open()).toEqual(['b']);
    expect(lane.device()).toBe('b');
  });

  it('uses one opening for a wish that was given up and taken up again', async () => {
    const go = devices.hold();
    want(true);
    want(false);
    want(true);
    go();
    await settled();
    expect(devices.asked).toHaveLength(1);
    expect(open()).toEqual(['a']);
  });

  it('goes over to another device, and keeps the old one until the new one is there', async () => {
    want(true, 'a');
    await settled();
    const go = devices.hold();
    want(true, 'b');
    await settled();
    expect(open()).toEqual(['a']);
    expect(lane.state()).toEqual({ state: 'live' });
    expect(lane.device()).toBeNull();
    go();
    await settled();
    expect(open()).toEqual(['b']);
    expect(lane.device()).toBe('b');
  });

  it('keeps the track when the system already gave the device that is wanted', async () => {
    want(true, null);
    await settled();
    want(true, 'a');
    await settled();
    expect(devices.asked).toHaveLength(1);
    expect(lane.device()).toBe('a');
  });

  it('lets go of a device that is not wanted any more though no other is known', async () => {
    want(true, 'a');
    await settled();
    devices.set([]);
    want(true, null);
    await settled();
    expect(open()).toEqual([]);
    expect(lane.state()).toEqual({ state: 'failed', failure: 'missing' });
  });

  it('fails once, and tries again only when asked to', async () => {
    devices.errors.set('video', 'NotAllowedError');
    want(true);
    await settled();
    expect(lane.state()).toEqual({ state: 'failed', failure: 'denied' });
    await clock.pass(60_000);
    expect(devices.asked).toHaveLength(1);
    devices.errors.clear();
    want(true, 'a', 1);
    expect(lane.state()).toEqual({ state: 'starting' });
    await settled();
    expect(lane.state()).toEqual({ state: 'live' });
  });

  it('tries again when it is switched off and on', async () => {
    devices.errors.set('video', 'NotReadableError');
    want(true);
    await settled();
    devices.errors.clear();
    want(false);
    want(true);
    await settled();
    expect(lane.state()).toEqual({ state: 'live' });
  });

  it('waits a moment for a device that it has just let go itself', async () => {
    want(true);
    await settled();
    want(false);
    devices.errors.set('a', 'NotReadableError');
    want(true);
    await clock.pass(400);
    expect(lane.state()).toEqual({ state: 'starting' });
    devices.errors.clear();
    await clock.pass(300);
    expect(lane.state()).toEqual({ state: 'live' });
  });

  it('says busy when it stays so', async () => {
    want(true);
    await settled();
    want(false);
    devices.errors.set('a', 'NotReadableError');
    want(true);
    await clock.pass(2_000);
    expect(lane.state()).toEqual({ state: 'failed', failure: 'busy' });
  });

  it('opens a device again whose track ended, after the list had time to change', async () => {
    want(true);
    await settled();
    held().end();
    expect(looks).toBe(1);
    expect(lane.state()).toEqual({ state: 'starting' });
    await clock.pass(299);
    expect(devices.asked).toHaveLength(1);
    await clock.pass(1);
    expect(lane.state()).toEqual({ state: 'live' });
  });

  it('opens another one at once when the list says that the device is gone', async () => {
    want(true, 'a');
    await settled();
    held().end();
    want(true, 'b');
    await settled();
    expect(open()).toEqual(['b']);
  });

  it('gives up a device that ends again and again', async () => {
    want(true);
    await settled();
    for (let times = 0; times < 3; times++) {
      held().end();
      await clock.pass(500);
    }
    expect(lane.state()).toEqual({ state: 'failed', failure: 'failed' });
    await clock.pass(60_000);
    expect(open()).toEqual([]);
  });

  it('tells that the system muted the device only when that lasts, and takes it back', async () => {
    want(true);
    await settled();
    const track = held();
    track.mute(true);
    await clock.pass(2_000);
    track.mute(false);
    await clock.pass(10_000);
    expect(lane.state()).toEqual({ state: 'live' });
    track.mute(true);
    await clock.pass(3_000);
    expect(lane.state()).toEqual({ state: 'failed', failure: 'busy' });
    expect(lane.track()).toBeNull();
    track.mute(false);
    expect(lane.state()).toEqual({ state: 'live' });
    expect(held()).toBe(track);
  });

  it('notices that a track is muted or over when it arrives', async () => {
    devices.arrival = { muted: true };
    want(true, 'a');
    await clock.pass(3_000);
    expect(lane.state()).toEqual({ state: 'failed', failure: 'busy' });
    devices.arrival = { readyState: 'ended' };
    want(true, 'b');
    await settled();
    expect(lane.state()).toEqual({ state: 'starting' });
    devices.arrival = {};
    await clock.pass(300);
    expect(lane.state()).toEqual({ state: 'live' });
  });

  it('mutes at once, and mutes what it opens later', async () => {
    lane.enable(false);
    want(true);
    await settled();
    expect(held().enabled).toBe(false);
    lane.enable(true);
    expect(held().enabled).toBe(true);
  });

  it('leaves nothing behind when closed while it waits', async () => {
    want(true);
    await settled();
    held().end();
    life.abort();
    expect(clock.waiting()).toBe(0);
    await clock.pass(1_000);
    expect(devices.asked).toHaveLength(1);
  });

  it('stops what arrives after the end', async () => {
    const go = devices.hold();
    want(true);
    life.abort();
    go();
    await settled();
    expect(devices.tracks).toHaveLength(1);
    expect(open()).toEqual([]);
  });
});
