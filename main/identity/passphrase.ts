import { randomBytes } from 'node:crypto';
import { Passphrase } from '../../preload/contract/identityMove.ts';
import { base32Of } from './identityKey.ts';

/** 120 bits: nobody guesses it, however cheap a guess were. */
const BYTES = 15;
const LETTERS = 24;
const GROUP = 4;

/** A new passphrase. Never chosen by a person, so that none is weak or used elsewhere too. */
export function newPassphrase(random: (bytes: number) => Uint8Array = randomBytes): Passphrase {
  return grouped(base32Of(random(BYTES), LETTERS));
}

/**
 * Reads a passphrase as people type it: in any case, with any white space and hyphens, with the
 * letters that look like digits taken for these.
 *
 * @returns null for what cannot be one.
 */
export function readPassphrase(text: string): Passphrase | null {
  const letters = text
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]{24}$/.test(letters) ? grouped(letters) : null;
}

function grouped(letters: string): Passphrase {
  const groups = letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? [];
  return Passphrase.parse(groups.join('-'));
}
