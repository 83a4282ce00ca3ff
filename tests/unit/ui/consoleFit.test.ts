import { describe, expect, it } from 'vitest';
import { fitConsole } from '../../../renderer/views/call/consoleFit.ts';

const english = { gap: 12, words: 371, icons: 128, room: 150, tools: 255 };
const russian = { gap: 12, words: 560, icons: 128, room: 150, tools: 262 };

describe('what fits on the console', () => {
  it('has words and room where there is room for both', () => {
    expect(fitConsole({ ...english, available: 1_256 })).toEqual({ words: true, room: true });
    expect(fitConsole({ ...russian, available: 1_256 })).toEqual({ words: true, room: true });
  });

  it('lets longer words go at a width where shorter ones still fit', () => {
    expect(fitConsole({ ...english, available: 860 }).words).toBe(true);
    expect(fitConsole({ ...russian, available: 860 })).toEqual({ words: false, room: true });
  });

  it('cuts a long room name off before it lets the words go', () => {
    expect(fitConsole({ ...english, room: 900, available: 860 })).toEqual({
      words: true,
      room: true,
    });
  });

  it('lets the room go last', () => {
    expect(fitConsole({ ...english, available: 480 })).toEqual({ words: false, room: false });
  });
});
