import type { ServerUrl } from '../../preload/contract/settings.ts';
import type {
  Asked,
  ContactPresence,
  ContactStatus,
} from '../../signaling/protocol/contactMessages.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { RingChanged, Rung } from '../../signaling/protocol/ringMessages.ts';
import type { Identity } from '../identity/identity.ts';
import type { HomeServer } from '../signaling/homeServer.ts';
import { SignalingClient, type SignalingClientParts } from '../signaling/signalingClient.ts';
import type { StoredContact } from './contactBook.ts';
import { ContactSession, type WatchList } from './contactSession.ts';
import { meetingPlaces, type MeetingPlaces, type Place } from './meetingPlaces.ts';

/** For a server to confirm that we list nobody any more. */
const LEAVE_TIMEOUT_MS = 500;

export interface ContactServersParts {
  readonly home: HomeServer;
  readonly client: SignalingClientParts;
  /** Null: there is nobody to be yet. */
  readonly identity: () => Identity | null;
  readonly isSetServer: (server: ServerUrl) => boolean;
  /** What there is to know or to hear is another one. */
  readonly changed: () => void;
  readonly heard: (message: Asked | Rung | RingChanged, place: Place) => void;
  /** No ring over this server is left. */
  readonly lost: (place: Place) => void;
}

export interface ContactWish {
  readonly contacts: readonly StoredContact[];
  readonly status: ContactStatus;
  /** Our question to somebody who is `asked`; null: there is none to put. */
  readonly question: (contact: StoredContact) => string | null;
}

/** The servers at which we meet our contacts, and our standing on each. */
export class ContactServers {
  readonly #parts: ContactServersParts;
  readonly #sessions = new Map<Place, ContactSession>();
  readonly #unsubscribe: () => void;
  #wish: ContactWish | null = null;
  #places: MeetingPlaces = { lists: new Map(), homeOf: new Map() };
  #homeUrl: ServerUrl | null = null;
  /** Servers that have turned out to be places that we are at already. */
  readonly #aliases = new Map<ServerUrl, Place>();

