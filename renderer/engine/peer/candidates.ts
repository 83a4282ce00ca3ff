import type { CandidatesSignal } from '../../../signaling/protocol/linkSignals.ts';
import type { Clock } from '../ports.ts';
import { iceUfrags } from './descriptionText.ts';
import type { EngineLog } from './engineLog.ts';

type Candidate = CandidatesSignal['candidates'][number];

/** Candidates that come within this time of the first go out in one message. */
const BATCH_MS = 10;
const MAX_CANDIDATES_A_MESSAGE = 64;
const MAX_EARLY_CANDIDATES = 128;

/** Own candidates on their way out, several to a message. */
export class CandidateBatch {
  readonly #clock: Clock;
  #send: ((candidates: Candidate[]) => void) | null = null;
  #gathered: Candidate[] = [];
  #cancelFlush: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Names the way out; what is found before waits. */
  address(send: (candidates: Candidate[]) => void): void {
    this.#send = send;
  }

  /** @param found - null: there will be no more for now. */
  add(found: RTCIceCandidate | null): void {
    if (found === null) return this.#flush();
    const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
    if (candidate === '') return;
    this.#gathered.push({ candidate, sdpMid, sdpMLineIndex, usernameFragment });
    if (this.#gathered.length >= MAX_CANDIDATES_A_MESSAGE) this.#flush();
    else this.#cancelFlush ??= this.#clock.after(BATCH_MS, () => this.#flush());
  }

  /** A new description goes out: those that it names need not go out again. */
  announced(sdp: string): void {
    this.#gathered = this.#gathered.filter(({ candidate }) => !namesCandidate(sdp, candidate));
    if (this.#gathered.length === 0) this.#cancelTimer();
    else this.#cancelFlush ??= this.#clock.after(BATCH_MS, () => this.#flush());
  }

  close(): void {
    this.#gathered = [];
    this.#cancelTimer();
  }

  #flush(): void {
    this.#cancelTimer();
    if (this.#send === null) return;
    const gathered = this.#gathered.splice(0, MAX_CANDIDATES_A_MESSAGE);
    if (gathered.length > 0) this.#send(gathered);
    if (this.#gathered.length > 0) this.#flush();
  }

  #cancelTimer(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }
}

// A candidate's extensions (RFC 8839, section 5.1) differ between its event and the description.
function namesCandidate(sdp: string, candidate: string): boolean {
  return sdp.includes(`a=${candidate.replace(/ generation .*$/, '')} `);
}

/** The other end's candidates, which wait here until a description names their credentials. */
export class EarlyCandidates {
  readonly #pc: RTCPeerConnection;
  readonly #signal: AbortSignal;
  readonly #log: EngineLog;
  #waiting: Candidate[] = [];

  constructor(pc: RTCPeerConnection, signal: AbortSignal, log: EngineLog) {
    this.#pc = pc;
    this.#signal = signal;
    this.#log = log;
  }

  async take(candidates: readonly Candidate[]): Promise<void> {
    const ufrags = iceUfrags(this.#pc.remoteDescription?.sdp ?? '');
    for (const candidate of candidates) {
      const { usernameFragment } = candidate;
      const known = usernameFragment === null ? ufrags.size > 0 : ufrags.has(usernameFragment);
      if (known) await this.#add(candidate);
      else if (this.#waiting.length < MAX_EARLY_CANDIDATES) this.#waiting.push(candidate);
      if (this.#signal.aborted) return;
    }
  }

  /** A description was applied: takes up what it names, and drops the rest, which is past. */
  async retry(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const ufrags = iceUfrags(this.#pc.remoteDescription?.sdp ?? '');
    for (const candidate of waiting) {
      const { usernameFragment } = candidate;
      if (usernameFragment !== null && !ufrags.has(usernameFragment)) continue;
      await this.#add(candidate);
      if (this.#signal.aborted) return;
    }
  }

  async #add(candidate: Candidate): Promise<void> {
    // An empty one says that there are no more, which nothing here waits for.
    if (candidate.candidate === '') return;
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch {
      // Of no use here (a name that cannot be resolved, a protocol that is off): others follow.
      this.#log('debug', 'candidate not taken');
    }
  }
}
