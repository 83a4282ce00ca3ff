import type { AppSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';

/** How long "Link copied" stands. */
const COPIED_MS = 4_000;

type Copied = Pick<AppSnapshot, 'inviteCopied' | 'inviteFailure'>;

const NOTHING: Copied = { inviteCopied: false, inviteFailure: null };

export interface InviteCopyingParts {
  readonly api: Pick<WindowApi, 'invoke'>;
  readonly show: (copied: Copied) => void;
  problem(event: string, error: unknown): void;
}

/** The running call's link on its way to the clipboard, and what is told of it for a moment. */
export class InviteCopying {
  readonly #parts: InviteCopyingParts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: InviteCopyingParts) {
    this.#parts = parts;
  }

  async copy(): Promise<void> {
    const { api, show, problem } = this.#parts;
    const copied = await api.invoke('invite:copy', undefined).catch((error: unknown) => {
      problem('copy invite', error);
      return { ok: false, reason: 'no_address' } as const;
    });
    clearTimeout(this.#timer);
    show({ inviteCopied: copied.ok, inviteFailure: copied.ok ? null : copied.reason });
    this.#timer = setTimeout(() => show(NOTHING), COPIED_MS);
  }

  /** The call is over. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#parts.show(NOTHING);
  }
}
