import type { ErrorCode } from '../protocol/errors.ts';
import { CloseCode } from '../protocol/errors.ts';
import type { RingOutcome } from './ringMachine.ts';

const KNOWN_CLOSES: ReadonlySet<number> = new Set([
  ...Object.values(CloseCode),
  // Not ours to send on purpose, but told by sockets: RFC 6455, section 7.4.1.
  1000,
  1002,
  1005,
  1006,
  1007,
  1011,
]);

/**
 * What has happened since the start, as plain numbers: counting is on the path of every message,
 * and the metrics library is not cheap enough for that. It reads these when it is asked.
 */
export class Counters {
  readonly received = new Map<string, number>();
  readonly sent = new Map<string, number>();
  readonly errors = new Map<string, number>();
  readonly resumes = new Map<string, number>();
  readonly closes = new Map<string, number>();
  readonly rings = new Map<string, number>();

  countReceived(type: string): void {
    bump(this.received, type);
  }

  countSent(type: string): void {
    bump(this.sent, type);
  }

  countError(code: ErrorCode): void {
    bump(this.errors, code);
  }

  countResume(outcome: 'resumed' | 'fresh'): void {
    bump(this.resumes, outcome);
  }

  countRing(outcome: RingOutcome): void {
    bump(this.rings, outcome);
  }

  /** A peer may close with any of thousands of codes; only the known ones get a count each. */
  countClose(code: number): void {
    bump(this.closes, KNOWN_CLOSES.has(code) ? String(code) : 'other');
  }
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
