import type { LinkSignal } from '../../../signaling/protocol/linkSignals.ts';
import type { Clock } from '../ports.ts';
import { CandidateBatch, EarlyCandidates } from './candidates.ts';
import { hasLanes, withStartBitrate } from './descriptionText.ts';
import type { EngineLog } from './engineLog.ts';
import { resendDelayMs } from './restartPolicy.ts';

type WithoutEnvelope<Signal> = Signal extends unknown
  ? Omit<Signal, 'version' | 'from' | 'to'>
  : never;
/** A signal between the two ends of one link, who know each other. */
export type NegotiationMessage = WithoutEnvelope<LinkSignal>;
type Description = Extract<NegotiationMessage, { kind: 'description' }>;

export interface NegotiationOptions {
  /** The polite side answers; only the impolite one offers. */
  readonly polite: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: EngineLog;
  readonly startBitrateKbps: () => number;
  /** Nothing touches the network before {@link Negotiation.begin}. */
  readonly quiet: boolean;
  /** Polite side: the first offer is applied, the answer not made yet. False: it is no good. */
  readonly adopt: () => boolean;
  /** The connection is in a state from which no description leads out. */
  readonly failed: () => void;
}

/**
 * Offers and answers of one connection, with their candidates.
 *
 * Descriptions are numbered, so that copies do no harm, and an offer without an answer is sent
 * again. Everything that touches the connection's signaling state runs in one queue, one at a time.
 */
export class Negotiation {
  readonly #pc: RTCPeerConnection;
  readonly #options: NegotiationOptions;
  readonly #batch: CandidateBatch;
  readonly #early: EarlyCandidates;
  #send: ((message: NegotiationMessage) => void) | null = null;
  #tail: Promise<void> = Promise.resolve();
  /** Number of the last offer that we made, or of the last one that we answered. */
  #generation = 0;
  /** Number of the last description of ours that went out. */
  #announced = 0;
  #cancelResend: (() => void) | null = null;
  #isQuiet: boolean;

