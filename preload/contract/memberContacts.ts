import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import {
  CallBinding,
  ContactFrame,
  OfferFrame,
  AcceptFrame,
} from '../../signaling/protocol/contactFrames.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';

/* Members of a call who are, or become, contacts. */

/** What came from a member over its link. */
export const HeardFrame = z.strictObject({
  binding: CallBinding,
  /** As the member is called in the call, and shown there. */
  name: DisplayName,
  frame: ContactFrame,
});
export type HeardFrame = z.infer<typeof HeardFrame>;

/** An offer to say yes to, or an acceptance to take up. */
export const AcceptedFrame = z.strictObject({
  binding: CallBinding,
  name: DisplayName,
  frame: z.discriminatedUnion('type', [OfferFrame, AcceptFrame]),
});
export type AcceptedFrame = z.infer<typeof AcceptedFrame>;

/** What a member's frame means. Nothing has changed with it. */
export const MemberNews = z.discriminatedUnion('outcome', [
  /** Not valid, not for us, or of somebody whom the person does not want to hear. */
  z.strictObject({ outcome: z.literal('nothing') }),
  /** Another device of one's own. */
  z.strictObject({ outcome: z.literal('self') }),
  /** It is certain who they are, and they are on our list. */
  z.strictObject({ outcome: z.literal('recognised'), address: ContactAddress }),
  /** The person has agreed already: they are a contact, or were asked. */
  z.strictObject({ outcome: z.literal('agreed'), address: ContactAddress }),
  z.strictObject({
    outcome: z.literal('question'),
    address: ContactAddress,
    /** A contact that goes by the same name and has another key. */
    resembles: ContactAddress.nullable(),
  }),
]);
export type MemberNews = z.infer<typeof MemberNews>;

export const MemberContactFailure = z.enum([
  /** On no network that others could reach us by. */
  'no_address',
  'no_identity',
  'too-many',
  'blocked',
  'failed',
]);
export type MemberContactFailure = z.infer<typeof MemberContactFailure>;

/** How a member of the call stands to one's contacts. */
export interface MemberContact {
  readonly member: MemberId;
  /** Who they are, where they have proved it to somebody who knows them; null: not known. */
  readonly address: ContactAddress | null;
  /** Another device of one's own. */
  readonly isSelf: boolean;
  /** Our question to them, in this call. */
  readonly asked: 'no' | 'asking' | 'asked';
  /** Theirs waits for a word, or their yes does, because of a warning. */
  readonly question: {
    readonly kind: 'offer' | 'accept';
    /** As they will be listed. */
    readonly name: DisplayName;
    readonly resembles: ContactAddress | null;
  } | null;
  /** Of what the person wanted last. */
  readonly failure: MemberContactFailure | null;
}
