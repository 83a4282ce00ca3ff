import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';

/** The contact that rang us, or that we rang: whom a call that came by ringing is with. */
export const CallContact = z.strictObject({
  address: ContactAddress,
  /** As the person called them then. */
  name: DisplayName,
  /** Who rang; left out where it is not known, as in lists of before. */
  direction: z.enum(['incoming', 'outgoing']).optional(),
});
export type CallContact = z.infer<typeof CallContact>;
