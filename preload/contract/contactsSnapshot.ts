import type { AddContactFailure, Contact, ContactsState, OpenedContactLink } from './contacts.ts';
import type { IdentityMoveIntent, IdentityMoveSnapshot } from './identityMoveSnapshot.ts';
import type { MemberContact } from './memberContacts.ts';
import type { RingAnswer, RingingState } from './ringing.ts';

/** One's own contact link, as far as it was asked for. */
export type OwnLinkSnapshot =
  | { readonly state: 'unknown' }
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready';
      readonly link: string;
      /** The same, to be read out. */
      readonly code: string;
      readonly copied: boolean;
    }
  | { readonly state: 'failed'; readonly failure: 'no_address' | 'no_identity' | 'failed' };

/** What became of the last link that was pasted. */
export type AddingSnapshot =
  | { readonly state: 'idle' }
  /** The text is a link or a code that could be asked by. */
  | { readonly state: 'checked' }
  | { readonly state: 'asking' }
  | {
      readonly state: 'asked';
      readonly name: Contact['name'];
      readonly address: Contact['address'];
    }
  | { readonly state: 'refused'; readonly failure: AddContactFailure | 'failed' };

/** What became of the last export or import. */
export type TransferSnapshot =
  | { readonly state: 'idle' }
  | { readonly state: 'exported'; readonly contacts: number }
  | { readonly state: 'imported'; readonly added: number; readonly known: number }
  | { readonly state: 'not-exported' }
  | { readonly state: 'not-imported'; readonly failure: 'not_valid' | 'failed' };

/** Contacts, and what stands around them in the window. */
export interface ContactsSnapshot extends ContactsState {
  readonly link: OwnLinkSnapshot;
  readonly adding: AddingSnapshot;
  readonly transfer: TransferSnapshot;
  readonly move: IdentityMoveSnapshot;
  /** A link that was clicked waits for a word. */
  readonly openedLink: OpenedContactLink | null;
  /** Of the running call, those whom there is a way to ask, and what became of it. */
  readonly members: readonly MemberContact[];
}

type Address = Contact['address'];

export type ContactsIntent =
  | IdentityMoveIntent
  | { readonly type: 'show-link' }
  | { readonly type: 'copy-link' }
  | { readonly type: 'renew-link' }
  /** Asks somebody; the text is what was pasted or typed, the name for a code, which has none. */
  | { readonly type: 'add'; readonly text: string; readonly name?: Contact['name'] }
  /** Looks whether it could be asked by that text, and asks nobody. */
  | { readonly type: 'check'; readonly text: string }
  /** What became of it was seen, or the text is another one. */
  | { readonly type: 'forget-adding' }
  | {
      readonly type: 'answer-request';
      readonly address: Address;
      readonly answer: 'accept' | 'decline' | 'block';
    }
  | { readonly type: 'rename'; readonly address: Address; readonly name: Contact['name'] }
  | { readonly type: 'remove'; readonly address: Address }
  | { readonly type: 'restore'; readonly address: Address }
  | { readonly type: 'block'; readonly address: Address; readonly blocked: boolean }
  | { readonly type: 'export' }
  | { readonly type: 'import' }
  | { readonly type: 'forget-transfer' }
  | { readonly type: 'settle-link'; readonly accepted: boolean }
  /** Asks a member of the call to be a contact. */
  | { readonly type: 'ask-member'; readonly member: MemberContact['member'] }
  | {
      readonly type: 'answer-member';
      readonly member: MemberContact['member'];
      readonly accepted: boolean;
    }
  /** That it failed was seen. */
  | { readonly type: 'forget-member-failure'; readonly member: MemberContact['member'] };

export type RingingSnapshot = RingingState;

export type RingingIntent =
  | { readonly type: 'call'; readonly address: Address }
  /** Gives the outgoing ring up, or puts its failure away. */
  | { readonly type: 'cancel' }
  /** Whether the person is at the failure, by pointer or keyboard: then it stays. */
  | { readonly type: 'hold-failure'; readonly held: boolean }
  | {
      readonly type: 'answer';
      readonly ring: NonNullable<RingingState['incoming']>['ring'];
      readonly answer: RingAnswer;
    }
  | {
      readonly type: 'silence';
      readonly ring: NonNullable<RingingState['incoming']>['ring'];
    }
  | { readonly type: 'missed-seen' }
  | { readonly type: 'remove-missed'; readonly ring: RingingState['missed'][number]['ring'] };
