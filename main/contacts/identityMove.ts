import type {
  IdentityAdoptFailure,
  IdentityChooseFailure,
  IdentityOpenFailure,
  IdentitySaveFailure,
  OpenedIdentity,
  Passphrase,
} from '../../preload/contract/identityMove.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { IdentityStore } from '../identity/identityStore.ts';
import { newPassphrase, readPassphrase } from '../identity/passphrase.ts';
import { openWithPassphrase, sealWithPassphrase, troubleWith } from '../identity/passphraseFile.ts';
import type { AppFiles } from '../system/appFiles.ts';
import type { Log } from '../system/log.ts';
import type { SettingsStore } from '../system/settingsStore.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { ContactBook } from './contactBook.ts';
import type { Contacts } from './contacts.ts';
import type { ContactServers } from './contactServers.ts';
import {
  bookForElsewhere,
  readMovedIdentity,
  writeMovedIdentity,
  type MovedIdentity,
} from './movedIdentity.ts';

export interface IdentityMoveParts {
  readonly files: Pick<AppFiles, 'identity' | 'contacts'>;
  readonly identities: IdentityStore;
  readonly contacts: Pick<Contacts, 'book' | 'replace' | 'update'>;
  readonly servers: Pick<ContactServers, 'forget'>;
  readonly chosenFiles: ChosenFiles;
  readonly settings: Pick<SettingsStore, 'current' | 'change'>;
  /** As others reach it; null: on no network. */
  readonly ownServer: () => ServerUrl | null;
  readonly isInCall: () => boolean;
  /** Somebody is called, or calls. */
  readonly isRinging: () => boolean;
  /** Calls that somebody else has missed on this computer are put away. */
  readonly forgetMissed: () => void;
  readonly copy: (text: string) => void | Promise<void>;
  readonly log: Log;
}

/**
 * One's identity in a file, from one computer to another, so that both are devices of one person.
 *
 * Until {@link adopt} nothing changes; what is read meanwhile stays here and is forgotten when the
 * person leaves off.
 */
export class IdentityMove {
  readonly #parts: IdentityMoveParts;
  /** What was chosen; another one with each choice. */
  #file: Uint8Array | null = null;
  #opened: MovedIdentity | null = null;

  constructor(parts: IdentityMoveParts) {
    this.#parts = parts;
  }

  /** Writes who we are to a file. The passphrase that opens it is kept nowhere. */
  async save(): Promise<Result<{ passphrase: Passphrase }, IdentitySaveFailure>> {
    const { identities, contacts, settings, ownServer, chosenFiles, log } = this.#parts;
    identities.need();
    // It may be the first time that there is somebody to be.
    contacts.update();
    const secret = identities.secret();
    if (secret === null) {
      return { ok: false, reason: identities.trouble === 'key-locked' ? 'key_locked' : 'failed' };
    }
    const passphrase = newPassphrase();
    const saved = await chosenFiles.save(() => {
      const { displayName: name, server } = settings.current;
      const book = bookForElsewhere(contacts.book, ownServer());
      const text = writeMovedIdentity({ secret, name, server, contacts: book });
      return sealWithPassphrase(text, passphrase);
    });
    if (!saved.ok) return saved;
    log.info('identity saved for another computer');
    return { ok: true, value: { passphrase } };
  }

  async copyPassphrase(passphrase: Passphrase): Promise<void> {
    await this.#parts.copy(passphrase);
  }

  /** Has the person choose a file to {@link open}. */
  async choose(): Promise<Result<null, IdentityChooseFailure>> {
    this.forget();
    const occupied = this.#occupied();
    if (occupied !== null) return { ok: false, reason: occupied };
    const loaded = await this.#parts.chosenFiles.load();
    if (!loaded.ok) return loaded;
    const trouble = troubleWith(loaded.value);
    if (trouble !== null) return { ok: false, reason: trouble };
    this.#file = loaded.value;
    return { ok: true, value: null };
  }

  /** Opens what was chosen. @param typed - the passphrase as it was typed. */
  async open(typed: string): Promise<Result<OpenedIdentity, IdentityOpenFailure>> {
    const file = this.#file;
    if (file === null) return { ok: false, reason: 'failed' };
    const passphrase = readPassphrase(typed);
    if (passphrase === null) return { ok: false, reason: 'no_passphrase' };
    const opened = await openWithPassphrase(file, passphrase);
    if (this.#file !== file) return { ok: false, reason: 'failed' };
    if (!opened.ok) {
      const { reason } = opened;
      return { ok: false, reason: reason === 'wrong_passphrase' ? reason : 'not_valid' };
    }
    const read = readMovedIdentity(opened.value);
    if (read === null) return { ok: false, reason: 'not_valid' };
    const { identities } = this.#parts;
    if (read.address === identities.identity?.address) return { ok: false, reason: 'same' };
    this.#opened = read.moved;
    return { ok: true, value: this.#shown(read.moved) };
  }

  /** Is from now on who was opened. Who was here before is set aside, in files beside the others. */
  adopt(): Result<null, IdentityAdoptFailure> {
    const opened = this.#opened;
    if (opened === null) return { ok: false, reason: 'failed' };
    const occupied = this.#occupied();
    if (occupied !== null) return { ok: false, reason: occupied };
    const { files, identities, contacts, servers, settings, forgetMissed, log } = this.#parts;
    const isKept = [files.identity, files.contacts].every((file) => file.keepCopy());
    if (!isKept) return { ok: false, reason: 'failed' };
    servers.forget();
    if (!identities.replace(opened.secret)) {
      contacts.update();
      return { ok: false, reason: 'failed' };
    }
    // First of all: nobody of the old list is to be told of the new identity.
    contacts.replace(opened.contacts);
    forgetMissed();
    const { name: displayName, server } = opened;
    settings.change(server === null ? { displayName } : { displayName, server });
    this.forget();
    log.info('identity of another computer adopted');
    return { ok: true, value: null };
  }

  /** The person leaves off, or is done. */
  forget(): void {
    this.#file = null;
    this.#opened = null;
  }

  #occupied(): 'in_call' | 'ringing' | null {
    const { isInCall, isRinging } = this.#parts;
    if (isInCall()) return 'in_call';
    return isRinging() ? 'ringing' : null;
  }

  #shown({ name, server, contacts }: MovedIdentity): OpenedIdentity {
    const { identities, settings, contacts: own } = this.#parts;
    const { displayName, server: setServer } = settings.current;
    const isSomebody =
      identities.identity !== null ||
      identities.trouble === 'key-locked' ||
      own.book.contacts.length > 0;
    return {
      name,
      contacts: countOf(contacts),
      server: server === setServer ? null : server,
      replaces: isSomebody ? { name: displayName, contacts: countOf(own.book) } : null,
    };
  }
}

/** How many a person would say that they have. */
function countOf({ contacts }: ContactBook): number {
  return contacts.filter(({ standing }) => standing === 'contact').length;
}
