import { randomBytes } from 'node:crypto';
import type {
  AddContactFailure,
  ContactsState,
  OwnContactLink,
} from '../../preload/contract/contacts.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ManualStatus, ServerUrl } from '../../preload/contract/settings.ts';
import type { ContactStatus, Asked } from '../../signaling/protocol/contactMessages.ts';
import { ContactTicket } from '../../signaling/protocol/contactNotes.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress, IdentityKey } from '../../signaling/protocol/identity.ts';
import type { IdentityStore } from '../identity/identityStore.ts';
import type { Clock } from '../signaling/clock.ts';
import { makeContactLink } from '../system/deepLinks.ts';
import type { JsonFile } from '../system/jsonFile.ts';
import type { Log } from '../system/log.ts';
import {
  changeContact,
  confirmed,
  findContact,
  findRequest,
  hasRoom,
  resembles,
  shownName,
  withContact,
  withoutContact,
  type ContactBook,
  type StoredContact,
  type StoredRequest,
} from './contactBook.ts';
import {
  acceptRequest,
  addByLink,
  addMet,
  blockRequest,
  declineRequest,
  undeclineRequest,
  personIn,
  rename,
  setBlocked,
  type MetPerson,
} from './contactEdits.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import { exportContacts, importContacts } from './contactFiles.ts';
import { makeContactCode } from './contactCode.ts';
import type { ContactServers } from './contactServers.ts';
import { contactsState } from './contactsState.ts';
import { OccasionalLog } from './occasionalLog.ts';
import { hearQuestion, writeQuestion } from './questions.ts';
import { shownStatus } from './shownStatus.ts';
import { TakenBack } from './takenBack.ts';

const TICKET_BYTES = 16;

export interface ContactsParts {
  readonly file: JsonFile<typeof ContactBook>;
  readonly identities: IdentityStore;
  readonly servers: Pick<ContactServers, 'update' | 'presenceOf'>;
  readonly person: () => { readonly displayName: DisplayName; readonly status: ManualStatus };
  readonly isInCall: () => boolean;
  /** Where others reach us; null: not known yet, or on no network. */
  readonly ownServer: () => ServerUrl | null;
  /** The same, with the embedded server open to the local network, for good. */
  readonly openOwnServer: () => Promise<ServerUrl | null>;
  readonly isOwnServer: (server: ServerUrl) => boolean;
  readonly isSetServer: (server: ServerUrl) => boolean;
  readonly chosenFiles: ChosenFiles;
  readonly copy: (text: string) => void | Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (state: ContactsState) => void;
  /** Somebody is no contact any more. */
  readonly parted: (address: ContactAddress) => void;
}

type LinkFailure = 'no_address' | 'no_identity';

/** Whom one knows, and what one tells them. */
export class Contacts {
  readonly #parts: ContactsParts;
  readonly #removed: TakenBack<StoredContact>;
  readonly #declined: TakenBack<StoredRequest>;
  readonly #drops: OccasionalLog;
  #isAway = false;
  #told: ContactsState;

