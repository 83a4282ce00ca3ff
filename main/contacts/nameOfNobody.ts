import { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';

const SHORT_ADDRESS = 8;

/** Letters of an address that stand for somebody of whom nothing else is known. */
export function nameOfNobody(address: ContactAddress): DisplayName {
  return DisplayName.parse(address.slice(0, SHORT_ADDRESS));
}
