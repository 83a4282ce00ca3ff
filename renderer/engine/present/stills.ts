import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import type { MemberId, ShareId } from '../../../signaling/protocol/ids.ts';
import type { PresentRefusal } from '../../../signaling/protocol/presentFrames.ts';
import type { StillPipe } from './stillOutbox.ts';
import { StillReceiver, type StillReceiverOptions } from './stillReceiver.ts';
import { StillSender, type StillSenderOptions } from './stillSender.ts';

export type StillsOptions = Omit<StillSenderOptions & StillReceiverOptions, 'changed'>;

/** Lossless stills of all shares in a call: one's own go out, others' come in. */
export class Stills {
  readonly #sender: StillSender;
  readonly #receiver: StillReceiver;
  readonly #listeners = new Set<() => void>();

  constructor(options: StillsOptions) {
    const changed = (): void => {
      for (const listener of this.#listeners) listener();
    };
    this.#sender = new StillSender({ ...options, changed });
    this.#receiver = new StillReceiver({ ...options, changed });
    options.signal.addEventListener('abort', () => this.#receiver.close(), { once: true });
  }

  /** The `still` channel to a member, open or about to open. */
  attach(member: MemberId, channel: StillPipe): void {
    this.#sender.attach(member, channel);
    this.#receiver.attach(member, channel);
  }

  detach(member: MemberId): void {
    this.#sender.detach(member);
    this.#receiver.detach(member);
  }

  /** Sends a still of an own share to everyone. */
  sharpen(share: ShareId): void {
    this.#sender.sharpen(share);
  }

  /** Another member asks for a still of a share of ours. @returns why not; null: it comes. */
  wanted(member: MemberId, share: ShareId): PresentRefusal | null {
    return this.#sender.wanted(member, share);
  }

  /** The still that lies over another's share; null for none. Valid until the next change. */
  picture(share: ShareId): ImageBitmap | null {
    return this.#receiver.picture(share);
  }

  stateOf(share: ShareId): SharedScreen['still'] {
    return this.#sender.stateOf(share) ?? this.#receiver.stateOf(share);
  }

  /** Shares, one's own or others', may have come or gone. */
  sharesChanged(): void {
    this.#sender.sharesChanged();
    this.#receiver.sharesChanged();
  }

  /** Called when any answer may be another. @returns ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
