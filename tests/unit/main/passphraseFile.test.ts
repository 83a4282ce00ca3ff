import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { newPassphrase, readPassphrase } from '../../../main/identity/passphrase.ts';
import {
  openWithPassphrase,
  sealWithPassphrase,
  troubleWith,
} from '../../../main/identity/passphraseFile.ts';
import { Passphrase } from '../../../preload/contract/identityMove.ts';

const passphrase = Passphrase.parse('7kqm-2x9d-0000-zzzz-h4ja-11r8');
/** Cheap, so that the tests are quick. */
const CHEAP = 4;
const seal = (text: string): Promise<Uint8Array> => sealWithPassphrase(text, passphrase, CHEAP);
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('a passphrase', () => {
  test('is new each time, and has 120 bits in groups of four', () => {
    const made = Array.from({ length: 200 }, () => newPassphrase());
    expect(new Set(made).size).toBe(200);
    expect(newPassphrase((length) => new Uint8Array(length).fill(255))).toBe(
      'zzzz-zzzz-zzzz-zzzz-zzzz-zzzz',
    );
  });

  test.each([
    ['7KQM2X9D0000ZZZZH4JA11R8'],
    [' 7kqm 2x9d\tOoOo\nzzzz h4ja ilr8 '],
    ['7kqm–2x9d—0000‑zzzz-h4ja-11r8'],
  ])('is read as people type it: %j', (typed) => {
    expect(readPassphrase(typed)).toBe(passphrase);
  });

  test.each([[''], ['7kqm-2x9d'], [`${passphrase}0`], [passphrase.replace('q', 'u')]])(
    '%j is none',
    (typed) => {
      expect(readPassphrase(typed)).toBeNull();
    },
  );
});

describe('a file under a passphrase', () => {
  test('is opened by it, and by none other', async () => {
    const file = await seal('Ada');
    expect(await openWithPassphrase(file, passphrase)).toEqual({ ok: true, value: 'Ada' });
    expect(await openWithPassphrase(file, newPassphrase())).toEqual({
      ok: false,
      reason: 'wrong_passphrase',
    });
    expect(Buffer.from(file).toString('latin1')).not.toContain('Ada');
  });

  test('is what any program for such files reads, and takes what they write', async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    expect(await decrypter.decrypt(await seal('Zoë'), 'text')).toBe('Zoë');
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase);
    encrypter.setScryptWorkFactor(CHEAP);
    const theirs = await encrypter.encrypt('Zoë');
    expect(await openWithPassphrase(theirs, passphrase)).toEqual({ ok: true, value: 'Zoë' });
  });

  test('costs a guess as much as the format recommends, beside the event loop', async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const file = await sealWithPassphrase('Ada', passphrase);
    clearInterval(turning);
    expect(Buffer.from(file).toString('latin1')).toMatch(
      /^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/,
    );
    expect(turns).toBeGreaterThan(5);
  });

  test('that has been changed anywhere is not valid, or its passphrase is wrong', async () => {
    const file = await seal('Ada');
    const reasons = new Set<string>();
    for (let place = 0; place < file.length; place += 1) {
      const changed = Uint8Array.from(file, (byte, at) => (at === place ? byte ^ 1 : byte));
      // The work factor 4 becomes 5, which is only another key.
      const opened = await openWithPassphrase(changed, passphrase);
      reasons.add(opened.ok ? `opened with byte ${place} changed` : opened.reason);
    }
    expect([...reasons].toSorted()).toEqual(['not_valid', 'wrong_passphrase']);
  });

  test('that is cut off is not valid', async () => {
    const file = await seal('Ada');
    for (let length = 0; length < file.length; length += 7) {
      const opened = await openWithPassphrase(file.subarray(0, length), passphrase);
      expect(opened).toEqual({ ok: false, reason: 'not_valid' });
    }
  });

  test.each([
    ['19', 'too_costly'],
    ['22', 'too_costly'],
    ['63', 'too_costly'],
    ['9'.repeat(60), 'too_costly'],
    ['9'.repeat(10_000), 'not_valid'],
    ['0', 'not_valid'],
    ['018', 'not_valid'],
    ['-1', 'not_valid'],
    ['1e1', 'not_valid'],
  ])(
    'that asks for a work factor of %s is refused before anything is derived',
    async (factor, reason) => {
      const file = Buffer.from(await seal('Ada')).toString('latin1');
      const asking = bytes(file.replace(/(-> scrypt \S+) 4\n/, `$1 ${factor}\n`));
      expect(troubleWith(asking)).toBe(reason);
      expect(await openWithPassphrase(asking, passphrase)).toEqual({ ok: false, reason });
    },
  );

  test('for somebody else, or for several, is not valid', async () => {
    const file = Buffer.from(await seal('Ada')).toString('latin1');
    const [, stanza = ''] = /(-> scrypt[^-]+)---/.exec(file) ?? [];
    expect(stanza).not.toBe('');
    expect(troubleWith(bytes(file.replace(stanza, stanza + stanza)))).toBe('not_valid');
    expect(troubleWith(bytes(file.replace('scrypt', 'X25519')))).toBe('not_valid');
    expect(troubleWith(bytes('{"format":"parley-contacts"}'))).toBe('not_valid');
    expect(troubleWith(new Uint8Array(1_000_000))).toBe('not_valid');
    expect(troubleWith(new Uint8Array())).toBe('not_valid');
  });
});
