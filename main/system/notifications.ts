import type { ContactsState } from '../../preload/contract/contacts.ts';
import type {
  IncomingRing,
  MissedCall,
  RingAnswer,
  RingingState,
} from '../../preload/contract/ringing.ts';
import type { Language, ManualStatus } from '../../preload/contract/settings.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { RingId } from '../../signaling/protocol/ringMessages.ts';
import { NOTIFICATION_WORDS, type NotificationText } from './notificationWords.ts';

export interface NotificationRequest extends NotificationText {
  /** It waits for the person, as long as the desktop lets it. */
  readonly lasts: boolean;
  /** Labels of buttons, where the platform has any. */
  readonly actions: readonly string[];
  readonly clicked: () => void;
  /** @param index - of the button. */
  readonly acted: (index: number) => void;
}

/** Shows a notification of the system's. @returns closes it. */
export type ShowNotification = (request: NotificationRequest) => () => void;

export type RemainsNotice = 'lives-in-tray' | 'call-in-tray' | 'call-minimised';

export interface NotificationsParts {
  readonly show: ShowNotification;
  readonly language: () => Language;
  readonly status: () => ManualStatus;
  /** One of our windows has the keyboard: who calls is seen in it. */
  readonly hasFocus: () => boolean;
  readonly answer: (ring: RingId, answer: RingAnswer) => void;
  /** Brings the question whether to answer to the front. */
  readonly showIncoming: () => void;
  readonly showMissed: () => void;
  readonly showRequests: () => void;
  readonly showApp: () => void;
}

/** What the app says when none of its windows may be looked at. */
export class Notifications {
  readonly #parts: NotificationsParts;
  #incoming: { readonly ring: RingId; readonly close: () => void } | null = null;
  /** Missed calls that were there before are no news. */
  #knownMissed: ReadonlySet<RingId> | null = null;
  /** So are people who have asked before; they ask again with each of their starts. */
  #knownRequests: ReadonlySet<ContactAddress> | null = null;

  constructor(parts: NotificationsParts) {
    this.#parts = parts;
  }

  /** To be called with each state, the first included. */
  follow({ incoming, missed }: RingingState, { requests }: Pick<ContactsState, 'requests'>): void {
    this.#followIncoming(incoming);
    this.#followMissed(missed);
    this.#followRequests(requests);
  }

  /** The window was closed, and the app or its call is still there. */
  tellRemains(notice: RemainsNotice): void {
    const words = NOTIFICATION_WORDS[this.#parts.language()];
    const text: Readonly<Record<RemainsNotice, NotificationText>> = {
      'lives-in-tray': words.livesInTray,
      'call-in-tray': words.callGoesOnInTray,
      'call-minimised': words.callGoesOnMinimised,
    };
    this.#show(text[notice], this.#parts.showApp);
  }

  close(): void {
    this.#incoming?.close();
    this.#incoming = null;
  }

  #followIncoming(incoming: IncomingRing | null): void {
    if (incoming?.ring === this.#incoming?.ring) return;
    this.#incoming?.close();
    this.#incoming = null;
    if (incoming === null) return;
    const { ring, name } = incoming;
    // What was not told when it began is not told in the middle.
    this.#incoming = { ring, close: () => undefined };
    if (this.#isQuiet || this.#parts.hasFocus()) return;
    const { show, language, answer, showIncoming } = this.#parts;
    const words = NOTIFICATION_WORDS[language()];
    const close = show({
      ...words.incoming(name),
      lasts: true,
      actions: [words.accept, words.decline],
      clicked: showIncoming,
      acted: (index) => answer(ring, index === 0 ? 'accept' : 'decline'),
    });
    this.#incoming = { ring, close };
  }

  #followMissed(missed: readonly MissedCall[]): void {
    const known = this.#knownMissed;
    this.#knownMissed = new Set(missed.map(({ ring }) => ring));
    if (known === null || this.#isQuiet) return;
    const { language, showMissed } = this.#parts;
    for (const { ring, name, seen } of missed) {
      if (seen || known.has(ring)) continue;
      this.#show(NOTIFICATION_WORDS[language()].missed(name), showMissed);
    }
  }

  #followRequests(requests: ContactsState['requests']): void {
    const known = this.#knownRequests;
    this.#knownRequests = new Set(requests.map(({ address }) => address));
    if (known === null || this.#isQuiet) return;
    const { language, showRequests } = this.#parts;
    for (const { address, name } of requests) {
      if (known.has(address)) continue;
      this.#show(NOTIFICATION_WORDS[language()].request(name), showRequests);
    }
  }

  get #isQuiet(): boolean {
    return this.#parts.status() === 'do-not-disturb';
  }

  #show(text: NotificationText, clicked: () => void): void {
    this.#parts.show({ ...text, lasts: false, actions: [], clicked, acted: () => undefined });
  }
}
