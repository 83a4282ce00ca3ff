import { describe, expect, test } from 'vitest';
import { EMPTY_BOOK, type StoredContact } from '../../../main/contacts/contactBook.ts';
import {
  bookForElsewhere,
  readMovedIdentity,
  writeMovedIdentity,
} from '../../../main/contacts/movedIdentity.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { identityOf } from '../../support/clientIdentities.ts';

const bob = identityOf(1);
const ada = identityOf(2);
const secret = Buffer.alloc(32, 1).toString('base64url');
const contact: StoredContact = {
  address: ada.address,
  name: DisplayName.parse('Ada'),
  givenName: null,
  key: ada.key,
  server: null,
  standing: 'contact',
  before: null,
  ticket: null,
  lastCallAtMs: null,
};
const contacts = { ...EMPTY_BOOK, contacts: [contact] };
const name = DisplayName.parse('Bob');
const text = writeMovedIdentity({ secret, name, server: null, contacts });

describe('an identity on its way', () => {
  test('arrives as it was sent', () => {
    expect(readMovedIdentity(text)).toEqual({
      address: bob.address,
      moved: { format: 'parley-identity', version: 1, secret, name, server: null, contacts },
    });
  });

  test('is no contact of its own', () => {
    const own = { ...contact, address: bob.address, key: bob.key };
    const sent = { secret, name, server: null, contacts: { ...EMPTY_BOOK, contacts: [own] } };
    expect(readMovedIdentity(writeMovedIdentity(sent))?.moved.contacts).toEqual(EMPTY_BOOK);
  });

  test.each([
    ['of a later version', text.replace('"version":1', '"version":2')],
    ['of another kind', text.replace('parley-identity', 'parley-contacts')],
    ['with more in it', text.replace('{', '{"more":1,')],
    ['with a prototype', text.replace('{', '{"__proto__":{},')],
    ['with a short secret', text.replace(secret, secret.slice(1))],
    ['with a contact whose key is not theirs', text.replace(ada.key, bob.key)],
    [
      'with a contact twice',
      text.replace('"contacts":[', `"contacts":[${JSON.stringify(contact)},`),
    ],
    ['without a name', text.replace('"name":"Bob"', '"name":""')],
    [
      'with a server that is none',
      text.replace('"server":null,"contacts"', '"server":"http://x","contacts"'),
    ],
    ['that is cut off', text.slice(0, -1)],
  ])('%s is refused', (_what, changed) => {
    expect(changed).not.toBe(text);
    expect(readMovedIdentity(changed)).toBeNull();
  });

  test('names the server of those who are at home with us', () => {
    const server = ServerUrl.parse('ws://192.168.1.20:8787');
    expect(bookForElsewhere(contacts, server).contacts).toEqual([{ ...contact, server }]);
    expect(bookForElsewhere(contacts, null)).toEqual(contacts);
  });
});
