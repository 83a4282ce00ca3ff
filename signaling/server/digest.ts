import { createHash, timingSafeEqual } from 'node:crypto';

/** What is kept of a secret: its SHA-256. */
export type Digest = Buffer;

export function digestOf(secret: string): Digest {
  return createHash('sha256').update(secret).digest();
}

/** Takes the same time whatever differs. */
export function sameDigest(one: Digest, other: Digest): boolean {
  return timingSafeEqual(one, other);
}
