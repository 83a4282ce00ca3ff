import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PERSON_COLOURS } from '../../preload/contract/personColour.ts';
import type { JsonFile } from './jsonFile.ts';

const SECRET_BYTES = 32;

/** `sealed`: by the system's keyring, where it has one. Both in base64. */
export const InstallationFile = z.strictObject({
  storage: z.enum(['plain', 'sealed']),
  secret: z.string().max(4_096),
});
export type InstallationFile = z.infer<typeof InstallationFile>;

/** The system's keyring. */
export interface Keyring {
  readonly isAvailable: () => boolean;
  readonly seal: (text: string) => Buffer;
  /** @throws when it was sealed elsewhere, or not at all. */
  readonly open: (sealed: Buffer) => string;
}

/** 32 random bytes in base64. */
function newInstallationSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64');
}

/**
 * The secret that stays with this installation, read or made anew.
 *
 * It only lets a restarted app replace its own ghost in a room, so where the system has no keyring
 * it lies in a file that its owner alone can read, and when it cannot be opened a new one is made.
 */
export function installationSecret(
  file: JsonFile<z.ZodNullable<typeof InstallationFile>>,
  keyring: Keyring,
): Uint8Array {
  const stored = file.value;
  const secret = stored === null ? null : read(stored, keyring);
  if (secret !== null) return secret;
  const fresh = newInstallationSecret();
  file.write(
    keyring.isAvailable()
      ? { storage: 'sealed', secret: keyring.seal(fresh).toString('base64') }
      : { storage: 'plain', secret: fresh },
  );
  return Buffer.from(fresh, 'base64');
}

/** A colour for whoever uses this installation, the same each time, that says nothing of the secret. */
export function installationColour(secret: Uint8Array): number {
  const digest = createHmac('sha256', secret).update('parley colour 1').digest();
  return digest.readUInt32BE() % PERSON_COLOURS;
}

function read(stored: InstallationFile, keyring: Keyring): Uint8Array | null {
  try {
    const secret =
      stored.storage === 'plain'
        ? stored.secret
        : keyring.open(Buffer.from(stored.secret, 'base64'));
    const bytes = Buffer.from(secret, 'base64');
    return bytes.length === SECRET_BYTES ? bytes : null;
  } catch {
    return null;
  }
}
