import { ServerUrl } from '../../preload/contract/settings.ts';
import type { HomeServer } from './homeServer.ts';

export interface OwnServerParts {
  readonly home: Pick<HomeServer, 'isEmbedded' | 'url' | 'embeddedPort' | 'openToNetwork'>;
  /** Where others reach this machine; null when it is on no network. */
  readonly address: () => string | null;
  /** Whether the embedded server is open at each start. */
  readonly isOpen: () => boolean;
  /** The embedded server is to be open at each start from now on. */
  readonly rememberOpen: () => void;
}

/** The server that is set, as others reach it. */
export class OwnServer {
  readonly #parts: OwnServerParts;

  constructor(parts: OwnServerParts) {
    this.#parts = parts;
  }

  /** Null: not known yet, or on no network. The embedded server may not be open to others. */
  get url(): ServerUrl | null {
    const { home, address } = this.#parts;
    if (!home.isEmbedded) return home.url;
    const host = address();
    const port = home.embeddedPort;
    return host === null || port === null ? null : ServerUrl.parse(`ws://${host}:${port}`);
  }

  /** Where others may go on reaching the embedded server; null: it is not open to them, or not used. */
  get givenUrl(): ServerUrl | null {
    const { home, isOpen } = this.#parts;
    return home.isEmbedded && isOpen() ? this.url : null;
  }

  /**
   * Opens the embedded server to the local network, for good: whoever has been given its address
   * uses it after a restart too.
   *
   * @returns null when others cannot reach it.
   */
  async open(): Promise<ServerUrl | null> {
    const { home, rememberOpen } = this.#parts;
    if (home.isEmbedded) {
      rememberOpen();
      if (!(await home.openToNetwork())) return null;
    }
    return this.url;
  }
}
