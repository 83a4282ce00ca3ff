import type { Clock } from '../ports.ts';

/** Runs `task` every `everyMs` milliseconds, the first time after one interval, until aborted. */
export function repeat(clock: Clock, everyMs: number, task: () => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  let cancel: () => void = () => undefined;
  const arm = (): void => {
    cancel = clock.after(everyMs, () => {
      arm();
      task();
    });
  };
  arm();
  signal.addEventListener('abort', () => cancel(), { once: true });
}
