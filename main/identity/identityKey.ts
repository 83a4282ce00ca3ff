import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  ContactAddress,
  type IdentityKey,
  type IdentitySignature,
} from '../../signaling/protocol/identity.ts';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const ADDRESS_LETTERS = 32;
const BITS_A_LETTER = 5;

/** The address of whoever has this key; see {@link ContactAddress}. */
export function addressOf(key: IdentityKey): ContactAddress {
  const digest = createHash('sha256').update(Buffer.from(key, 'base64url')).digest();
  return ContactAddress.parse(base32Of(digest, ADDRESS_LETTERS));
}

/** The first bits of some bytes in Crockford's base 32, lower case, the most significant first. */
export function base32Of(bytes: Uint8Array, letters: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: letters }, (_, place) => {
    const start = place * BITS_A_LETTER;
    return CROCKFORD.charAt(Number.parseInt(bits.slice(start, start + BITS_A_LETTER), 2));
  }).join('');
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
