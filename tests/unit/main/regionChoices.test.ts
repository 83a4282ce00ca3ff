import { beforeEach, describe, expect, test } from 'vitest';
import type { Stills } from '../../../main/capture/stills.ts';
import type { Area } from '../../../main/desktop/desktop.ts';
import { RegionChoices } from '../../../main/windows/regionChoices.ts';
import type { Region, RegionChoice } from '../../../preload/contract/presenting.ts';
import { ScreenSourceId } from '../../../preload/contract/screenSources.ts';

const SCREEN = ScreenSourceId.parse('screen:1:0');
const REGION: Region = { x: 10, y: 20, width: 640, height: 480 };
const display = {
  id: 1,
  bounds: { x: 1_920, y: 0, width: 960, height: 540 },
  scaleFactor: 2,
} as const;
const picture = {
  isEmpty: () => false,
  getSize: () => ({ width: 1_920, height: 1_080 }),
  toJPEG: () => new Uint8Array([1, 2, 3]),
  toPNG: () => new Uint8Array(),
  toBitmap: () => new Uint8Array(),
};
const found = { ok: true, value: { picture, display } } as const;

interface Opened {
  readonly sender: number;
  readonly display: Area;
  readonly choice: RegionChoice;
  readonly over: (reason: 'cancelled' | 'failed') => void;
  isOpen: boolean;
}

let opened: Opened[];
/** What was done with our own window, and when the picture was taken. */
let steps: string[];
let screen: () => ReturnType<Stills['screen']>;
let choices: RegionChoices;
let page: AbortController;

beforeEach(() => {
  opened = [];
  steps = [];
  screen = () => Promise.resolve(found);
  page = new AbortController();
  choices = new RegionChoices({
    stills: {
      screen: () => {
        steps.push('picture');
        return screen();
      },
    },
    look: () => ({ language: 'en', theme: 'dark' }),
    async stepAside() {
      steps.push('aside');
      await Promise.resolve();
      return (seen) => void steps.push(seen === null ? 'back' : `beside ${seen.x} ${seen.width}`);
    },
    open(shown, choice, over) {
      const window: Opened = {
        sender: opened.length + 1,
        display: shown,
        choice,
        over,
        isOpen: true,
      };
      opened.push(window);
      const close = (): void => {
        window.isOpen = false;
        // As a real window does.
        over('cancelled');
      };
      return { sender: window.sender, close };
    },
  });
});

async function ask(): Promise<{ answer: ReturnType<RegionChoices['choose']>; window: Opened }> {
  const before = opened.length;
  const answer = choices.choose(SCREEN, page.signal);
  await expect.poll(() => opened.length).toBe(before + 1);
  const window = opened[before];
  if (window === undefined) throw new Error('no window');
  return { answer, window };
}

const cancelled = { ok: false, reason: 'cancelled' };

describe('a region', () => {
  test('is drawn on a screen without our own window, which is back at the end', async () => {
    const { answer, window } = await ask();
    expect(steps).toEqual(['aside', 'picture']);
    choices.answer(window.sender, null);
    expect(await answer).toEqual(cancelled);
    expect(steps).toEqual(['aside', 'picture', 'back']);
    const again = await ask();
    choices.answer(again.window.sender, { x: 100, y: 20, width: 640, height: 480 });
    expect(await again.answer).toMatchObject({ ok: true });
    expect(steps.slice(3)).toEqual(['aside', 'picture', 'beside 1970 320']);
    screen = () => Promise.resolve({ ok: false, reason: 'gone' });
    expect(await choices.choose(SCREEN, page.signal)).toEqual({ ok: false, reason: 'gone' });
    expect(steps.slice(6)).toEqual(['aside', 'picture', 'back']);
  });

  test('is drawn on the picture of its screen, on that display', async () => {
    const { answer, window } = await ask();
    expect(window.display).toEqual(display.bounds);
    expect(window.choice).toMatchObject({ width: 1_920, height: 1_080, theme: 'dark' });
    choices.answer(window.sender, REGION);
    expect(await answer).toEqual({ ok: true, value: REGION });
    expect(window.isOpen).toBe(false);
  });

  test('is cancelled by the person, and by closing the window', async () => {
    const first = await ask();
    choices.answer(first.window.sender, null);
    expect(await first.answer).toEqual(cancelled);
    const second = await ask();
    second.window.over('cancelled');
    expect(await second.answer).toEqual(cancelled);
  });

  test('is cancelled when the page that asks is over, before and after the window is open', async () => {
    const { answer, window } = await ask();
    page.abort();
    expect(await answer).toEqual(cancelled);
    expect(window.isOpen).toBe(false);
    expect(await choices.choose(SCREEN, page.signal)).toEqual(cancelled);
    expect(opened).toHaveLength(1);
  });

  test('gives way to the next request', async () => {
    const first = await ask();
    const second = await ask();
    expect(await first.answer).toEqual(cancelled);
    choices.answer(first.window.sender, REGION);
    choices.answer(second.window.sender, REGION);
    expect(await second.answer).toEqual({ ok: true, value: REGION });
  });

  test('is not taken from a window that was not asked, nor twice', async () => {
    const { answer, window } = await ask();
    choices.answer(99, null);
    choices.answer(window.sender, REGION);
    choices.answer(window.sender, null);
    expect(await answer).toEqual({ ok: true, value: REGION });
  });

  test('outside of the picture is refused, and so is what has no picture', async () => {
    const { answer, window } = await ask();
    choices.answer(window.sender, { ...REGION, x: 1_300 });
    expect(await answer).toEqual({ ok: false, reason: 'failed' });
    screen = () => Promise.resolve({ ok: false, reason: 'gone' });
    expect(await choices.choose(SCREEN, page.signal)).toEqual({ ok: false, reason: 'gone' });
    screen = () => Promise.resolve(found);
    const crashed = await ask();
    crashed.window.over('failed');
    expect(await crashed.answer).toEqual({ ok: false, reason: 'failed' });
  });
});
