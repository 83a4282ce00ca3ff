import { describe, expect, it } from 'vitest';
import { chooseDevice } from '../../../../renderer/engine/media/chooseDevice.ts';
import {
  UNKNOWN_DEVICES,
  type DeviceList,
} from '../../../../renderer/engine/media/deviceInventory.ts';

function list(ids: readonly string[], systemDefault: string | null = null): DeviceList {
  const options = ids.map((id) => ({ id, label: `Device ${id}` }));
  return { known: true, options, systemDefault, aliases: new Map() };
}

const NOTHING = { remembered: null, earlier: [], current: null };

describe('chooseDevice', () => {
  it.each([
    ['none when there is none', list([]), NOTHING, null],
    ['none when none may be known', UNKNOWN_DEVICES, { ...NOTHING, current: 'a' }, null],
    ['the first when nothing speaks for another', list(['a', 'b']), NOTHING, 'a'],
    ["the system's default", list(['a', 'b'], 'b'), NOTHING, 'b'],
    ["the system's unnamed default", list(['default', 'a'], 'default'), NOTHING, 'default'],
    ['the one in use', list(['a', 'b']), { ...NOTHING, current: 'b' }, 'b'],
    ['another when the one in use is gone', list(['a']), { ...NOTHING, current: 'b' }, 'a'],
    [
      'what the system turns to, rather than the one in use',
      list(['a', 'b'], 'b'),
      { ...NOTHING, current: 'a' },
      'b',
    ],
    [
      'the one in use, rather than an unnamed default',
      list(['default', 'a', 'b'], 'default'),
      { ...NOTHING, current: 'a' },
      'a',
    ],
    [
      'what was chosen for this set of devices',
      list(['a', 'b', 'c'], 'a'),
      { remembered: 'c', earlier: ['b'], current: 'b' },
      'c',
    ],
    [
      'what was chosen last for another set, as far as it is there',
      list(['a', 'b', 'c'], 'a'),
      { remembered: null, earlier: ['gone', 'c', 'b'], current: 'a' },
      'c',
    ],
    [
      'the default when what was remembered is gone',
      list(['a', 'b'], 'b'),
      { remembered: 'gone', earlier: ['gone'], current: null },
      'b',
    ],
  ])('takes %s', (_name, devices, preferences, expected) => {
    expect(chooseDevice(devices, preferences)).toBe(expected);
  });

  it('takes an infrared camera last, but takes it', () => {
    const infrared = { id: 'ir', label: 'Integrated IR Camera' };
    const normal = { id: 'rgb', label: 'Integrated Camera' };
    const empty = list([]);
    expect(chooseDevice({ ...empty, options: [infrared, normal] }, NOTHING)).toBe('rgb');
    expect(chooseDevice({ ...empty, options: [infrared] }, NOTHING)).toBe('ir');
    const chosen = { ...NOTHING, remembered: 'ir' };
    expect(chooseDevice({ ...empty, options: [infrared, normal] }, chosen)).toBe('ir');
  });

  it('takes a camera whose name merely contains these letters for what it is', () => {
    const options = [
      { id: 'a', label: 'Mirror Cam' },
      { id: 'b', label: 'Other' },
    ];
    expect(chooseDevice({ ...list([]), options }, NOTHING)).toBe('a');
  });
});
