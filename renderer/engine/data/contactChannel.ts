import { decode } from '../../../signaling/protocol/codec.ts';
import {
  ContactFrame,
  MAX_CONTACT_FRAME_BYTES,
  type CallBinding,
} from '../../../signaling/protocol/contactFrames.ts';
import { fitsUtf8 } from '../../../signaling/protocol/text.ts';
import { createTokenBucket } from '../peer/tokenBucket.ts';
import type { Clock } from '../ports.ts';

/** What is needed of a data channel. */
export type ContactPipe = Pick<
  RTCDataChannel,
  'readyState' | 'send' | 'addEventListener' | 'removeEventListener'
>;

/** Each connection costs three frames at most; more than these of one member are not heard. */
const FRAMES_PER_SECOND = 0.5;
const FRAMES_BURST = 8;

/** A channel that is open, and certain where it leads. */
export type BoundChannel = ContactChannel & { readonly binding: CallBinding };

export interface ContactChannelOptions {
  readonly pipe: ContactPipe;
  /** As soon as it is known, which may be after the channel is open; null: it has none. */
  readonly binding: () => Promise<CallBinding | null>;
  readonly clock: Clock;
  /** Once, when something can be said. */
  readonly opened: (channel: BoundChannel) => void;
  /** Frames come one after the other: the next when this one is dealt with. */
  readonly heard: (channel: BoundChannel, frame: ContactFrame) => Promise<void>;
}

/** What two members tell each other about being contacts, over one data channel. */
export class ContactChannel {
  readonly #options: ContactChannelOptions;
  readonly #life = new AbortController();
  readonly #mayHear = createTokenBucket(FRAMES_PER_SECOND, FRAMES_BURST);
  #binding: CallBinding | null = null;
  #dealtWith: Promise<void>;

  constructor(options: ContactChannelOptions) {
    this.#options = options;
    const { pipe } = options;
    const { signal } = this.#life;
    pipe.addEventListener('message', (event) => this.#receive(event.data), { signal });
    const opened = new Promise<void>((resolve) => {
      if (pipe.readyState === 'open') resolve();
      else pipe.addEventListener('open', () => resolve(), { once: true, signal });
    });
    // What is heard before that waits for it.
    this.#dealtWith = Promise.all([options.binding(), opened]).then(([binding]) => {
      this.#binding = binding;
      if (this.isBound()) options.opened(this);
    });
  }

  /** What the connection is known by; null until it is open and known. */
  get binding(): CallBinding | null {
    return this.#binding;
  }

  get isOpen(): boolean {
    return (
      !this.#life.signal.aborted &&
      this.#binding !== null &&
      this.#options.pipe.readyState === 'open'
    );
  }

  isBound(): this is BoundChannel {
    return this.isOpen;
  }

  send(frame: ContactFrame): void {
    if (!this.isOpen) return;
    try {
      this.#options.pipe.send(JSON.stringify(frame));
    } catch {
      // Closing at this moment; over the next channel all is said again.
    }
  }

  /** Lets go of the channel, which belongs to others. */
  close(): void {
    this.#life.abort();
  }

  #receive(data: unknown): void {
    if (!this.#mayHear(this.#options.clock.now())) return;
    if (typeof data !== 'string' || !fitsUtf8(data, MAX_CONTACT_FRAME_BYTES)) return;
    const frame = decode(ContactFrame, data);
    if (!frame.ok) return;
    this.#dealtWith = this.#dealtWith.then(async () => {
      if (this.isBound()) await this.#options.heard(this, frame.value);
    });
  }
}
