import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import {
  IdentityKey,
  IdentitySignature,
  type ContactAddress,
  type DeviceId,
} from '../../signaling/protocol/identity.ts';
import { addressOf } from './identityKey.ts';

/** The private half of an Ed25519 key pair: its 32 bytes (RFC 8032, 5.1.5) in base64url. */
export function newSecret(): string {
  const { d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (d === undefined) throw new Error('the key pair has no private half');
  return d;
}

/** @returns null for what is no private half of a key pair. */
export function privateKeyOf(secret: string): KeyObject | null {
  try {
    // The other half is derived from it, but the format wants one.
    const pkcs8 = Buffer.concat([PKCS8_HEAD, Buffer.from(secret, 'base64url')]);
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}

/** What stands before the 32 bytes in a PKCS #8 file (RFC 8410, section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

export function publicKeyOf(privateKey: KeyObject): IdentityKey {
  return IdentityKey.parse(createPublicKey(privateKey).export({ format: 'jwk' }).x);
}

/** Who we are to others: a key pair, of which the private half does not leave this object. */
export class Identity {
  readonly key: IdentityKey;
  readonly address: ContactAddress;
  readonly device: DeviceId;
  readonly #privateKey: KeyObject;

  constructor(privateKey: KeyObject, device: DeviceId) {
    this.#privateKey = privateKey;
    this.key = publicKeyOf(privateKey);
    this.address = addressOf(this.key);
    this.device = device;
  }

  sign(statement: string): IdentitySignature {
    const signature = sign(null, Buffer.from(statement), this.#privateKey);
    return IdentitySignature.parse(signature.toString('base64url'));
  }
}
