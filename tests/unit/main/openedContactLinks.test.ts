import { expect, test } from 'vitest';
import type { StoredContact } from '../../../main/contacts/contactBook.ts';
import { OpenedContactLinks } from '../../../main/contacts/openedContactLinks.ts';
import { makeContactLink } from '../../../main/system/deepLinks.ts';
import type { OpenedContactLink } from '../../../preload/contract/contacts.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { ContactTicket } from '../../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { identityOf } from '../../support/clientIdentities.ts';

const { address } = identityOf(1);
const server = ServerUrl.parse('ws://192.0.2.7:8787');
const text = makeContactLink({
  address,
  server,
  ticket: ContactTicket.parse('t'.repeat(22)),
  name: DisplayName.parse('Boss'),
});

function links(contact: Partial<StoredContact> | null) {
  const opened: OpenedContactLink[] = [];
  const did: string[] = [];
  const found =
    contact === null
      ? null
      : ({ name: 'Ada', givenName: null, server: null, ...contact } as StoredContact);
  const all = new OpenedContactLinks({
    contacts: {
      find: (one) => (one === address ? found : null),
      add(link) {
        did.push(`add ${link}`);
        return { ok: false, reason: 'own' };
      },
    },
    isSetServer: (one) => one === server,
    call: (one) => did.push(`call ${one}`),
    opened: (link) => opened.push(link),
  });
  return { all, opened, did };
}

test('a link to a stranger is shown as it says, and adds on a yes', () => {
  const { all, opened, did } = links(null);
  expect(all.open(text)).toBe(true);
  expect(opened).toEqual([{ kind: 'contact', address, name: 'Boss', server: null, known: false }]);
  expect(all.pending).toEqual(opened[0]);
  expect(did).toEqual([]);
  all.settle(true);
  expect(did).toEqual([`add ${text}`]);
  expect(all.pending).toBeNull();
  all.settle(true);
  expect(did).toHaveLength(1);
});

test('a no does nothing', () => {
  const { all, did } = links(null);
  all.open(text);
  all.settle(false);
  expect(did).toEqual([]);
  expect(all.pending).toBeNull();
});

test('a link cannot give a known person another name', () => {
  const { all } = links({ standing: 'contact' });
  all.open(text);
  expect(all.pending).toMatchObject({ name: 'Ada', known: true });
});

test('a link that calls a contact calls on a yes', () => {
  const { all, did } = links({ standing: 'contact' });
  all.open(`parley://call/${address}`);
  expect(all.pending).toMatchObject({ kind: 'call', name: 'Ada', known: true });
  expect(did).toEqual([]);
  all.settle(true);
  expect(did).toEqual([`call ${address}`]);
});

test.each([
  ['nobody known', null],
  ['somebody who has not said yes', { standing: 'asked' } as const],
  ['somebody who is blocked', { standing: 'blocked' } as const],
])('a link that calls %s calls nobody', (_who, contact) => {
  const { all, did } = links(contact);
  expect(all.open(`parley://call/${address}`)).toBe(true);
  expect(all.pending?.known).toBe(false);
  all.settle(true);
  expect(did).toEqual([]);
});

test('what is no link changes nothing', () => {
  const { all, opened } = links(null);
  all.open(text);
  expect(all.open('parley://join/standup')).toBe(false);
  expect(all.open('parley://contact/x')).toBe(false);
  expect(opened).toHaveLength(1);
  expect(all.pending).toEqual(opened[0]);
});
