import type { IncomingState } from '../../preload/contract/ringing.ts';
import type { RingId } from '../../signaling/protocol/ringMessages.ts';

/** The window that asks whether to answer. It rings, too. */
export interface IncomingWindow {
  tell(state: IncomingState): void;
  bringToFront(): void;
  close(): void;
}

export interface IncomingCallsParts {
  /** @param closed - called when the person has closed it, or it was lost. */
  readonly open: (state: IncomingState, closed: () => void) => IncomingWindow;
}

/**
 * The window of an incoming call, as long as it rings. Closing the window is no answer: the ring
 * goes on in silence, and can still be answered by the tray or the main window.
 */
export class IncomingCalls {
  readonly #parts: IncomingCallsParts;
  #shown: { readonly ring: RingId; readonly window: IncomingWindow } | null = null;
  #silenced: RingId | null = null;
  #last: IncomingState | null = null;

  constructor(parts: IncomingCallsParts) {
    this.#parts = parts;
  }

  /** @param state - null: nobody calls. To be called with each change, also of the look. */
  show(state: IncomingState | null): void {
    const ring = state?.call.ring ?? null;
    if (this.#shown !== null && this.#shown.ring !== ring) this.close();
    this.#last = state;
    if (state === null || state.call.ring === this.#silenced) return;
    if (this.#shown === null) this.#open(state);
    else this.#shown.window.tell(state);
  }

  /** The person asks for it, also when it was closed. */
  bringToFront(): void {
    if (this.#shown === null && this.#last !== null) this.#open(this.#last);
    this.#shown?.window.bringToFront();
  }

  close(): void {
    this.#shown?.window.close();
    this.#shown = null;
  }

  #open(state: IncomingState): void {
    const { ring } = state.call;
    this.#silenced = null;
    const window = this.#parts.open(state, () => {
      if (this.#shown?.ring !== ring) return;
      this.#shown = null;
      this.#silenced = ring;
    });
    this.#shown = { ring, window };
  }
}
