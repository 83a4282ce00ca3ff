import type { Clock } from '../ports.ts';
import { healingDelayMs, healingStep, type Ailment } from './restartPolicy.ts';

/** What can be done for a link, and what one must know for it. */
export interface Patient {
  readonly polite: boolean;
  /** Whether an offer of ours waits for its answer. */
  offerPending(): boolean;
  /** Whether a note to the other member would arrive now, as far as is known. */
  reachable(): boolean;
  /** Whether the other end closed its connection. */
  closed(): boolean;
  restart(): void;
  resend(): void;
  /** Gives this connection up for a new one. */
  rebuild(): void;
  /** Has the way to the signaling server looked at. */
  probe(): void;
}

/** Carries out {@link healingStep} for one link for as long as it is ill. */
export class Healing {
  readonly #patient: Patient;
  readonly #clock: Clock;
  readonly #random: () => number;
  #attempt: number | null = null;
  #cancel: (() => void) | null = null;

  constructor(patient: Patient, clock: Clock, random: () => number, signal: AbortSignal) {
    this.#patient = patient;
    this.#clock = clock;
    this.#random = random;
    signal.addEventListener('abort', () => this.well(), { once: true });
  }

  /** The link carries nothing. No effect while that is known already. */
  ill(): void {
    if (this.#attempt !== null) return;
    this.#attempt = 0;
    this.#patient.probe();
    this.#arm();
  }

  /** Something came over the link, or it is over. */
  well(): void {
    this.#attempt = null;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** What made the other member unreachable is over: do not wait for the next step. */
  reachableAgain(): void {
    if (this.#attempt !== null && this.#attempt > 0) this.#step();
  }

  #arm(): void {
    const ailment = this.#ailment();
    if (ailment === null) return;
    this.#cancel?.();
    const delayMs = healingDelayMs(ailment, this.#random);
    this.#cancel = this.#clock.after(delayMs, () => this.#step());
  }

  #step(): void {
    const ailment = this.#ailment();
    if (ailment === null) return;
    const step = healingStep(ailment);
    if (ailment.attempt > 0) this.#patient.probe();
    // Waiting uses no attempt up, or the link would be given up as soon as the server is back.
    if (step !== 'wait' || ailment.attempt === 0) this.#attempt = ailment.attempt + 1;
    this.#arm();
    switch (step) {
      case 'restart':
        return this.#patient.restart();
      case 'resend':
        return this.#patient.resend();
      case 'rebuild':
        return this.#patient.rebuild();
      case 'wait':
        return;
    }
  }

  #ailment(): Ailment | null {
    if (this.#attempt === null) return null;
    return {
      attempt: this.#attempt,
      polite: this.#patient.polite,
      reachable: this.#patient.reachable(),
      offerPending: this.#patient.offerPending(),
      closed: this.#patient.closed(),
    };
  }
}
