import { expect, test } from 'vitest';
import { pngSize } from '../../../../renderer/engine/present/pngSize.ts';

const HEAD = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82];

test('a PNG says its size in its first bytes', () => {
  const bytes = new Uint8Array([...HEAD, 0, 0, 7, 128, 0, 0, 4, 56, 8, 6]);
  expect(pngSize(bytes)).toEqual({ width: 1_920, height: 1_080 });
  expect(pngSize(new Uint8Array([0, ...bytes]).subarray(1))).toEqual({
    width: 1_920,
    height: 1_080,
  });
});

test.each([
  ['nothing', []],
  ['a part of the head', [...HEAD, 0, 0, 7, 128, 0, 0, 4]],
  ['another format', [255, 216, 255, ...HEAD.slice(3), 0, 0, 7, 128, 0, 0, 4, 56]],
])('%s is no PNG', (_what, bytes) => {
  expect(pngSize(new Uint8Array(bytes))).toBeNull();
});
