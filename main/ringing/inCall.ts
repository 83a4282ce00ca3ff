import type { CallSummary } from '../../preload/contract/callSummary.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';

/** Who is in the running call. */
export type InCall = Pick<CallSummary, 'others' | 'contacts'>;

/**
 * Whether somebody is in the running call, as far as anybody knows.
 *
 * @param inCall - as the call's window tells; null: it has not told yet.
 * @param partners - those with whom the call has come about by ringing. It takes a moment until members
 *   have shown who they are; who is known by a ring is believed to be one of those who have not.
 */
export function isInCall(
  address: ContactAddress,
  inCall: InCall | null,
  partners: ReadonlySet<ContactAddress>,
): boolean {
  if (inCall?.contacts.includes(address) === true) return true;
  if (!partners.has(address)) return false;
  return inCall === null || inCall.others.length > inCall.contacts.length;
}