  constructor(pc: RTCPeerConnection, options: NegotiationOptions) {
    this.#pc = pc;
    this.#options = options;
    const { clock, log, signal, quiet } = options;
    this.#isQuiet = quiet;
    this.#batch = new CandidateBatch(clock);
    this.#early = new EarlyCandidates(pc, signal, log);
    pc.addEventListener('negotiationneeded', () => this.#enqueue(() => this.#offer()), { signal });
    pc.addEventListener('icecandidate', (event) => this.#batch.add(event.candidate), { signal });
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /**
   * Names the way to the other side. What was made before, as by a link that was prepared ahead,
   * goes out now.
   */
  address(send: (message: NegotiationMessage) => void): void {
    this.#send = send;
    this.#batch.address((candidates) => send({ kind: 'candidates', candidates }));
    this.resend();
    this.begin();
  }

  /** Makes the offer and looks for candidates, if that was put off. */
  begin(): void {
    if (!this.#isQuiet) return;
    this.#isQuiet = false;
    this.#enqueue(() => this.#offer());
  }

  /** An offer of ours waits for its answer. */
  get offerPending(): boolean {
    return this.#pc.signalingState === 'have-local-offer';
  }

  /** Sends a pending offer again. */
  resend(): void {
    if (this.offerPending) this.#announceOffer(0);
  }

  /** Has new ICE credentials made and offered, by the impolite side, whichever that is. */
  restart(): void {
    if (!this.#options.polite) this.#restartIce();
    else if (this.#generation > 0) {
      this.#send?.({ kind: 'restart', generation: this.#generation });
    }
  }

  receive(message: NegotiationMessage): void {
    this.#enqueue(() => this.#take(message));
  }

  #enqueue(task: () => Promise<void>): void {
    this.#tail = this.#tail.then(async () => {
      if (this.#aborted) return;
      try {
        await task();
      } catch (error) {
        if (this.#aborted) return;
        this.#options.log('warn', 'negotiation step failed', {
          state: this.#pc.signalingState,
          error: error instanceof Error ? error.name : 'unknown',
        });
        if (this.#pc.signalingState === 'have-remote-offer') this.#options.failed();
      }
    });
  }

  async #take(message: NegotiationMessage): Promise<void> {
    switch (message.kind) {
      case 'candidates':
        return await this.#early.take(message.candidates);
      case 'description':
        return await this.#takeDescription(message);
      case 'restart':
        return this.#takeRestart(message.generation);
    }
  }

  async #offer(): Promise<void> {
    // Otherwise the browser asks again when the state is stable.
    if (this.#options.polite || this.#pc.signalingState !== 'stable') return;
    if (this.#isQuiet) {
      // Has certificate and codecs made ready: setting it would begin to look for candidates.
      await this.#pc.createOffer();
      return;
    }
    await this.#pc.setLocalDescription();
    if (this.#aborted || !this.offerPending) return;
    this.#generation += 1;
    this.#announceOffer(0);
  }

  async #takeDescription(description: Description): Promise<void> {
    const { type, generation, sdp } = description;
    if (!hasLanes(sdp) || (type === 'offer') !== this.#options.polite) {
      this.#options.log('warn', 'description refused', { type });
      return;
    }
    if (type === 'answer') await this.#takeAnswer(generation, sdp);
    else await this.#takeOffer(generation, sdp);
  }

  async #takeAnswer(generation: number, sdp: string): Promise<void> {
    if (!this.offerPending || generation !== this.#generation) return;
    await this.#applyRemote('answer', sdp);
    if (this.#aborted) return;
    this.#cancelResend?.();
    this.#cancelResend = null;
    await this.#early.retry();
  }

  async #takeOffer(generation: number, sdp: string): Promise<void> {
    if (generation <= this.#generation) {
      // The other side did not get the answer, or this is a copy; the same answer serves both.
      if (generation === this.#generation) this.#announceAnswer();
      return;
    }
    await this.#applyRemote('offer', sdp);
    if (this.#aborted) return;
    if (this.#generation === 0 && !this.#options.adopt()) {
      this.#options.log('warn', 'first offer without the six lanes');
      this.#options.failed();
      return;
    }
    await this.#pc.setLocalDescription();
    if (this.#aborted) return;
    this.#generation = generation;
    this.#announceAnswer();
    await this.#early.retry();
  }

  #takeRestart(generation: number): void {
    if (!this.#options.polite && generation >= this.#generation) this.#restartIce();
  }

  #restartIce(): void {
    if (this.offerPending) this.resend();
    else this.#pc.restartIce();
  }

  async #applyRemote(type: 'offer' | 'answer', sdp: string): Promise<void> {
    const withBitrate = withStartBitrate(sdp, this.#options.startBitrateKbps());
    await this.#pc.setRemoteDescription({ type, sdp: withBitrate });
  }

  #announceOffer(attempt: number): void {
    this.#announce('offer');
    if (this.#send === null) return;
    this.#cancelResend?.();
    this.#cancelResend = this.#options.clock.after(resendDelayMs(attempt), () => {
      if (this.offerPending) this.#announceOffer(attempt + 1);
    });
  }

  #announceAnswer(): void {
    this.#announce('answer');
  }

  #announce(type: Description['type']): void {
    const sdp = this.#pc.localDescription?.sdp;
    if (this.#send === null || sdp === undefined) return;
    // A copy may be taken for one, and the candidates that it names passed over.
    if (this.#announced !== this.#generation) this.#batch.announced(sdp);
    this.#announced = this.#generation;
    this.#send({ kind: 'description', generation: this.#generation, type, sdp });
  }

  get #aborted(): boolean {
    return this.#options.signal.aborted;
  }

  #close(): void {
    this.#batch.close();
    this.#cancelResend?.();
    this.#cancelResend = null;
  }
}
