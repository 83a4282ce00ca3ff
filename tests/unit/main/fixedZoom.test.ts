import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { refuseZoomKeys } from '../../../main/windows/fixedZoom.ts';

test('the shortcuts that zoom are refused, and no other key', () => {
  const contents = new EventEmitter();
  refuseZoomKeys(contents as unknown as WebContents);
  const isRefused = (key: string, control: boolean, meta = false): boolean => {
    let prevented = false;
    const preventDefault = (): void => {
      prevented = true;
    };
    contents.emit('before-input-event', { preventDefault }, { key, control, meta });
    return prevented;
  };
  for (const key of ['+', '=', '-', '0']) {
    expect(isRefused(key, true)).toBe(true);
    expect(isRefused(key, false, true)).toBe(true);
    expect(isRefused(key, false)).toBe(false);
  }
  expect(isRefused('z', true)).toBe(false);
});
