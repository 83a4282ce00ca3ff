import { beforeEach, describe, expect, test } from 'vitest';
import { createPresentingHandlers } from '../../../main/ipc/presentingHandlers.ts';
import { CaptureId, type PresentingWish } from '../../../preload/contract/presenting.ts';

const BAR = 11;
const BOARD = 12;
const capture = CaptureId.parse(3);

let wishes: PresentingWish[];
let resized: [number, number][];
let shown: number;
let handlers: ReturnType<typeof createPresentingHandlers>;

beforeEach(() => {
  wishes = [];
  resized = [];
  shown = 0;
  handlers = createPresentingHandlers({
    bars: {
      update: () => undefined,
      captureOf: (sender) => (sender === BAR ? capture : null),
      resize: (sender, height) => void resized.push([sender, height]),
    },
    overlays: {
      show: () => undefined,
      drawnIn: (sender) => (sender === BOARD ? capture : null),
    },
    regions: { answer: () => undefined },
    showCall: () => {
      shown += 1;
    },
    wish: (wish) => void wishes.push(wish),
  });
});

describe('what the small windows want', () => {
  test('goes to the call with the capture that the window belongs to', async () => {
    await handlers['bar:intent']({ type: 'pause', paused: true }, BAR);
    await handlers['overlay:intent']({ type: 'ink', ink: { type: 'undo' } }, BOARD);
    expect(wishes).toEqual([
      { from: 'bar', capture, intent: { type: 'pause', paused: true } },
      { from: 'overlay', capture, intent: { type: 'ink', ink: { type: 'undo' } } },
    ]);
  });

  test('is nothing of a window whose capture is over, or in which nobody draws', async () => {
    await handlers['bar:intent']({ type: 'stop' }, 99);
    await handlers['bar:intent']({ type: 'show-call' }, 99);
    await handlers['overlay:intent']({ type: 'ink', ink: { type: 'undo' } }, BAR);
    expect(wishes).toEqual([]);
    expect(shown).toBe(0);
  });

  test('about a window alone never reaches the call', async () => {
    await handlers['bar:intent']({ type: 'resize', height: 200 }, BAR);
    await handlers['bar:intent']({ type: 'show-call' }, BAR);
    expect(resized).toEqual([[BAR, 200]]);
    expect(shown).toBe(1);
    expect(wishes).toEqual([]);
  });
});
