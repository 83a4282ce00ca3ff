import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  ContactAddress,
  type IdentityKey,
  type IdentitySignature,
} from '../../signaling/protocol/identity.ts';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const ADDRESS_BYTES = 20;
const BITS_A_LETTER = 5;

/** The address of whoever has this key; see {@link ContactAddress}. */
export function addressOf(key: IdentityKey): ContactAddress {
  const bytes = createHash('sha256').update(Buffer.from(key, 'base64url')).digest();
  const bits = [...bytes.subarray(0, ADDRESS_BYTES)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  let text = '';
  for (let start = 0; start < bits.length; start += BITS_A_LETTER) {
    text += CROCKFORD.charAt(Number.parseInt(bits.slice(start, start + BITS_A_LETTER), 2));
  }
  return ContactAddress.parse(text);
}

/** Whether whoever signed this has the private half of the key (RFC 8032, without a context). */
export function isSignedBy(
  key: IdentityKey,
  statement: string,
  signature: IdentitySignature,
): boolean {
  try {
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: key },
      format: 'jwk',
    });
    return verify(null, Buffer.from(statement), publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    // Not every 32 bytes are a key.
    return false;
  }
}
