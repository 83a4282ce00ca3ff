import { expect, test } from 'vitest';
import {
  IdentityKey,
  IdentitySignature,
  ServerName,
} from '../../../signaling/protocol/identity.ts';
import { SessionId } from '../../../signaling/protocol/ids.ts';
import { addressOf, isProved } from '../../../signaling/server/identityProof.ts';
import { newId } from '../../support/serverClient.ts';
import { TestIdentity } from '../../support/serverIdentity.ts';

const server = ServerName.parse('192.0.2.7:8787');
const session = SessionId.parse(newId());

function proofOf(who: TestIdentity, as: TestIdentity = who) {
  const { proof = '' } = who.identify(session, server);
  return { key: as.key, server, proof: IdentitySignature.parse(proof) };
}

test('an address is the first 160 bits of the key’s SHA-256 in Crockford’s base 32', () => {
  // SHA-256 of 32 zero bytes: 66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925.
  const zeros = IdentityKey.parse(Buffer.alloc(32).toString('base64url'));
  const bits = BigInt('0x66687aadf862bd776c8fc18b8e9f8e2008971485');
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  const expected = Array.from(
    { length: 32 },
    (_, index) => letters[Number((bits >> BigInt(155 - 5 * index)) & 31n)],
  );
  expect(addressOf(zeros)).toBe(expected.join(''));
});

test('who has the private key is believed', () => {
  expect(isProved(proofOf(new TestIdentity()), session)).toBe(true);
});

test('nobody else is: not for another key, session or server, nor with another signature', () => {
  const [ada, eve] = [new TestIdentity(), new TestIdentity()];
  const good = proofOf(ada);
  expect(isProved(proofOf(eve, ada), session)).toBe(false);
  expect(isProved(good, SessionId.parse(newId()))).toBe(false);
  expect(isProved({ ...good, server: ServerName.parse('192.0.2.8:8787') }, session)).toBe(false);
  const { proof } = proofOf(eve);
  expect(isProved({ ...good, proof }, session)).toBe(false);
});

test('keys that are no point of the curve prove nothing and break nothing', () => {
  for (const fill of [0x00, 0x02, 0x7f, 0xff]) {
    const key = IdentityKey.parse(Buffer.alloc(32, fill).toString('base64url'));
    expect(isProved({ ...proofOf(new TestIdentity()), key }, session)).toBe(false);
  }
});
