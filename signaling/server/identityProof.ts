import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Identify } from '../protocol/contactMessages.ts';
import { ContactAddress, identityStatement } from '../protocol/identity.ts';
import type { IdentityKey } from '../protocol/identity.ts';
import type { SessionId } from '../protocol/ids.ts';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const ADDRESS_BYTES = 20;

/** The address of whoever has this key; see {@link ContactAddress}. */
export function addressOf(key: IdentityKey): ContactAddress {
  const bytes = createHash('sha256').update(Buffer.from(key, 'base64url')).digest();
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes.subarray(0, ADDRESS_BYTES)) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += CROCKFORD.charAt((held >> bits) & 31);
    }
  }
  return ContactAddress.parse(text);
}

/** Whether whoever sent this has the private half of its key, and made the proof for `session`. */
export function isProved(
  { key, server, proof }: Pick<Identify, 'key' | 'server' | 'proof'>,
  session: SessionId,
): boolean {
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key },
    format: 'jwk',
  });
  const statement = Buffer.from(identityStatement(server, session));
  return verify(null, statement, publicKey, Buffer.from(proof, 'base64url'));
}
