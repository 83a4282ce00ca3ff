import type { OpenedLink } from '../../preload/contract/channels.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import { parseDeepLink } from './deepLinks.ts';

export interface OpenedLinksParts {
  /** Whether a server is the one that is set. */
  readonly isSetServer: (server: ServerUrl) => boolean;
  /** Whether the person has agreed to a server before. */
  readonly isTrusted: (server: ServerUrl) => boolean;
  readonly trust: (server: ServerUrl) => void;
  readonly opened: (link: OpenedLink) => void;
}

/** The link that the person has clicked last, until it is settled. */
export class OpenedLinks {
  readonly #parts: OpenedLinksParts;
  #pending: OpenedLink | null = null;

  constructor(parts: OpenedLinksParts) {
    this.#parts = parts;
  }

  get pending(): OpenedLink | null {
    return this.#pending;
  }

  /** @returns false for a text that is no link of ours. */
  open(text: string): boolean {
    const link = parseDeepLink(text);
    if (link === null) return false;
    const { isSetServer, isTrusted } = this.#parts;
    const server = link.server === null || isSetServer(link.server) ? null : link.server;
    const opened = { room: link.room, server, trusted: server === null || isTrusted(server) };
    this.#pending = opened;
    this.#parts.opened(opened);
    return true;
  }

  /** The person has answered, or has gone where the link leads. */
  settle(accepted: boolean): void {
    const server = this.#pending?.server ?? null;
    this.#pending = null;
    if (accepted && server !== null) this.#parts.trust(server);
  }

  /** A call was joined: the link that led there, and needed no answer, is done with. */
  joined(): void {
    if (this.#pending?.trusted === true) this.#pending = null;
  }
}
