import { describe, expect, test } from 'vitest';
import { sendingFor } from '../../../../renderer/engine/present/laneSending.ts';

describe('how a share is encoded', () => {
  test('text keeps every pixel, motion every frame', () => {
    const size = { width: 1_920, height: 1_080 };
    expect(sendingFor('text', size)).toEqual({
      contentHint: 'detail',
      degradationPreference: 'maintain-resolution',
      maxFramerate: 30,
      maxBitrate: 8_000_000,
      codec: 'video/VP8',
    });
    expect(sendingFor('motion', size)).toEqual({
      contentHint: 'motion',
      degradationPreference: 'maintain-framerate',
      maxFramerate: 60,
      maxBitrate: 6_000_000,
      codec: 'video/H264',
    });
  });

  test('the bitrate follows the pixels within its bounds', () => {
    const at = (width: number, height: number): number =>
      sendingFor('text', { width, height }).maxBitrate;
    expect(at(2_560, 1_440)).toBe(14_000_000);
    expect(at(7_680, 4_320)).toBe(20_000_000);
    expect(at(320, 200)).toBe(2_000_000);
    expect(sendingFor('text', null).maxBitrate).toBe(8_000_000);
  });

  test('a window that is resized a little is encoded as before', () => {
    const one = sendingFor('text', { width: 1_280, height: 720 });
    expect(sendingFor('text', { width: 1_290, height: 725 })).toEqual(one);
  });
});