  constructor(parts: ContactsParts) {
    this.#parts = parts;
    this.#removed = new TakenBack(parts.clock, () => this.#tell());
    this.#declined = new TakenBack(parts.clock, () => this.#tell());
    this.#drops = new OccasionalLog(parts.clock, parts.log, 'question dropped');
    if (this.#isInUse) parts.identities.need();
    this.#told = this.state;
  }

  /** Everybody whom the person knows. */
  get book(): ContactBook {
    return this.#parts.file.value;
  }

  get state(): ContactsState {
    const { file, identities, servers, isSetServer } = this.#parts;
    const { condition } = file;
    const isDamaged = condition === 'damaged' || condition === 'unreadable';
    return contactsState({
      book: this.book,
      address: identities.identity?.address ?? null,
      colour: identities.colour,
      trouble: identities.trouble ?? (isDamaged ? 'file-damaged' : null),
      keyStorage: identities.storage,
      status: this.#parts.person().status,
      shownStatus: this.shownStatus,
      presenceOf: (address) => servers.presenceOf(address),
      isSetServer,
      removed: this.#removed.current,
      declined: this.#declined.current,
    });
  }

  get shownStatus(): ContactStatus {
    const { person, isInCall } = this.#parts;
    return shownStatus({ manual: person().status, inCall: isInCall(), away: this.#isAway });
  }

  find(address: ContactAddress): StoredContact | null {
    return findContact(this.book, address);
  }

  /** Of everybody who is listed, blocked ones included. */
  get addresses(): readonly ContactAddress[] {
    return this.book.contacts.map(({ address }) => address);
  }

  /** A contact whom somebody of this name and address could be mistaken for. */
  resembling(address: ContactAddress, name: DisplayName): ContactAddress | null {
    return resembles(this.book, { address, name });
  }

  /** The person hears no more questions of theirs. */
  isDeclined(address: ContactAddress): boolean {
    return this.book.declined.includes(address);
  }

  /** Has servers and windows know how things are: at the start, and when settings or a call change. */
  update(): void {
    const { identities, servers, person, ownServer } = this.#parts;
    servers.update({
      contacts: this.book.contacts,
      status: this.shownStatus,
      question(contact) {
        const { identity } = identities;
        // Asked for anew each time: the embedded server may be starting still.
        const server = ownServer();
        if (identity === null || server === null) return null;
        return writeQuestion(identity, contact, { name: person().displayName, server });
      },
    });
    this.#tell();
  }

  setAway(away: boolean): void {
    if (away === this.#isAway) return;
    this.#isAway = away;
    this.update();
  }

  /** Presences have changed. Those who were asked and are there for us have said yes. */
  presencesChanged(): void {
    const agreed = this.book.contacts.filter(
      ({ address, standing }) =>
        standing === 'asked' && this.#parts.servers.presenceOf(address) !== 'unavailable',
    );
    if (agreed.length === 0) return this.#tell();
    this.#parts.log.info('contacts confirmed', { count: agreed.length });
    this.#write(agreed.reduce((book, one) => withContact(book, confirmed(one)), this.book));
  }

  /** Somebody asks. */
  heard(asked: Asked): void {
    const { identities, isOwnServer, clock, log } = this.#parts;
    const self = identities.identity?.address;
    if (self === undefined) return;
    const context = { self, isOwnServer, nowMs: clock.now() };
    const heard = hearQuestion(this.book, asked, context);
    if (heard.outcome === 'dropped') return this.#drops.info({ why: heard.why });
    log.info('question heard', { outcome: heard.outcome });
    this.#write(heard.book);
  }

  /** Somebody has shown that they list us, by what they have signed with this key. */
  confirm(address: ContactAddress, key: IdentityKey): void {
    const contact = this.find(address);
    if (contact === null || contact.standing === 'blocked') return;
    if (contact.standing === 'contact' && contact.key === key) return;
    this.#write(withContact(this.book, confirmed(contact, { key })));
  }

  /** A call with somebody has begun. */
  talked(address: ContactAddress): void {
    const lastCallAtMs = this.#parts.clock.now();
    this.#write(changeContact(this.book, address, { lastCallAtMs }));
  }

  /**
   * Asks somebody.
   *
   * @param text - a contact link, with white space or angle brackets around it, or a contact code.
   * @param name - what to call somebody of whom there is only a code.
   */
  add(
    text: string,
    name?: DisplayName,
  ): Result<{ address: ContactAddress; name: DisplayName }, AddContactFailure> {
    const added = this.#withAdded(text, name);
    if (!added.ok) return added;
    const { book, contact } = added.value;
    this.#write(book);
    this.#beReachable();
    return { ok: true, value: { address: contact.address, name: shownName(contact) } };
  }

  /** Whether {@link add} would add somebody. */
  check(text: string): Result<null, AddContactFailure> {
    const added = this.#withAdded(text, undefined);
    return added.ok ? { ok: true, value: null } : added;
  }

  /** Adds somebody met in a call, see {@link addMet}. */
  meet(person: MetPerson, agreed: boolean): Result<null, 'too-many' | 'blocked' | 'failed'> {
    const { identities, isOwnServer } = this.#parts;
    const identity = identities.need();
    if (identity === null) return { ok: false, reason: 'failed' };
    const context = { self: identity.address, isOwnServer };
    const added = addMet(this.book, person, agreed, context);
    if (!added.ok) return added;
    this.#write(added.value);
    this.#beReachable();
    return { ok: true, value: null };
  }

  answer(address: ContactAddress, answer: 'accept' | 'decline' | 'block'): void {
    const identity = this.#parts.identities.need();
    if (identity === null) return;
    const context = { self: identity.address, isOwnServer: this.#parts.isOwnServer };
    switch (answer) {
      case 'accept':
        this.#write(acceptRequest(this.book, address, context));
        return this.#beReachable();
      case 'decline': {
        const request = findRequest(this.book, address);
        if (request !== null) this.#declined.keep(request);
        return this.#write(declineRequest(this.book, address));
      }
      case 'block':
        return this.#write(blockRequest(this.book, address, context));
    }
  }

  rename(address: ContactAddress, name: DisplayName): void {
    this.#write(rename(this.book, address, name));
  }

  remove(address: ContactAddress): void {
    const contact = this.find(address);
    if (contact === null) return;
    this.#removed.keep(contact);
    this.#write(withoutContact(this.book, address));
    this.#parts.parted(address);
  }

  /** Takes the last removal, or the last declining, of somebody back. */
  restore(address: ContactAddress): void {
    const request = this.#declined.take(address);
    if (request !== null) return this.#write(undeclineRequest(this.book, request));
    if (!hasRoom(this.book)) return;
    const contact = this.#removed.take(address);
    if (contact === null) return;
    if (this.find(address) === null) this.#write(withContact(this.book, contact));
    else this.#tell();
  }

  block(address: ContactAddress, blocked: boolean): void {
    this.#write(setBlocked(this.book, address, blocked));
    if (blocked) this.#parts.parted(address);
  }

  /** What others can ask with. */
  async link(): Promise<Result<OwnContactLink, LinkFailure>> {
    const { identities, openOwnServer } = this.#parts;
    const identity = identities.need();
    if (identity === null) return { ok: false, reason: 'no_identity' };
    const server = await openOwnServer();
    if (server === null) return { ok: false, reason: 'no_address' };
    const ticket = this.book.ticket ?? newTicket();
    // Also the first time that there is somebody to be.
    this.#write({ ...this.book, ticket });
    const { displayName: name } = this.#parts.person();
    const { address } = identity;
    const link = makeContactLink({ address, server, ticket, name });
    const code = makeContactCode({ address, server, ticket });
    return { ok: true, value: { link, code } };
  }

  async copyLink(): Promise<Result<OwnContactLink, LinkFailure>> {
    const made = await this.link();
    if (made.ok) await this.#parts.copy(made.value.link);
    return made;
  }

  /** Nobody can ask with the old link any more. */
  renewLink(): Promise<Result<OwnContactLink, LinkFailure>> {
    this.#write({ ...this.book, ticket: newTicket() });
    this.#parts.log.info('contact link renewed');
    return this.link();
  }

  async export(): Promise<Result<{ contacts: number }, 'cancelled' | 'failed'>> {
    const { text, count } = exportContacts(this.book);
    const saved = await this.#parts.chosenFiles.save(() => text);
    return saved.ok ? { ok: true, value: { contacts: count } } : saved;
  }

  async import(): Promise<
    Result<{ added: number; known: number }, 'cancelled' | 'not_valid' | 'failed'>
  > {
    const text = await this.#parts.chosenFiles.load();
    if (!text.ok) return text;
    const identity = this.#parts.identities.need();
    const imported = importContacts(
      this.book,
      text.value.toString('utf8'),
      identity?.address ?? null,
    );
    if (imported === null) return { ok: false, reason: 'not_valid' };
    const { book, added, known } = imported;
    this.#write(book);
    if (added > 0) this.#beReachable();
    return { ok: true, value: { added, known } };
  }

  /** Another list takes the place of this one, which is to be kept elsewhere. */
  replace(book: ContactBook): void {
    this.#removed.forget();
    this.#declined.forget();
    this.#write(book);
    if (this.#isInUse) this.#beReachable();
  }

  close(): void {
    this.#removed.forget();
    this.#declined.forget();
  }

  #withAdded(
    text: string,
    name: DisplayName | undefined,
  ): ReturnType<typeof addByLink> | Result<never, AddContactFailure> {
    const { identities, isOwnServer, ownServer } = this.#parts;
    const own = ownServer();
    // A server of our own is nobody else's home.
    const shared = own === null || isOwnServer(own) ? null : own;
    const found = personIn(text, { name, shared });
    if (!found.ok) return found;
    const identity = identities.need();
    if (identity === null) return { ok: false, reason: 'no-identity' };
    return addByLink(this.book, found.value, { self: identity.address, isOwnServer });
  }

  /** Whether there is anybody who may look for us. */
  get #isInUse(): boolean {
    return this.book.contacts.length > 0 || this.book.ticket !== null;
  }

  /** Those whom we know must find us where our questions say that we are. */
  #beReachable(): void {
    void this.#parts.openOwnServer().then(() => this.update());
  }

  #write(book: ContactBook): void {
    if (book !== this.book) this.#parts.file.write(book);
    this.update();
  }

  #tell(): void {
    const state = this.state;
    if (JSON.stringify(state) === JSON.stringify(this.#told)) return;
    this.#told = state;
    this.#parts.changed(state);
  }
}

function newTicket(): ContactTicket {
  return ContactTicket.parse(randomBytes(TICKET_BYTES).toString('base64url'));
}
