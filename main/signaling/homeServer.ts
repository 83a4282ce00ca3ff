import type { ServerStatus } from '../../preload/contract/session.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { EmbeddedServer } from './embeddedServer.ts';
import { SignalingClient, type SignalingClientParts } from './signalingClient.ts';

export interface HomeServerParts {
  readonly client: SignalingClientParts;
  readonly startEmbedded: (changed: () => void) => EmbeddedServer;
  readonly changed: (status: ServerStatus) => void;
}

/**
 * The server that is set, embedded or remote, and our session on it, which is open from the start
 * so that Home shows its state and a call need not wait for it.
 */
export class HomeServer {
  readonly #parts: HomeServerParts;
  #url: ServerUrl | null;
  #embedded: EmbeddedServer | null = null;
  #client: SignalingClient;
  #status: ServerStatus;
  readonly #listeners = new Set<() => Promise<void>>();
  /** Closes the server that was set before, while that still has to hear something. */
  #closeFormer: (() => void) | null = null;

  /** @param url - null: the embedded server. */
  constructor(url: ServerUrl | null, parts: HomeServerParts) {
    this.#parts = parts;
    this.#url = url;
    this.#client = this.#open();
    this.#status = this.#computeStatus();
  }

  get client(): SignalingClient {
    return this.#client;
  }

  get status(): ServerStatus {
    return this.#status;
  }

  /** Null while the embedded server is not listening yet. */
  get url(): ServerUrl | null {
    return this.#url ?? this.#embeddedState?.url ?? null;
  }

  /** No other server is set than the one inside the app. */
  get isEmbedded(): boolean {
    return this.#url === null;
  }

  /** Where the embedded server listens; null when it does not, or another server is set. */
  get embeddedPort(): number | null {
    return this.#embeddedState?.port ?? null;
  }

  /**
   * Tells when `client` is another one: another server is set, or the session is begun anew. The one before is closed when the
   * listeners' promises are settled.
   *
   * @returns a function that ends the subscription.
   */
  subscribe(listener: () => Promise<void>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @returns false when there is no embedded server, or it could not be opened. */
  async openToNetwork(): Promise<boolean> {
    return (await this.#embedded?.openToNetwork()) ?? false;
  }

  /** Another server is set. Not to be called during a call on this one. */
  use(url: ServerUrl | null): void {
    if (url === this.#url) return;
    const embedded = this.#embedded;
    this.#move(
      () => {
        this.#embedded = null;
        this.#url = url;
        return this.#open();
      },
      () => embedded?.stop(),
    );
  }

  /** Begins the session on the same server anew. Not to be called during a call on it. */
  renew(): void {
    this.#move(
      () => this.#connect(this.url),
      () => undefined,
    );
  }

  /** Tries to connect at once. */
  retry(): void {
    this.#client.retry();
  }

  close(): void {
    this.#closeFormer?.();
    this.#client.close();
    this.#embedded?.stop();
    this.#embedded = null;
  }

  get #embeddedState(): Extract<EmbeddedServer['state'], { state: 'listening' }> | null {
    const state = this.#embedded?.state;
    return state?.state === 'listening' ? state : null;
  }

  #move(open: () => SignalingClient, stop: () => void): void {
    this.#closeFormer?.();
    const { client } = this;
    const closeFormer = (): void => {
      if (this.#closeFormer === closeFormer) this.#closeFormer = null;
      client.close();
      stop();
    };
    this.#closeFormer = closeFormer;
    this.#client = open();
    this.#refresh();
    const heard = [...this.#listeners].map((listener) => listener());
    void Promise.allSettled(heard).then(closeFormer);
  }

  #open(): SignalingClient {
    const client = this.#connect(this.#url);
    if (this.#url === null) {
      const embedded: EmbeddedServer = this.#parts.startEmbedded(() => {
        if (this.#embedded !== embedded) return;
        const { state } = embedded;
        if (state.state === 'listening') this.#client.retarget(state.url);
        this.#refresh();
      });
      this.#embedded = embedded;
    }
    return client;
  }

  #connect(url: ServerUrl | null): SignalingClient {
    const client = new SignalingClient(url, this.#parts.client);
    client.subscribe({ status: () => this.#refresh() });
    return client;
  }

  #refresh(): void {
    const next = this.#computeStatus();
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return;
    this.#status = next;
    this.#parts.changed(next);
  }

  #computeStatus(): ServerStatus {
    const { state, retryAtMs } = this.#client.status;
    if (this.#url !== null) {
      const address = this.#url.replace(/^wss?:\/\//, '');
      return { kind: 'remote', address, state, retryAtMs };
    }
    const embedded = this.#embedded?.state ?? { state: 'starting' };
    if (embedded.state === 'listening') {
      return { kind: 'embedded', address: `127.0.0.1:${embedded.port}`, state, retryAtMs };
    }
    if (embedded.state === 'starting') {
      return { kind: 'embedded', address: '', state: 'starting', retryAtMs: null };
    }
    const { retryAtMs: restartAtMs } = embedded;
    // Its end is noticed before or after the loss of our socket to it.
    const told = { connecting: 'unreachable', online: 'reconnecting' } as const;
    return {
      kind: 'embedded',
      address: '',
      state: state === 'connecting' || state === 'online' ? told[state] : state,
      retryAtMs: restartAtMs,
    };
  }
}
