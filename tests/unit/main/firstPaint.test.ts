import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { FirstPaint } from '../../../main/windows/firstPaint.ts';
import { ManualClock } from '../../support/clientClock.ts';

let clock: ManualClock;
let paint: FirstPaint;
let isDone: boolean;

beforeEach(() => {
  clock = new ManualClock();
  paint = new FirstPaint(clock);
  isDone = false;
  void paint.done.then(() => {
    isDone = true;
  });
});

/** What waits for it has been told. */
async function settled(): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  return isDone;
}

test('waits until the page that is shown is filled', async () => {
  const window = new EventEmitter();
  paint.watch(window);
  clock.advance(500);
  expect(await settled()).toBe(false);
  window.emit('ready-to-show');
  expect(await settled()).toBe(false);
  clock.advance(150);
  expect(await settled()).toBe(true);
});

test('waits for no window that there is none of, or no longer', async () => {
  const window = new EventEmitter();
  paint.watch(window);
  window.emit('closed');
  expect(await settled()).toBe(true);
  const hidden = new FirstPaint(clock);
  hidden.watch(null);
  await hidden.done;
});

test('waits for a page that is never painted no longer than three seconds', async () => {
  paint.watch(new EventEmitter());
  clock.advance(2_999);
  expect(await settled()).toBe(false);
  clock.advance(1);
  expect(await settled()).toBe(true);
});
