import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceInventory } from '../../../../renderer/engine/media/deviceInventory.ts';
import { keepDeviceList } from '../../../../renderer/engine/media/keptDevices.ts';
import { watchDevices } from '../../../../renderer/engine/media/deviceWatch.ts';
import { FakeDevices, microphone } from './fakeDevices.ts';
import { ManualClock, settled } from './manualClock.ts';

let devices: FakeDevices;
let clock: ManualClock;
let life: AbortController;
let seen: string[];
let reads: number;

beforeEach(() => {
  devices = new FakeDevices([microphone('a')]);
  clock = new ManualClock();
  life = new AbortController();
  seen = [];
  reads = 0;
  const read = devices.enumerateDevices.bind(devices);
  devices.enumerateDevices = () => {
    reads += 1;
    return read();
  };
});

afterEach(() => {
  life.abort();
  expectAllReleased();
});

function expectAllReleased(): void {
  expect(clock.waiting()).toBe(0);
  expect(devices.listeners).toBe(0);
}

function watch() {
  const onInventory = ({ microphone: { options } }: DeviceInventory): void => {
    seen.push(options.map((option) => option.id).join());
  };
  return watchDevices({ devices: devices.port(), clock, signal: life.signal, onInventory });
}

describe('watchDevices', () => {
  it('tells the first list and then only what changes', async () => {
    watch();
    await clock.pass(10_000);
    expect(seen).toEqual(['a']);
  });

  it('answers a burst of events once', async () => {
    watch();
    await settled();
    devices.plug(microphone('b'));
    devices.plug(microphone('c'));
    devices.plug(microphone('d'));
    await clock.pass(150);
    expect(seen).toEqual(['a', 'a,b,c,d']);
    expect(reads).toBe(2);
  });

  it('does not wait for the end of a long burst', async () => {
    watch();
    await settled();
    for (const id of ['b', 'c', 'd']) {
      devices.plug(microphone(id));
      await clock.pass(60);
    }
    expect(seen).toEqual(['a', 'a,b,c']);
  });

  it('answers an event that comes while it reads', async () => {
    watch();
    devices.plug(microphone('b'));
    await settled();
    expect(seen.at(-1)).toBe('a,b');
  });

  it('finds within two seconds what no event tells of', async () => {
    watch();
    await settled();
    devices.set([microphone('b')]);
    await clock.pass(2_000);
    expect(seen).toEqual(['a', 'b']);
  });

  it('looks at once when asked', async () => {
    const { look } = watch();
    await settled();
    devices.set([]);
    look();
    await settled();
    expect(seen).toEqual(['a', '']);
  });

  it('goes on when the list cannot be read, and says so at first', async () => {
    devices.enumerateDevices = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    watch();
    await settled();
    expect(seen).toEqual(['']);
    devices.enumerateDevices = FakeDevices.prototype.enumerateDevices.bind(devices);
    await clock.pass(2_000);
    expect(seen).toEqual(['', 'a']);
  });

  it('says nothing after the end', async () => {
    watch();
    life.abort();
    await settled();
    expect(seen).toEqual([]);
  });
});

describe('a list of devices that is kept', () => {
  const start = (kept = keepDeviceList(devices.port(), clock, life.signal)) => {
    const onInventory = ({ microphone: { options } }: DeviceInventory): void => {
      seen.push(options.map((option) => option.id).join());
    };
    const watched = new AbortController();
    const signal = AbortSignal.any([life.signal, watched.signal]);
    watchDevices({ devices: kept, clock, signal, onInventory });
    return { kept, stop: () => watched.abort() };
  };
  /** Somebody has looked, and has stopped to. */
  const lookOnce = async () => {
    const { kept, stop } = start();
    await settled();
    stop();
    [seen, reads] = [[], 0];
    return kept;
  };

  it('is told at once, and looked at again two seconds later', async () => {
    const kept = await lookOnce();
    devices.set([microphone('b')]);
    start(kept);
    expect([seen, reads]).toEqual([['a'], 0]);
    await clock.pass(2_000);
    expect(seen).toEqual(['a', 'b']);
  });

  it('is read anew when something was plugged since', async () => {
    const kept = await lookOnce();
    devices.plug(microphone('b'));
    start(kept);
    expect(seen).toEqual([]);
    await settled();
    expect(seen).toEqual(['a,b']);
  });

  it('is not kept when something was plugged while it was read', async () => {
    const kept = keepDeviceList(devices.port(), clock, life.signal);
    const reading = kept.enumerateDevices();
    devices.plug(microphone('b'));
    await reading;
    expect(kept.keptDevices()).toBeNull();
  });

  it('is listened for from the first time that it is read', async () => {
    const kept = keepDeviceList(devices.port(), clock, life.signal);
    expect(devices.listeners).toBe(0);
    await kept.enumerateDevices();
    await kept.enumerateDevices();
    expect(devices.listeners).toBe(1);
  });

  it('is read anew after a minute', async () => {
    const kept = await lookOnce();
    await clock.pass(60_000);
    start(kept);
    await settled();
    expect([seen, reads]).toEqual([['a'], 1]);
  });
});
