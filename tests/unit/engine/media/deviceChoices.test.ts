import { describe, expect, it } from 'vitest';
import {
  choose,
  dismiss,
  NO_CHOICES,
  reconsider,
  rememberUse,
  type DeviceChoices,
} from '../../../../renderer/engine/media/deviceChoices.ts';
import {
  readInventory,
  type DeviceInfo,
} from '../../../../renderer/engine/media/deviceInventory.ts';
import { deviceSetKey } from '../../../../renderer/engine/media/deviceMemory.ts';
import { camera, microphone, speaker } from './fakeDevices.ts';

const ALL_IN_USE = { microphone: true, camera: true, speaker: true };
const DEFAULT = microphone('default', 'Default');

/** The choices after each of these lists of devices in turn. */
function after(...lists: readonly (readonly DeviceInfo[])[]): DeviceChoices {
  return lists.reduce(
    (choices, list) => reconsider(choices, readInventory(list), {}, ALL_IN_USE),
    NO_CHOICES,
  );
}

describe('reconsider', () => {
  it.each([
    ['of the first list', [[microphone('a')]], []],
    ['of a device that comes', [[microphone('a')], [microphone('a'), microphone('b')]], []],
    [
      'of a device that was not in use',
      [[microphone('a'), microphone('b')], [microphone('a')]],
      [],
    ],
    [
      'of the device in use, and which took its place',
      [[microphone('a'), microphone('b')], [microphone('b')]],
      [{ key: 'microphone:1', kind: 'microphone', lost: 'Microphone a', now: 'Microphone b' }],
    ],
    [
      'of the last one',
      [[camera('a')], []],
      [{ key: 'camera:1', kind: 'camera', lost: 'Camera a', now: null }],
    ],
    [
      'of two kinds at once',
      [[camera('a'), speaker('s')], []],
      [
        { key: 'camera:1', kind: 'camera', lost: 'Camera a', now: null },
        { key: 'speaker:2', kind: 'speaker', lost: 'Speaker s', now: null },
      ],
    ],
    [
      'of the latest loss of a kind',
      [[microphone('a'), microphone('b')], [microphone('b')], []],
      [{ key: 'microphone:2', kind: 'microphone', lost: 'Microphone b', now: null }],
    ],
    [
      'of nothing while the system itself goes over to another default',
      [
        [DEFAULT, microphone('a'), microphone('b')],
        [DEFAULT, microphone('b')],
      ],
      [],
    ],
    [
      'of the sole device that was the default',
      [[DEFAULT, microphone('a')], []],
      [{ key: 'microphone:1', kind: 'microphone', lost: 'Microphone a', now: null }],
    ],
    [
      'of the default when all are gone',
      [[DEFAULT, microphone('a'), microphone('b')], []],
      [{ key: 'microphone:1', kind: 'microphone', lost: 'Default', now: null }],
    ],
    ['of nothing when the device is back', [[microphone('a')], [], [microphone('a')]], []],
    [
      'of nothing when devices may not be known any more',
      [[microphone('a')], [microphone('', '')]],
      [],
    ],
  ])('tells %s', (_name, lists, notices) => {
    expect(after(...lists).notices).toEqual(notices);
  });

  it('takes the place of a device that nobody used without a word', () => {
    const before = after([camera('a'), camera('b')]);
    const inUse = { ...ALL_IN_USE, camera: false };
    const next = reconsider(before, readInventory([camera('b')]), {}, inUse);
    expect(next.chosen.camera).toBe('b');
    expect(next.notices).toEqual([]);
  });
});

describe('choose', () => {
  it('takes a device that is there, and with it the notice away', () => {
    const lost = after(
      [microphone('a'), microphone('b'), microphone('c')],
      [microphone('b'), microphone('c')],
    );
    expect(lost.notices).toHaveLength(1);
    const next = choose(lost, 'microphone', 'c');
    expect(next.chosen.microphone).toBe('c');
    expect(next.notices).toEqual([]);
    expect(choose(lost, 'microphone', 'a')).toBe(lost);
  });
});

describe('dismiss', () => {
  it('takes away one notice', () => {
    const lost = after([camera('a'), speaker('s')], []);
    expect(dismiss(lost, 'camera:1').notices.map(({ kind }) => kind)).toEqual(['speaker']);
  });
});

describe('rememberUse', () => {
  it('notes that a set came back, and only then', () => {
    const both = readInventory([microphone('a'), microphone('b')]);
    const one = readInventory([microphone('a')]);
    const key = deviceSetKey('microphone', both.microphone);
    const memory = { [key]: { microphone: 'b', usedAtMs: 1 } };
    expect(rememberUse(one, both, memory, 7.5)[key]?.usedAtMs).toBe(7);
    expect(rememberUse(both, both, memory, 9)).toBe(memory);
    expect(rememberUse(both, one, memory, 9)).toBe(memory);
  });
});
