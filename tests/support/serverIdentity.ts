import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { IdentityKey, ServerName, identityStatement } from '../../signaling/protocol/identity.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { SessionId } from '../../signaling/protocol/ids.ts';
import { addressOf } from '../../signaling/server/identityProof.ts';
import { newId } from './serverClient.ts';

/** PKCS #8 (RFC 8410) of an Ed25519 key, up to its 32 bytes. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A real key pair and what it can say. */
export class TestIdentity {
  readonly key: IdentityKey;
  readonly address: ContactAddress;
  readonly #privateKey: KeyObject;

  constructor(privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey) {
    this.#privateKey = privateKey;
    this.key = IdentityKey.parse(privateKey.export({ format: 'jwk' }).x);
    this.address = addressOf(this.key);
  }

  /** @param seed - the private key's 32 bytes. */
  static fromSeed(seed: Buffer): TestIdentity {
    const key = Buffer.concat([PKCS8_HEAD, seed]);
    return new TestIdentity(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  }

  sign(statement: string): string {
    return sign(null, Buffer.from(statement), this.#privateKey).toString('base64url');
  }

  /** The `identify` request of a new device, without its number. */
  identify(session: string, server: string, device = newId()): Record<string, string> {
    const statement = identityStatement(ServerName.parse(server), SessionId.parse(session));
    return { type: 'identify', key: this.key, device, server, proof: this.sign(statement) };
  }
}
