import { expect, test } from 'vitest';
import type { MemberContact } from '../../../preload/contract/memberContacts.ts';
import { looksLikeCode } from '../../../renderer/views/contacts/looksLikeCode.ts';
import { memberStanding } from '../../../renderer/views/contacts/memberStanding.ts';
import { MemberId } from '../../../signaling/protocol/ids.ts';
import { address, contact, name } from '../../support/quickCallPeople.ts';

const stranger: MemberContact = {
  member: MemberId.parse('b'.repeat(22)),
  address: null,
  isSelf: false,
  asked: 'no',
  question: null,
  failure: null,
};
const bob = address('b');
const standing = (facts: Partial<MemberContact>, of: 'contact' | 'asked' | 'blocked' = 'contact') =>
  memberStanding({ ...stranger, ...facts }, [contact('Ada'), contact('Bob', { standing: of })]);

test('a member is shown as what is known of it', () => {
  expect(memberStanding(undefined, [])).toBe('none');
  expect(standing({})).toBe('addable');
  expect(standing({ isSelf: true })).toBe('self');
  expect(standing({ address: bob })).toBe('contact');
  expect(standing({ address: bob }, 'blocked')).toBe('blocked');
  expect(standing({ address: bob }, 'asked')).toBe('asked');
  // Somebody who was removed meanwhile can be added again.
  expect(standing({ address: address('c') })).toBe('addable');
});

test('a question is shown on whichever side it is', () => {
  expect(standing({ asked: 'asking' })).toBe('asked');
  expect(standing({ asked: 'asked' })).toBe('asked');
  expect(standing({ question: { kind: 'offer', name: name('Bob'), resembles: null } })).toBe(
    'wants',
  );
  expect(standing({ question: { kind: 'offer', name: name('Bob'), resembles: bob } })).toBe(
    'warned',
  );
});

test.each([
  ['47Z3-3QX1-AJH6-2RKB', true],
  ['47z33qx1ajh6', true],
  ['47z3 3qx1 ajh6 @ host:8787', true],
  ['parley://contact/47z33qx1ajh62rkbz1a08vyj4wdqqvab', false],
  ['<parley://contact/', false],
  ['nothing', false],
  ['', false],
])('whether %j is typed as a code: %s', (text, is) => {
  expect(looksLikeCode(text)).toBe(is);
});
