import type { CandidatesSignal, DescriptionSignal } from '../../../signaling/protocol/linkSignals.ts';
import type { Clock } from '../ports.ts';
import { hasLanes, iceUfrags, withStartBitrate } from './descriptionText.ts';
import type { EngineLog } from './engineLog.ts';
import { resendDelayMs } from './restartPolicy.ts';

export type NegotiationMessage =
  | Omit<DescriptionSignal, 'version' | 'from' | 'to'>
  | Omit<CandidatesSignal, 'version' | 'from' | 'to'>;

type Candidate = CandidatesSignal['candidates'][number];

export interface NegotiationOptions {
  readonly polite: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: EngineLog;
  readonly startBitrateKbps: () => number;
  /** Polite side: the first offer is applied, the answer not made yet. False: it is no good. */
  readonly adopt: () => boolean;
  /** The connection is in a state from which no description leads out. */
  readonly failed: () => void;
}

/** Candidates that come within this time of the first go out in one message. */
const BATCH_MS = 10;
const MAX_CANDIDATES_A_MESSAGE = 64;
const MAX_EARLY_CANDIDATES = 128;

/**
 * Perfect negotiation (W3C WebRTC, section 10.7) on one connection, with three rules added:
 * the polite side never offers before it has answered once; descriptions are numbered, so that
 * copies do no harm; an offer without an answer is sent again.
 *
 * Everything that touches the connection's signaling state runs in one queue, one at a time, so
 * that a collision is simply an offer that arrives while ours waits for its answer.
 */
export class Negotiation {
  readonly #pc: RTCPeerConnection;
  readonly #options: NegotiationOptions;
  #send: ((message: NegotiationMessage) => void) | null = null;
  #tail: Promise<void> = Promise.resolve();
  #mayOffer: boolean;
  /** Number of our last offer. */
  #generation = 0;
  /** Number of the last offer of the other side that was answered, and its answer. */
  #answered: { readonly generation: number; readonly sdp: string } | null = null;
  #gathered: RTCIceCandidate[] = [];
  /** Candidates of a description that has not come yet. */
  #early: Candidate[] = [];
  #cancelFlush: (() => void) | null = null;
  #cancelResend: (() => void) | null = null;

