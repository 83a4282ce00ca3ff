import type {
  AcceptedFrame,
  HeardFrame,
  MemberContactFailure,
  MemberNews,
} from '../../preload/contract/memberContacts.ts';
import type { Result } from '../../preload/contract/result.ts';
import type {
  AcceptFrame,
  CallBinding,
  ContactFrame,
} from '../../signaling/protocol/contactFrames.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { IdentityStore } from '../identity/identityStore.ts';
import type { Log } from '../system/log.ts';
import type { Contacts } from './contacts.ts';
import { readLink, readWho, writeLink, writeWho } from './memberNotes.ts';

/** Connections over which we have asked; of a call there are never so many. */
const MAX_ASKED = 256;

export interface MemberContactsParts {
  readonly identities: Pick<IdentityStore, 'identity' | 'need'>;
  readonly contacts: Pick<
    Contacts,
    'find' | 'addresses' | 'resembling' | 'isDeclined' | 'link' | 'meet'
  >;
  readonly log: Log;
}

type Accepted = { readonly address: ContactAddress; readonly frame: AcceptFrame | null };

/** What main does for members of a call to become contacts. The window carries it to and fro. */
export class MemberContacts {
  readonly #parts: MemberContactsParts;
  /** Over which connections the person has asked: only what was asked for is accepted. */
  readonly #asked = new Set<string>();

  constructor(parts: MemberContactsParts) {
    this.#parts = parts;
  }

  /** What to send over a connection. Telling who we are makes nobody of whom nothing is known. */
  async write(
    { own, other }: CallBinding,
    type: 'who' | 'offer',
  ): Promise<Result<ContactFrame, MemberContactFailure>> {
    const { identities, contacts } = this.#parts;
    const direction = { from: own, to: other };
    if (type === 'who') {
      const { identity } = identities;
      if (identity === null) return { ok: false, reason: 'no_identity' };
      return { ok: true, value: writeWho(identity, direction) };
    }
    const link = await contacts.link();
    if (!link.ok) return link;
    const identity = identities.need();
    if (identity === null) return { ok: false, reason: 'no_identity' };
    this.#remember(connectionOf({ own, other }));
    return { ok: true, value: writeLink(identity, 'offer', direction, link.value.link) };
  }

  /** What a member's frame means. Changes nothing. */
  hear({ binding, name, frame }: HeardFrame): MemberNews {
    const { identities, contacts } = this.#parts;
    const direction = { from: binding.other, to: binding.own };
    const self = identities.identity?.address ?? null;
    if (frame.type === 'who') {
      const known = self === null ? contacts.addresses : [self, ...contacts.addresses];
      const address = readWho(frame, direction, known);
      if (address === null) return { outcome: 'nothing' };
      return address === self ? { outcome: 'self' } : { outcome: 'recognised', address };
    }
    if (frame.type === 'accept' && !this.#asked.has(connectionOf(binding))) {
      return { outcome: 'nothing' };
    }
    const met = readLink(frame, direction, name);
    if (met === null) return { outcome: 'nothing' };
    const { address } = met.link;
    if (address === self) return { outcome: 'self' };
    switch (contacts.find(address)?.standing) {
      case 'contact':
      case 'asked':
        return { outcome: 'agreed', address };
      case 'blocked':
        // To their offer nothing is said; to their yes, that they are blocked.
        return frame.type === 'offer' ? { outcome: 'nothing' } : { outcome: 'agreed', address };
      case undefined:
    }
    if (frame.type === 'offer' && contacts.isDeclined(address)) return { outcome: 'nothing' };
    return { outcome: 'question', address, resembles: contacts.resembling(address, name) };
  }

  /** Takes a member in, by the person's wish. */
  async accept({
    binding,
    name,
    frame,
  }: AcceptedFrame): Promise<Result<Accepted, MemberContactFailure>> {
    const { contacts, identities, log } = this.#parts;
    const { own, other } = binding;
    const met = readLink(frame, { from: other, to: own }, name);
    const isAsked = frame.type === 'offer' || this.#asked.has(connectionOf(binding));
    if (met === null || !isAsked) return { ok: false, reason: 'failed' };
    const { address } = met.link;
    // The way to us first: without one they could not list us, and no half of it is to be left.
    const link = await contacts.link();
    if (!link.ok) return link;
    const identity = identities.need();
    if (identity === null) return { ok: false, reason: 'no_identity' };
    const added = contacts.meet(met, frame.type === 'accept');
    if (!added.ok) return added;
    log.info('contact met in a call', { by: frame.type });
    if (frame.type === 'accept') return { ok: true, value: { address, frame: null } };
    const answer = writeLink(identity, 'accept', { from: own, to: other }, link.value.link);
    return { ok: true, value: { address, frame: answer } };
  }

  #remember(connection: string): void {
    const [oldest] = this.#asked;
    if (this.#asked.size >= MAX_ASKED && oldest !== undefined) this.#asked.delete(oldest);
    this.#asked.add(connection);
  }
}

function connectionOf({ own, other }: CallBinding): string {
  return `${own} ${other}`;
}