  constructor(parts: ContactServersParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.home.subscribe(() => this.#moveHome());
  }

  /** What servers are to know. Without effect where they know it. */
  update(wish: ContactWish): void {
    this.#wish = wish;
    this.#arrange();
  }

  /**
   * A contact's presence at its home server; when it is not there, at ours, where we are met by
   * those whom we cannot reach.
   */
  presenceOf(address: ContactAddress): ContactPresence {
    const presence = this.#presenceAt(this.#places.homeOf.get(address) ?? null, address);
    return presence === 'unavailable' ? this.#presenceAt('home', address) : presence;
  }

  /** Where to ring somebody; null: at a server that there is no room for. */
  placeToRing(address: ContactAddress): Place | null {
    const place = this.#places.homeOf.get(address) ?? null;
    if (this.#presenceAt(place, address) !== 'unavailable') return place;
    return this.#presenceAt('home', address) === 'unavailable' ? place : 'home';
  }

  session(place: Place): ContactSession | null {
    return this.#sessions.get(place) ?? null;
  }

  /** Where one gets in a place; null: not known yet. */
  urlOf(place: Place): ServerUrl | null {
    return place === 'home' ? this.#parts.home.url : place;
  }

  /** The machine has slept, or the network came back. The home server has others to see to it. */
  wake(): void {
    for (const [place, { client }] of this.#sessions) {
      if (place === 'home') continue;
      client.probe();
      client.retry();
    }
  }

  /**
   * Has our contacts see at once that we are gone, for an app that ends.
   *
   * @returns when all servers know, or after half a second.
   */
  async leave(): Promise<void> {
    this.#wish = null;
    const left = [...this.#sessions.values()].map((session) => this.#leaveInHaste(session));
    await Promise.all(left);
  }

  /**
   * Ends all sessions, before we are somebody else: a session has one identity, and nobody is to see
   * that the two are on one computer. The next wish begins them anew.
   */
  forget(): void {
    this.#wish = null;
    this.#places = { lists: new Map(), homeOf: new Map() };
    for (const place of this.#sessions.keys()) if (place !== 'home') void this.#end(place);
    this.#parts.home.renew();
  }

  close(): void {
    this.#unsubscribe();
    this.#wish = null;
    for (const place of this.#sessions.keys()) void this.#end(place);
  }

  #presenceAt(place: Place | null, address: ContactAddress): ContactPresence {
    const session = place === null ? undefined : this.#sessions.get(place);
    return session?.presenceOf(address) ?? 'unavailable';
  }

  /** @returns when the former home server knows that we are gone, or is too slow. */
  async #moveHome(): Promise<void> {
    const isLeft = this.#end('home');
    this.#arrange();
    await isLeft;
  }

  #arrange(): void {
    const wish = this.#wish;
    const identity = this.#parts.identity();
    if (wish === null || identity === null) return;
    const { home } = this.#parts;
    const open = new Set(this.#sessions.keys());
    if (this.#homeUrl !== home.url) this.#aliases.clear();
    this.#homeUrl = home.url;
    const places = meetingPlaces(wish.contacts, (server) => this.#placeOf(server), open);
    this.#places = places;
    for (const place of this.#sessions.keys()) {
      if (!places.lists.has(place)) void this.#end(place);
    }
    for (const [place, contacts] of places.lists) {
      const session = this.#sessions.get(place) ?? this.#open(place, identity);
      session.show(wish.status);
      session.list(contacts.map((contact) => this.#listed(contact, place, wish)));
    }
  }

  /** We ask people where they are at home, and nowhere else. */
  #listed(contact: StoredContact, place: Place, { question }: ContactWish): WatchList[number] {
    const { address, standing } = contact;
    const isAsked = standing === 'asked' && this.#places.homeOf.get(address) === place;
    const ask = isAsked ? question(contact) : null;
    return ask === null ? { address } : { address, ask };
  }

  #open(place: Place, identity: Identity): ContactSession {
    const { home, client: parts } = this.#parts;
    const client = place === 'home' ? home.client : new SignalingClient(place, parts);
    const session: ContactSession = new ContactSession({
      client,
      identity,
      clock: parts.clock,
      log: parts.log,
      mayIdentify: (instance) => this.#mayIdentify(place, instance),
      changed: () => {
        // The embedded server may be reached elsewhere now, and then others' homes are ours.
        if (place === 'home' && home.url !== this.#homeUrl) this.#arrange();
        this.#parts.changed();
      },
      heard: (message) => this.#parts.heard(message, place),
      lost: () => this.#parts.lost(place),
    });
    this.#sessions.set(place, session);
    return session;
  }

  #placeOf(server: ServerUrl): Place {
    return this.#parts.isSetServer(server) ? 'home' : (this.#aliases.get(server) ?? server);
  }

  /**
   * A server that goes by two names is one place: on it a second session of ours would take the
   * standing of the first.
   */
  #mayIdentify(place: Place, instance: string): boolean {
    const twin = [...this.#sessions].find(
      ([other, { client }]) => other !== place && client.session?.instance === instance,
    )?.[0];
    if (twin === undefined) return true;
    const [kept, left] = place === 'home' ? [place, twin] : [twin, place];
    if (left !== 'home') this.#aliases.set(left, kept);
    // Not from within what the session to end has told.
    queueMicrotask(() => this.#arrange());
    return kept === place;
  }

  async #end(place: Place): Promise<void> {
    const session = this.#sessions.get(place);
    if (session === undefined) return;
    this.#sessions.delete(place);
    const isLeft = this.#leaveInHaste(session);
    session.end();
    await isLeft;
    if (place !== 'home') session.client.close();
  }

  #leaveInHaste(session: ContactSession): Promise<void> {
    const late = new Promise<void>((resolve) => {
      this.#parts.client.clock.after(LEAVE_TIMEOUT_MS, resolve);
    });
    return Promise.race([session.leave(), late]);
  }
}
