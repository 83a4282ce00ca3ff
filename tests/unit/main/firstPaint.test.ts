import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { FirstPaint } from '../../../main/windows/firstPaint.ts';
import { ManualClock } from '../../support/clientClock.ts';

let clock: ManualClock;
let paint: FirstPaint;
let isDone: boolean;
const never = new Promise<void>(() => undefined);

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

test('waits until the page says that it can be seen', async () => {
  let tell = (): void => undefined;
  const painted = new Promise<void>((resolve) => {
    tell = resolve;
  });
  paint.watch(new EventEmitter(), painted);
  clock.advance(2_000);
  expect(await settled()).toBe(false);
  tell();
  expect(await settled()).toBe(true);
});

test('waits for no window that there is none of, or no longer', async () => {
  const window = new EventEmitter();
  paint.watch(window, never);
  window.emit('closed');
  expect(await settled()).toBe(true);
  const hidden = new FirstPaint(clock);
  hidden.watch(null, never);
  await hidden.done;
});

test('waits for a page that is never painted no longer than three seconds', async () => {
  paint.watch(new EventEmitter(), never);
  clock.advance(2_999);
  expect(await settled()).toBe(false);
  clock.advance(1);
  expect(await settled()).toBe(true);
});
