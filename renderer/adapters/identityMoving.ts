import type { WindowApi } from '../../preload/contract/channels.ts';
import type {
  IdentityMoveIntent,
  IdentityMoveSnapshot,
} from '../../preload/contract/identityMoveSnapshot.ts';
import type { Clock } from '../engine/ports.ts';

/** How long "Passphrase copied" stands. */
const COPIED_MS = 4_000;

export interface IdentityMovingParts {
  readonly api: WindowApi;
  readonly clock: Clock;
  problem(event: string, error: unknown): void;
  readonly show: (move: IdentityMoveSnapshot) => void;
}

const FAILED = { ok: false, reason: 'failed' } as const;

/** One's identity on its way to another computer, or from there. What is secret goes with `forget`. */
export class IdentityMoving {
  readonly #parts: IdentityMovingParts;
  #shown: IdentityMoveSnapshot = { state: 'idle' };
  /** Another one when the person has left off, so that what is settled late is not shown. */
  #attempt = Symbol('attempt');
  #stopCopied: () => void = () => undefined;

  constructor(parts: IdentityMovingParts) {
    this.#parts = parts;
  }

  send(intent: IdentityMoveIntent): void {
    switch (intent.type) {
      case 'save-identity':
        return void this.#save();
      case 'copy-passphrase':
        return void this.#copy();
      case 'choose-identity':
        return void this.#choose();
      case 'open-identity':
        return void this.#open(intent.passphrase);
      case 'adopt-identity':
        return void this.#adopt();
      case 'forget-identity':
        return this.#forget();
    }
  }

  async #save(): Promise<void> {
    const { api } = this.#parts;
    if (this.#shown.state === 'saving') return;
    const isWanted = this.#begin({ state: 'saving' });
    const saved = await api.invoke('identity:save', undefined).catch(this.#failed('save identity'));
    if (!isWanted()) return;
    if (saved.ok) this.#show({ state: 'saved', passphrase: saved.value.passphrase, copied: false });
    else if (saved.reason === 'cancelled') this.#show({ state: 'idle' });
    else this.#show({ state: 'not-saved', failure: saved.reason });
  }

  async #copy(): Promise<void> {
    const shown = this.#shown;
    if (shown.state !== 'saved') return;
    const { api, clock, problem } = this.#parts;
    const { passphrase } = shown;
    const attempt = this.#attempt;
    try {
      await api.invoke('identity:copy-passphrase', { passphrase });
    } catch (error) {
      return problem('copy passphrase', error);
    }
    if (this.#attempt !== attempt) return;
    this.#show({ ...shown, copied: true });
    this.#stopCopied();
    this.#stopCopied = clock.after(COPIED_MS, () => this.#show({ ...shown, copied: false }));
  }

  async #choose(): Promise<void> {
    const { api } = this.#parts;
    if (this.#shown.state === 'choosing') return;
    const isWanted = this.#begin({ state: 'choosing' });
    const chosen = await api
      .invoke('identity:choose', undefined)
      .catch(this.#failed('choose identity'));
    if (!isWanted()) return;
    if (chosen.ok) this.#show({ state: 'chosen', failure: null });
    else if (chosen.reason === 'cancelled') this.#show({ state: 'idle' });
    else this.#show({ state: 'not-chosen', failure: chosen.reason });
  }

  async #open(passphrase: string): Promise<void> {
    const { api } = this.#parts;
    if (this.#shown.state !== 'chosen') return;
    const isWanted = this.#begin({ state: 'opening' });
    const opened = await api
      .invoke('identity:open', { passphrase })
      .catch(this.#failed('open identity'));
    if (!isWanted()) return;
    if (opened.ok) return this.#show({ state: 'opened', opened: opened.value, failure: null });
    const { reason } = opened;
    if (reason === 'no_passphrase' || reason === 'wrong_passphrase') {
      this.#show({ state: 'chosen', failure: reason });
    } else this.#show({ state: 'not-chosen', failure: reason });
  }

  async #adopt(): Promise<void> {
    const { api } = this.#parts;
    const shown = this.#shown;
    if (shown.state !== 'opened') return;
    const { opened } = shown;
    const adopted = await api
      .invoke('identity:adopt', undefined)
      .catch(this.#failed('adopt identity'));
    if (this.#shown !== shown) return;
    if (adopted.ok) this.#show({ state: 'adopted', name: opened.name });
    else this.#show({ state: 'opened', opened, failure: adopted.reason });
  }

  #forget(): void {
    const { api, problem } = this.#parts;
    if (this.#shown.state === 'idle') return;
    this.#begin({ state: 'idle' });
    api
      .invoke('identity:forget', undefined)
      .catch((error: unknown) => problem('forget identity', error));
  }

  /** @returns whether what has begun is still wanted. */
  #begin(next: IdentityMoveSnapshot): () => boolean {
    const attempt = Symbol('attempt');
    this.#attempt = attempt;
    this.#stopCopied();
    this.#show(next);
    return () => this.#attempt === attempt;
  }

  #show(next: IdentityMoveSnapshot): void {
    this.#shown = next;
    this.#parts.show(next);
  }

  #failed(what: string): (error: unknown) => typeof FAILED {
    return (error) => {
      this.#parts.problem(what, error);
      return FAILED;
    };
  }
}