  constructor(pc: RTCPeerConnection, options: NegotiationOptions) {
    this.#pc = pc;
    this.#options = options;
    this.#mayOffer = !options.polite;
    const { signal } = options;
    pc.addEventListener('negotiationneeded', () => this.#enqueue(() => this.#offer()), { signal });
    pc.addEventListener('icecandidate', (event) => this.#gather(event.candidate), { signal });
    signal.addEventListener('abort', () => this.#cancelTimers(), { once: true });
  }

  /**
   * Names the way to the other side. What was made before, as by a link that was prepared ahead,
   * goes out now.
   */
  address(send: (message: NegotiationMessage) => void): void {
    this.#send = send;
    if (this.offerPending) this.#announceOffer(0);
  }

  /** An offer of ours waits for its answer. */
  get offerPending(): boolean {
    return this.#pc.signalingState === 'have-local-offer';
  }

  /** Sends a pending offer again. */
  resend(): void {
    if (this.offerPending) this.#announceOffer(0);
  }

  /** Makes new ICE credentials and offers them, at once or as soon as the state allows it. */
  restart(): void {
    this.#pc.restartIce();
  }

  receive(message: NegotiationMessage): void {
    this.#enqueue(() =>
      message.kind === 'candidates'
        ? this.#addCandidates(message.candidates)
        : this.#takeDescription(message),
    );
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

  async #offer(): Promise<void> {
    // Otherwise the browser asks again when the state is stable.
    if (!this.#mayOffer || this.#pc.signalingState !== 'stable') return;
    await this.#pc.setLocalDescription();
    if (this.#aborted || !this.offerPending) return;
    this.#generation += 1;
    this.#announceOffer(0);
  }

  async #takeDescription(
    message: Extract<NegotiationMessage, { kind: 'description' }>,
  ): Promise<void> {
    if (!hasLanes(message.sdp)) {
      this.#options.log('warn', 'description without the six lanes refused');
      return;
    }
    if (message.type === 'answer') await this.#takeAnswer(message.generation, message.sdp);
    else await this.#takeOffer(message.generation, message.sdp);
  }

  async #takeAnswer(generation: number, sdp: string): Promise<void> {
    if (!this.offerPending || generation !== this.#generation) return;
    await this.#applyRemote('answer', sdp);
    if (this.#aborted) return;
    this.#cancelResend?.();
    this.#cancelResend = null;
    await this.#retryEarly();
  }

  async #takeOffer(generation: number, sdp: string): Promise<void> {
    if (this.#answered !== null && generation <= this.#answered.generation) {
      // The other side did not get the answer, or this is a copy; the same answer serves both.
      if (generation === this.#answered.generation) this.#announceAnswer();
      return;
    }
    // Impolite: ours stands, and the other side takes its own back when ours arrives.
    if (this.offerPending && !this.#options.polite) return;
    await this.#applyRemote('offer', sdp);
    if (this.#aborted) return;
    if (!this.#mayOffer && !this.#options.adopt()) {
      this.#options.log('warn', 'first offer without the six lanes');
      this.#options.failed();
      return;
    }
    await this.#pc.setLocalDescription();
    if (this.#aborted) return;
    this.#mayOffer = true;
    this.#answered = { generation, sdp: this.#pc.localDescription?.sdp ?? '' };
    this.#cancelResend?.();
    this.#cancelResend = null;
    this.#announceAnswer();
    await this.#retryEarly();
  }

  async #applyRemote(type: 'offer' | 'answer', sdp: string): Promise<void> {
    const withBitrate = withStartBitrate(sdp, this.#options.startBitrateKbps());
    await this.#pc.setRemoteDescription({ type, sdp: withBitrate });
  }

  #announceOffer(attempt: number): void {
    const sdp = this.#pc.localDescription?.sdp;
    if (this.#send === null || sdp === undefined) return;
    this.#forgetGathered();
    this.#send({ kind: 'description', generation: this.#generation, type: 'offer', sdp });
    this.#cancelResend?.();
    this.#cancelResend = this.#options.clock.after(resendDelayMs(attempt), () => {
      if (this.offerPending) this.#announceOffer(attempt + 1);
    });
  }

  #announceAnswer(): void {
    if (this.#send === null || this.#answered === null) return;
    const { generation } = this.#answered;
    // The current text names the candidates found since; but only while it still is that answer.
    const current = this.#pc.localDescription;
    const sdp = current?.type === 'answer' ? current.sdp : this.#answered.sdp;
    if (current?.type === 'answer') this.#forgetGathered();
    this.#send({ kind: 'description', generation, type: 'answer', sdp });
  }

  // What was gathered so far is in the description that is being sent.
  #forgetGathered(): void {
    this.#gathered = [];
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }

  #gather(candidate: RTCIceCandidate | null): void {
    // Null: there will be no more.
    if (candidate === null) return this.#flush();
    if (candidate.candidate === '') return;
    this.#gathered.push(candidate);
    if (this.#gathered.length >= MAX_CANDIDATES_A_MESSAGE) this.#flush();
    else this.#cancelFlush ??= this.#options.clock.after(BATCH_MS, () => this.#flush());
  }

  #flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    const candidates = this.#gathered.map((candidate) => ({
      candidate: candidate.candidate,
      sdpMid: candidate.sdpMid,
      sdpMLineIndex: candidate.sdpMLineIndex,
      usernameFragment: candidate.usernameFragment,
    }));
    if (this.#send === null || candidates.length === 0) return;
    this.#gathered = [];
    this.#send({ kind: 'candidates', candidates });
  }

  async #addCandidates(candidates: readonly Candidate[]): Promise<void> {
    const ufrags = iceUfrags(this.#pc.remoteDescription?.sdp ?? '');
    for (const candidate of candidates) {
      if (candidate.candidate === '') continue;
      const { usernameFragment } = candidate;
      const known = usernameFragment === null ? ufrags.size > 0 : ufrags.has(usernameFragment);
      if (known) await this.#addCandidate(candidate);
      else if (this.#early.length < MAX_EARLY_CANDIDATES) this.#early.push(candidate);
      if (this.#aborted) return;
    }
  }

  async #addCandidate(candidate: Candidate): Promise<void> {
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch {
      // Of no use here (a name that cannot be resolved, a protocol that is off): others follow.
      this.#options.log('debug', 'candidate not taken');
    }
  }

  // Those of an offer that was passed over are never named by a description; the next one drops
  // what is left, for its own come after it.
  async #retryEarly(): Promise<void> {
    const early = this.#early;
    this.#early = [];
    const ufrags = iceUfrags(this.#pc.remoteDescription?.sdp ?? '');
    for (const candidate of early) {
      const { usernameFragment } = candidate;
      if (usernameFragment !== null && !ufrags.has(usernameFragment)) continue;
      await this.#addCandidate(candidate);
      if (this.#aborted) return;
    }
  }

  get #aborted(): boolean {
    return this.#options.signal.aborted;
  }

  #cancelTimers(): void {
    this.#cancelFlush?.();
    this.#cancelResend?.();
    this.#cancelFlush = null;
    this.#cancelResend = null;
  }
}
