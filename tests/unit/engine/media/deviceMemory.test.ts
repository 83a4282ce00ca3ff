import { describe, expect, it } from 'vitest';
import { Settings, type RememberedDevices } from '../../../../preload/contract/settings.ts';
import {
  deviceSetKey,
  MAX_REMEMBERED_SETS,
  recallDevice,
  recallEarlier,
  rememberDevice,
  touchDeviceSet,
} from '../../../../renderer/engine/media/deviceMemory.ts';
import type { DeviceList } from '../../../../renderer/engine/media/deviceInventory.ts';

function list(...ids: readonly string[]): DeviceList {
  const options = ids.map((id) => ({ id, label: id }));
  return { known: true, options, systemDefault: null, aliases: new Map() };
}

describe('deviceSetKey', () => {
  it('is the same in any order, and without the alias of the default', () => {
    const key = deviceSetKey('microphone', list('a', 'b'));
    expect(deviceSetKey('microphone', list('b', 'a'))).toBe(key);
    expect(deviceSetKey('microphone', list('default', 'a', 'b'))).toBe(key);
  });

  it('differs by devices and by kind', () => {
    const sets = [list(), list('a'), list('a', 'b'), list('ab')];
    const keys = sets.flatMap((set) => [
      deviceSetKey('microphone', set),
      deviceSetKey('camera', set),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the memory of devices', () => {
  it('gives back what was chosen for a set', () => {
    const road = deviceSetKey('microphone', list('a'));
    const dock = deviceSetKey('microphone', list('a', 'b'));
    let memory = rememberDevice({}, 'microphone', dock, { device: 'b', atMs: 1 });
    memory = rememberDevice(memory, 'microphone', road, { device: 'a', atMs: 2 });
    expect(recallDevice(memory, 'microphone', dock)).toBe('b');
    expect(recallDevice(memory, 'microphone', road)).toBe('a');
    expect(recallDevice(memory, 'microphone', 'microphone:other')).toBeNull();
    expect(recallEarlier(memory, 'microphone')).toEqual(['a', 'b']);
    expect(recallEarlier(memory, 'camera')).toEqual([]);
  });

  it('forgets the sets of a kind that were not used for longest', () => {
    let memory: RememberedDevices = {};
    memory = rememberDevice(memory, 'camera', 'camera:first', { device: 'c', atMs: 0 });
    for (let count = 0; count < MAX_REMEMBERED_SETS; count++) {
      const choice = { device: `m${count}`, atMs: count };
      memory = rememberDevice(memory, 'microphone', `microphone:${count}`, choice);
    }
    memory = touchDeviceSet(memory, 'microphone:0', 1_000);
    memory = rememberDevice(memory, 'microphone', 'microphone:new', { device: 'n', atMs: 1_001 });
    expect(recallEarlier(memory, 'microphone')).toHaveLength(MAX_REMEMBERED_SETS);
    expect(recallDevice(memory, 'microphone', 'microphone:0')).toBe('m0');
    expect(recallDevice(memory, 'microphone', 'microphone:1')).toBeNull();
    expect(recallDevice(memory, 'camera', 'camera:first')).toBe('c');
  });

  it('does not change when a set is used of which nothing is kept', () => {
    const memory: RememberedDevices = {};
    expect(touchDeviceSet(memory, 'microphone:x', 5)).toBe(memory);
  });

  it('fits the schema of the settings', () => {
    const key = deviceSetKey('speaker', list('x'.repeat(64), 'y'.repeat(64)));
    const devices = rememberDevice({}, 'speaker', key, {
      device: 'x'.repeat(64),
      atMs: 1_700_000_000_000,
    });
    expect(Settings.shape.devices.parse(devices)).toEqual(devices);
  });
});
