import type { Alone, CallSnapshot, Participant } from '../../../preload/contract/callSnapshot.ts';
import type { Clock } from '../ports.ts';

/** From the last goodbye in a call that rang until it ends by itself. */
const LEFT_ENDS_MS = 5_000;
/** The same when they may be on their way back, or here. */
const LOST_ENDS_MS = 60_000;
/** How long somebody is silent before it is asked whether to go on waiting. */
const SILENT_MS = 60_000;
/** How long after the yes somebody may take to come into the call. */
const ABSENT_MS = 30_000;

export interface SolitudeOptions {
  readonly contact: CallSnapshot['contact'];
  /** Whether somebody who is not here any more has hung up, and was not lost. */
  readonly hasLeft: (member: Participant['id']) => boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly changed: () => void;
  /** The time is over: the call is to end. */
  readonly ended: () => void;
}

type Present = Pick<Participant, 'id' | 'name' | 'address' | 'link'>;

/**
 * What happens when one is left alone. A call that rang is then over, so it ends by itself after a
 * while unless the person stays; a room that was joined by name stays open.
 */
export class Solitude {
  readonly #options: SolitudeOptions;
  #view: Alone | null = null;
  #present: readonly Present[] = [];
  /** Somebody has been here. */
  #isMet = false;
  #isLeft = false;
  /** The person wants to go on waiting. */
  #stays = false;
  #cancelWait: (() => void) | null = null;
  #cancelEnd: (() => void) | null = null;

  constructor(options: SolitudeOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#forget(), { once: true });
  }

  get view(): Alone | null {
    return this.#view;
  }

  /** These are here now. */
  update(present: readonly Present[]): void {
    if (this.#options.signal.aborted) return;
    const last = this.#present.findLast(({ id }) => !present.some((one) => one.id === id));
    this.#present = present;
    const living = present.filter(({ link }) => link !== 'reconnecting');
    if (living.length > 0) {
      this.#isMet = true;
      this.#isLeft = false;
      this.#stays = false;
      return this.#forget();
    }
    if (present.length === 0 && last !== undefined) {
      this.#isLeft = true;
      const hungUp = this.#options.hasLeft(last.id);
      return this.#show(hungUp ? 'left' : 'lost', last, hungUp ? LEFT_ENDS_MS : LOST_ENDS_MS);
    }
    if (this.#isLeft || this.#stays || this.#view !== null || this.#cancelWait !== null) return;
    const { contact, clock } = this.#options;
    if (contact === null) return;
    const waitMs = this.#isMet ? SILENT_MS : ABSENT_MS;
    const because = this.#isMet ? 'lost' : 'absent';
    const silent = present[0] ?? contact;
    this.#cancelWait = clock.after(waitMs, () => this.#show(because, silent, LOST_ENDS_MS));
  }

  /** The person goes on waiting. */
  stay(): void {
    if (this.#view === null || this.#view.endsAtMs === null) return;
    this.#stays = true;
    this.#cancelEnd?.();
    this.#cancelEnd = null;
    this.#view = { ...this.#view, endsAtMs: null };
    this.#options.changed();
  }

  #show(because: Alone['because'], { name, address }: Alone['last'], endsMs: number): void {
    this.#forget();
    const { contact, clock, ended, changed } = this.#options;
    const endsAtMs = contact === null || this.#stays ? null : clock.now() + endsMs;
    this.#view = { because, last: { name, address }, endsAtMs };
    if (endsAtMs !== null) this.#cancelEnd = clock.after(endsMs, ended);
    changed();
  }

  #forget(): void {
    this.#cancelWait?.();
    this.#cancelEnd?.();
    this.#cancelWait = null;
    this.#cancelEnd = null;
    if (this.#view === null) return;
    this.#view = null;
    this.#options.changed();
  }
}
