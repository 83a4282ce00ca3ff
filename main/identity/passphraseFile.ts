import type { Identity, Recipient } from 'age-encryption';
import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Passphrase } from '../../preload/contract/identityMove.ts';
import type { Result } from '../../preload/contract/result.ts';

/*
 * Files in the format age (https://age-encryption.org/v1) that one passphrase opens, so that they can
 * be opened without Parley too: `age --decrypt FILE`.
 *
 * The passphrase's stanza is written and read here and not by the library, because that one derives
 * the key in JavaScript and holds up everything else in this process for seconds. Node does it beside
 * the event loop.
 */

/** Cost of a guess: 2^18 rounds with blocks of 8, which take 256 MiB and about a second. */
const WORK_FACTOR = 18;
/** Files that ask for more are refused: a hostile one could have us take any time and memory. */
const MAX_WORK_FACTOR = 18;
const BLOCK = 8;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** Twice what scrypt takes, so that a guess at the overhead need not be exact. */
const MAX_MEMORY = 2 * 128 * BLOCK * 2 ** MAX_WORK_FACTOR;
const LABEL = Buffer.from('age-encryption.org/v1/scrypt');
/** The key is used once, so the nonce may be the same always; so says the format. */
const NONCE = new Uint8Array(12);

const HEADER =
  /^age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9]\d*)\n([A-Za-z0-9+/]{43})\n--- [A-Za-z0-9+/]{43}\n/;
/** What the header takes, bytes, with a work factor of any sensible length. */
const MAX_HEADER_BYTES = 256;

/** Loaded when there is such a file: hardly any run of the app needs it. */
async function format() {
  const [age, chacha] = await Promise.all([
    import('age-encryption'),
    import('@noble/ciphers/chacha.js'),
  ]);
  return { ...age, ...chacha };
}

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

function keyFor(passphrase: Passphrase, salt: Uint8Array, workFactor: number): Promise<Buffer> {
  const cost = { N: 2 ** workFactor, r: BLOCK, p: 1, maxmem: MAX_MEMORY };
  return derive(passphrase, Buffer.concat([LABEL, salt]), KEY_BYTES, cost);
}

/** @param workFactor - for tests: a lower one makes guesses cheaper. */
export async function sealWithPassphrase(
  text: string,
  passphrase: Passphrase,
  workFactor = WORK_FACTOR,
): Promise<Uint8Array> {
  const { Encrypter, Stanza, chacha20poly1305 } = await format();
  const recipient: Recipient = {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT_BYTES);
      const key = await keyFor(passphrase, salt, workFactor);
      const args = ['scrypt', base64Of(salt), String(workFactor)];
      return [new Stanza(args, chacha20poly1305(key, NONCE).encrypt(fileKey))];
    },
  };
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(text);
}

/** `not_valid`: no file that a passphrase opens; `too_costly`: it asks for more than we give. */
export type SealTrouble = 'not_valid' | 'too_costly';

/** Looks at a file, without a passphrase. @returns null: it may be tried to open. */
export function troubleWith(file: Uint8Array): SealTrouble | null {
  const head = Buffer.from(file.subarray(0, MAX_HEADER_BYTES)).toString('latin1');
  const workFactor = HEADER.exec(head)?.[2];
  if (workFactor === undefined) return 'not_valid';
  return Number(workFactor) > MAX_WORK_FACTOR ? 'too_costly' : null;
}

/** Opens a file with nothing else than a passphrase in its header. */
export async function openWithPassphrase(
  file: Uint8Array,
  passphrase: Passphrase,
): Promise<Result<string, SealTrouble | 'wrong_passphrase'>> {
  const trouble = troubleWith(file);
  if (trouble !== null) return { ok: false, reason: trouble };
  const { Decrypter, chacha20poly1305 } = await format();
  let isWrong = false;
  const identity: Identity = {
    async unwrapFileKey(stanzas) {
      // Only the one stanza that `troubleWith` has seen.
      const [{ args, body } = { args: [], body: new Uint8Array() }] = stanzas;
      const [, salt = '', workFactor = ''] = args;
      const key = await keyFor(passphrase, Buffer.from(salt, 'base64'), Number(workFactor));
      try {
        return chacha20poly1305(key, NONCE).decrypt(body);
      } catch {
        isWrong = true;
        return null;
      }
    },
  };
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return { ok: true, value: await decrypter.decrypt(file, 'text') };
  } catch {
    return { ok: false, reason: isWrong ? 'wrong_passphrase' : 'not_valid' };
  }
}

/** Without padding, as the format wants it. */
function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
