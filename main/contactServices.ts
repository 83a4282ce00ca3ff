import type { ContactsState, OpenedContactLink } from '../preload/contract/contacts.ts';
import type { EnterCall, ExpectedCall, RingingState } from '../preload/contract/ringing.ts';
import type { CallServices } from './callServices.ts';
import { ChosenFiles, type FileDialogs } from './contacts/chosenFiles.ts';
import { Contacts } from './contacts/contacts.ts';
import { ContactServers } from './contacts/contactServers.ts';
import { IdentityMove } from './contacts/identityMove.ts';
import { MemberContacts } from './contacts/memberContacts.ts';
import { OpenedContactLinks } from './contacts/openedContactLinks.ts';
import { IdentityStore } from './identity/identityStore.ts';
import { ExpectedCalls } from './ringing/expectedCalls.ts';
import type { InCall } from './ringing/inCall.ts';
import { MissedCalls } from './ringing/missedCalls.ts';
import { Ringing } from './ringing/ringing.ts';
import type { Unanswered } from './ringing/unanswered.ts';
import type { AppFiles } from './system/appFiles.ts';
import {
  installationColour,
  installationSecret,
  type Keyring,
} from './system/installationSecret.ts';
import type { SettingsStore } from './system/settingsStore.ts';

export interface ContactServicesParts {
  readonly files: Pick<AppFiles, 'identity' | 'contacts' | 'missedCalls' | 'installation'>;
  readonly settings: Pick<SettingsStore, 'current' | 'change'>;
  readonly services: Pick<
    CallServices,
    'home' | 'calls' | 'client' | 'isSetServer' | 'isOwnServer' | 'ownServer' | 'agree'
  >;
  readonly keyring: Keyring;
  /** For lists of contacts. */
  readonly dialogs: FileDialogs;
  /** For who one is. */
  readonly identityDialogs: FileDialogs;
  /** Puts a text into the clipboard. */
  readonly copy: (text: string) => void | Promise<void>;
  readonly onContacts: (state: ContactsState) => void;
  readonly onRinging: (state: RingingState) => void;
  readonly onLink: (link: OpenedContactLink) => void;
  /** Who is in the running call, as its window tells; null: it has not told yet. */
  readonly inCall: () => InCall | null;
  /** A call of ours has come to nothing. */
  readonly unanswered: (what: Unanswered) => void;
  /** Brings the window of the running call to the front. */
  readonly showCall: () => void;
  /** Has the call window enter a room at once. */
  readonly enterCall: (call: EnterCall) => void;
  /** What the call window is to be ready for; null: for nothing any more. */
  readonly onExpected: (expected: ExpectedCall | null) => void;
}

/** What has to do with contacts and calls that ring, put together. */
export interface ContactServices {
  readonly contacts: Contacts;
  readonly ringing: Ringing;
  /** What the call window is to be ready for. */
  readonly expected: Pick<ExpectedCalls, 'current'>;
  readonly members: MemberContacts;
  readonly links: OpenedContactLinks;
  readonly move: IdentityMove;
  /** Name, status or server may be others now. */
  settingsChanged(): void;
  /** Nobody is at the computer, or somebody is again. */
  setAway(away: boolean): void;
  /** The machine has slept, or the network came back. */
  wake(): void;
  /** The app is to end: contacts see at once that we are gone. @returns soon, whatever comes. */
  leave(): Promise<void>;
  /** After {@link leave}. */
  close(): void;
}

export function createContactServices(parts: ContactServicesParts): ContactServices {
  const { files, settings, services } = parts;
  const { home, calls, client, isSetServer, isOwnServer, ownServer } = services;
  const { clock, log } = client;
  const identities = new IdentityStore(files.identity, parts.keyring, () =>
    installationColour(installationSecret(files.installation, parts.keyring)),
  );
  if (identities.trouble !== null) log.warn('identity trouble', { trouble: identities.trouble });
  const identity = () => identities.identity;
  const servers = new ContactServers({
    home,
    client,
    identity,
    isSetServer,
    changed: () => contacts.presencesChanged(),
    heard: (message, place) =>
      message.type === 'asked' ? contacts.heard(message) : ringing.heard(message, place),
    lost: (place) => ringing.lost(place),
  });
  const contacts: Contacts = new Contacts({
    file: files.contacts,
    identities,
    servers,
    person: () => settings.current,
    isInCall: () => calls.isOccupied,
    ownServer: () => ownServer.url,
    openOwnServer: () => ownServer.open(),
    isOwnServer,
    isSetServer,
    chosenFiles: new ChosenFiles(parts.dialogs),
    copy: parts.copy,
    clock,
    log,
    changed(state) {
      parts.onContacts(state);
      ringing.contactsChanged();
    },
    parted: (address) => ringing.parted(address),
  });
  const expected: ExpectedCalls = new ExpectedCalls({
    clock,
    reach({ server, place }) {
      // A server that they name, and that we are not at, is to know of us after the yes only.
      if (server !== null && server !== place) return null;
      if (server !== null) calls.expect(server);
      return calls.iceServersOf(server);
    },
    changed(next) {
      if (next === null) calls.expect(null);
      parts.onExpected(next);
    },
  });
  const ringing: Ringing = new Ringing({
    identity,
    contacts,
    servers,
    missed: new MissedCalls(files.missedCalls),
    displayName: () => settings.current.displayName,
    doesNotDisturb: () => settings.current.status === 'do-not-disturb',
    call: () => calls,
    inCall: parts.inCall,
    unanswered: parts.unanswered,
    showCall: parts.showCall,
    isSetServer,
    isOwnServer,
    openOwnServer: () => ownServer.open(),
    enter(call) {
      // To say yes to somebody is to agree to where they wait.
      if (call.server !== null) services.agree(call.server);
      parts.enterCall(call);
    },
    clock,
    log,
    changed: parts.onRinging,
    followed: (active) => expected.follow(active),
  });
  const members = new MemberContacts({ identities, contacts, log });
  const links = new OpenedContactLinks({
    contacts,
    isSetServer,
    call: (address) => ringing.call(address),
    opened: parts.onLink,
  });
  const move = new IdentityMove({
    files,
    identities,
    contacts,
    servers,
    chosenFiles: new ChosenFiles(parts.identityDialogs),
    settings,
    ownServer: () => ownServer.url,
    isInCall: () => calls.isActive,
    isRinging: () => ringing.isActive,
    forgetMissed: () => ringing.forgetMissed(),
    copy: parts.copy,
    log,
  });
  const unsubscribe = calls.subscribe(() => {
    ringing.callChanged();
    expected.look();
    contacts.update();
  });
  contacts.update();
  return {
    contacts,
    ringing,
    expected,
    members,
    links,
    move,
    settingsChanged: () => contacts.update(),
    setAway: (away) => contacts.setAway(away),
    wake() {
      servers.wake();
      // Others may reach us elsewhere now.
      contacts.update();
    },
    leave: () => servers.leave(),
    close() {
      unsubscribe();
      servers.close();
      contacts.close();
      ringing.close();
      expected.close();
    },
  };
}
