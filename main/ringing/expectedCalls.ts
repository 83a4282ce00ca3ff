import type { ExpectedCall } from '../../preload/contract/ringing.ts';
import type { IceServer } from '../../signaling/protocol/serverMessages.ts';
import { Timer, type Clock } from '../signaling/clock.ts';
import type { Active, Call } from './ringMachine.ts';

/** So long it rings first: that it is seen and heard comes before anything that is made ready. */
const AFTER_MS = 500;

export interface ExpectedCallsParts {
  readonly clock: Clock;
  /**
   * Makes the way to the call's server ready. @returns what its connections will use; null: not known.
   */
  readonly reach: (call: Call) => readonly IceServer[] | null;
  /** Another call is expected; null: none. */
  readonly changed: (expected: ExpectedCall | null) => void;
}

interface Ringing {
  readonly call: Call;
  readonly wanted: boolean;
  readonly camera: boolean;
}

/** The call to be ready for, while it rings here or at the other side. */
export class ExpectedCalls {
  readonly #parts: ExpectedCallsParts;
  readonly #timer: Timer;
  #ringing: Ringing | null = null;
  /** It has rung long enough, or been answered. */
  #isDue = false;
  #current: ExpectedCall | null = null;

  constructor(parts: ExpectedCallsParts) {
    this.#parts = parts;
    this.#timer = new Timer(parts.clock);
  }

  get current(): ExpectedCall | null {
    return this.#current;
  }

  /** What rings may be something else. Without effect where it is not. */
  follow(active: Active): void {
    const before = this.#ringing;
    const ringing = ringingOf(active);
    this.#ringing = ringing;
    if (ringing === null) {
      this.#timer.clear();
      this.#isDue = false;
    } else if (active.type === 'answering') {
      this.#timer.clear();
      this.#isDue = true;
    } else if (before === null) {
      this.#timer.set(AFTER_MS, () => {
        this.#isDue = true;
        this.look();
      });
    }
    this.look();
  }

  /** What is known of the server may be different. */
  look(): void {
    const next = this.#ringing === null || !this.#isDue ? null : this.#expected(this.#ringing);
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#current = next;
    this.#parts.changed(next);
  }

  close(): void {
    this.#timer.clear();
    this.#ringing = null;
  }

  #expected({ call, wanted, camera }: Ringing): ExpectedCall {
    const iceServers = this.#parts.reach(call);
    return { wanted, camera, iceServers: iceServers === null ? null : [...iceServers] };
  }
}

function ringingOf(active: Active): Ringing | null {
  switch (active.type) {
    case 'idle':
      return null;
    case 'calling': {
      const { call, phase } = active;
      // Whoever is called into the running call finds everything open.
      return phase === 'ringing' && !call.intoCall ? { call, wanted: true, camera: true } : null;
    }
    case 'rung':
      return { call: active.call, wanted: false, camera: true };
    case 'answering':
      return { call: active.call, wanted: true, camera: active.camera };
  }
}
