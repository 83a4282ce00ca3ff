import type { Clock } from '../signaling/clock.ts';

/**
 * Waits for something, but not for ever. What comes later is dropped.
 *
 * @throws what `task` throws, and when the time is over.
 */
export function withTimeLimit<Value>(
  clock: Clock,
  limitMs: number,
  task: Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => reject(new Error('no answer in time')));
    void task.then(resolve, reject).finally(cancel);
  });
}
