import type { AddContactFailure, Contact, ContactsState, OpenedContactLink } from './contacts.ts';
import type { RingAnswer, RingingState } from './ringing.ts';

/** One's own contact link, as far as it was asked for. */
export type OwnLinkSnapshot =
  | { readonly state: 'unknown' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly link: string; readonly copied: boolean }
  | { readonly state: 'failed'; readonly failure: 'no_address' | 'no_identity' | 'failed' };

/** What became of the last link that was pasted. */
export type AddingSnapshot =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'asked'; readonly name: Contact['name'] }
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
  /** A link that was clicked waits for a word. */
  readonly openedLink: OpenedContactLink | null;
}

type Address = Contact['address'];

export type ContactsIntent =
  | { readonly type: 'show-link' }
  | { readonly type: 'copy-link' }
  | { readonly type: 'renew-link' }
  /** Asks somebody by their link; the text is what was pasted. */
  | { readonly type: 'add'; readonly text: string }
  /** What became of it was seen. */
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
  | { readonly type: 'settle-link'; readonly accepted: boolean };

export type RingingSnapshot = RingingState;

export type RingingIntent =
  | { readonly type: 'call'; readonly address: Address }
  /** Gives the outgoing ring up, or puts its failure away. */
  | { readonly type: 'cancel' }
  | {
      readonly type: 'answer';
      readonly ring: NonNullable<RingingState['incoming']>['ring'];
      readonly answer: RingAnswer;
    }
  | { readonly type: 'missed-seen' }
  | { readonly type: 'remove-missed'; readonly ring: RingingState['missed'][number]['ring'] };
