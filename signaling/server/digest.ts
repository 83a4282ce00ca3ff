import { createHash, timingSafeEqual } from 'node:crypto';

/** What is kept of a secret: its SHA-256, as text because that takes the least memory. */
export type Digest = string;

export function digestOf(secret: string): Digest {
  return createHash('sha256').update(secret).digest('base64');
}

/** Takes the same time whatever differs. */
export function sameDigest(one: Digest, other: Digest): boolean {
  return timingSafeEqual(Buffer.from(one, 'base64'), Buffer.from(other, 'base64'));
}
