import { destination, pino } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from './options.ts';

/** Logs as lines of JSON to stderr, written before the call returns. */
export function createLog(level: LogLevel): Logger {
  return pino({ level, base: null, timestamp: isoTime }, destination({ dest: 2, sync: true }));
}

function isoTime(): string {
  return `,"time":"${new Date().toISOString()}"`;
}
