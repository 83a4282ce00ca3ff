import type { WindowApi } from '../../preload/contract/channels.ts';
import type { ExpectedCall } from '../../preload/contract/ringing.ts';
import type { IceServer } from '../../signaling/protocol/serverMessages.ts';
import type { LocalMedia } from '../engine/media/localMedia.ts';
import type { PreparedLink } from '../engine/peer/preparedLink.ts';
import type { MediaRelay } from './mediaRelay.ts';

export interface Switches {
  readonly microphone: boolean;
  readonly camera: boolean;
}

export interface CallReadinessParts {
  readonly api: Pick<WindowApi, 'on'>;
  readonly relay: Pick<MediaRelay, 'media' | 'attach' | 'close' | 'current' | 'send'>;
  openDevices(switches: Switches): LocalMedia;
  /** Reads which devices there are. Opens none. */
  listDevices(): Promise<unknown>;
  prepareLink(iceServers: readonly IceServer[], quiet: boolean): PreparedLink;
}

/**
 * What a call needs, open before it begins: one's own devices and a link. Both are there for two
 * reasons, the person's own way into a call and a call that rings, and are closed when neither is left.
 *
 * Before the person wants a call that rings, no device is opened and nothing goes over the network.
 */
export class CallReadiness {
  readonly #parts: CallReadinessParts;
  #isOpenedByPerson = false;
  #expected: ExpectedCall | null = null;
  #link: {
    readonly prepared: PreparedLink;
    /** JSON of the servers that it was made for. */
    readonly servers: string;
    /** It stays when nothing is expected any more. */
    isKept: boolean;
  } | null = null;

  constructor(parts: CallReadinessParts) {
    this.#parts = parts;
    parts.api.on('call:expected', (expected) => this.#expect(expected));
    // Next nothing is expected any more, and the call has not begun to use it.
    parts.api.on('call:enter', () => {
      if (this.#link !== null) this.#link.isKept = true;
    });
  }

  /** Opens one's own devices. Without effect where they are open. */
  openDevices(switches: Switches): void {
    this.#isOpenedByPerson = true;
    this.#open(switches);
  }

  /** As it is to be in the call that is entered. What is meant to be on is not asked for again. */
  setCamera(on: boolean): void {
    const { relay } = this.#parts;
    if (relay.current().cameraOn !== on) relay.send({ type: 'set-camera', on });
  }

  /** The way into a call, or the call, is over. What rings still is made ready anew. */
  close(): void {
    this.#isOpenedByPerson = false;
    this.#parts.relay.close();
    this.#closeLink();
    this.#expect(this.#expected);
  }

  /** Somebody is in the room that the person looks into. */
  prepareLink(iceServers: readonly IceServer[]): void {
    this.#makeLink(iceServers, false, true);
  }

  /** @returns the link that is ready, for the call that begins; null: there is none. */
  takeLink(): PreparedLink | null {
    const prepared = this.#link?.prepared ?? null;
    this.#link = null;
    return prepared;
  }

  #expect(expected: ExpectedCall | null): void {
    this.#expected = expected;
    const { relay } = this.#parts;
    if (expected?.wanted === true) this.#open({ microphone: true, camera: expected.camera });
    else if (!this.#isOpenedByPerson && relay.media() !== null) relay.close();
    if (expected === null) {
      if (this.#link?.isKept === false) this.#closeLink();
      return;
    }
    // What cannot be listed now is listed when it is opened.
    if (!expected.wanted) this.#parts.listDevices().catch(() => undefined);
    if (expected.iceServers !== null) this.#makeLink(expected.iceServers, !expected.wanted, false);
  }

  #open(switches: Switches): void {
    const { relay, openDevices } = this.#parts;
    if (relay.media() === null) relay.attach(openDevices(switches));
  }

  #makeLink(iceServers: readonly IceServer[], quiet: boolean, isKept: boolean): void {
    const servers = JSON.stringify(iceServers);
    if (this.#link?.servers !== servers) {
      const wasKept = this.#link?.isKept === true;
      this.#closeLink();
      const prepared = this.#parts.prepareLink(iceServers, quiet);
      this.#link = { prepared, servers, isKept: wasKept };
    }
    if (this.#link === null) return;
    if (isKept) this.#link.isKept = true;
    if (!quiet) this.#link.prepared.begin();
  }

  #closeLink(): void {
    this.#link?.prepared.close();
    this.#link = null;
  }
}
