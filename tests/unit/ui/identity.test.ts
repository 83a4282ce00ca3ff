import { describe, expect, it } from 'vitest';
import { HUES, hueOf, initialOf } from '../../../renderer/views/identity.ts';

describe("a person's hue", () => {
  it('is the same every time and always one of the eight', () => {
    for (let index = 0; index < 200; index++) {
      const hue = hueOf(`member-${index}`);
      expect(HUES).toContain(hue);
      expect(hueOf(`member-${index}`)).toBe(hue);
    }
  });

  it('spreads people over all eight about evenly', () => {
    const counts = new Map<number, number>();
    for (let index = 0; index < 8_000; index++) {
      const hue = hueOf(`member-${index}`);
      counts.set(hue, (counts.get(hue) ?? 0) + 1);
    }
    expect(counts.size).toBe(8);
    for (const count of counts.values()) expect(count).toBeGreaterThan(700);
  });
});

describe("a person's initial", () => {
  it('is the first letter in capitals, in any script', () => {
    expect(initialOf('ada')).toBe('A');
    expect(initialOf('  олег')).toBe('О');
    expect(initialOf('їжак')).toBe('Ї');
  });

  it('keeps an emoji or an accented letter whole', () => {
    expect(initialOf('👩‍🚀 Ines')).toBe('👩‍🚀');
    expect(initialOf('e\u0301va')).toBe('E\u0301');
  });

  it('is a question mark for somebody without a name', () => {
    expect(initialOf('  ')).toBe('?');
  });
});
