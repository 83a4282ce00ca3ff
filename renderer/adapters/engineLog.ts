import type { EngineLog } from '../engine/peer/engineLog.ts';

/**
 * The engine's log lines: all to the console, which main keeps at `info` and above; trouble also to
 * main's log, where it outlives the window.
 */
export function createEngineLog(problem: (event: string, error: unknown) => void): EngineLog {
  return (level, event, detail = {}) => {
    // oxlint-disable-next-line no-console -- the developer tools are where one looks for these
    console[level](event, detail);
    if (level === 'warn') problem(event, JSON.stringify(detail));
  };
}
