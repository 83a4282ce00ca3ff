import type {
  Boot,
  PushChannel,
  PushPayload,
  RequestChannel,
  WindowApi,
} from '../../../preload/contract/channels.ts';
import { DEFAULT_GLOBAL_SHORTCUTS } from '../../../preload/contract/settings.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../../signaling/protocol/identity.ts';

export const ANNA = ContactAddress.parse('a'.repeat(32));
export const BORIS = ContactAddress.parse('b'.repeat(32));

export function named(name: string): DisplayName {
  return DisplayName.parse(name);
}

/** Main, as a window sees it: answers requests as told, and pushes. */
export class FakeMain {
  /** What was asked, oldest first. */
  readonly asked: (readonly [RequestChannel, unknown])[] = [];
  readonly #answers = new Map<RequestChannel, () => Promise<unknown>>();
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();

  readonly api = {
    invoke: (channel: RequestChannel, input: unknown): Promise<unknown> => {
      this.asked.push([channel, input]);
      return this.#answers.get(channel)?.() ?? Promise.resolve(undefined);
    },
    on: (channel: string, listener: (payload: never) => void): (() => void) => {
      const listeners = this.#listeners.get(channel) ?? new Set();
      this.#listeners.set(channel, listeners.add(listener));
      return () => listeners.delete(listener);
    },
    ready: () => undefined,
  } as unknown as WindowApi;

  answer(channel: RequestChannel, answer: () => Promise<unknown>): void {
    this.#answers.set(channel, answer);
  }

  push<Channel extends PushChannel>(channel: Channel, payload: PushPayload<Channel>): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(payload as never);
  }

  /** Inputs of the requests on one channel. */
  on(channel: RequestChannel): readonly unknown[] {
    return this.asked.filter(([name]) => name === channel).map(([, input]) => input);
  }
}

/** A boot with nobody and nothing in it. */
export const BOOT: Boot = {
  settings: {
    displayName: named('Ada'),
    language: 'system',
    theme: 'system',
    server: null,
    shortcuts: true,
    devices: {},
    trustedServers: [],
    status: 'available',
    keepInTray: true,
    startAtLogin: false,
    startHidden: true,
    globalShortcuts: DEFAULT_GLOBAL_SHORTCUTS,
    secondRingSpeaker: null,
    welcomed: true,
  },
  systemLanguage: 'en',
  platform: 'linux',
  version: '0.0.0',
  server: { kind: 'embedded', address: '', state: 'online', retryAtMs: null },
  session: null,
  callSwitches: { microphone: true, camera: true },
  recentCalls: [],
  openedLink: null,
  contacts: {
    address: ContactAddress.parse('0'.repeat(32)),
    trouble: null,
    colour: 5,
    keyStorage: 'sealed',
    status: 'available',
    shownStatus: 'available',
    contacts: [],
    requests: [],
    removed: null,
    declined: null,
  },
  openedContactLink: null,
  ringing: { outgoing: null, incoming: null, missed: [] },
};
