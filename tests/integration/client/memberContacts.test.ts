import { afterEach, expect, test } from 'vitest';
import { Fingerprint, type CallBinding } from '../../../signaling/protocol/contactFrames.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { Person } from '../../support/clientContacts.ts';
import { openServer } from '../../support/serverInstance.ts';
import { killAllServers } from '../../support/serverProcess.ts';

afterEach(() => killAllServers());

const fingerprint = (digit: string): Fingerprint =>
  Fingerprint.parse(`sha-256 ${`${digit}${digit}:`.repeat(31)}${digit}${digit}`);
const adasEnd: CallBinding = { own: fingerprint('A'), other: fingerprint('B') };
const bobsEnd: CallBinding = { own: fingerprint('B'), other: fingerprint('A') };
const [adasName, bobsName] = [DisplayName.parse('Ada'), DisplayName.parse('Bob')];

/** Ada asks Bob over their call, and he says yes. @returns his answer, which she has not yet. */
async function askInCall(ada: Person, bob: Person) {
  const offer = await ada.services.members.write(adasEnd, 'offer');
  if (!offer.ok || offer.value.type !== 'offer') throw new Error('no offer');
  const heard = { binding: bobsEnd, name: adasName, frame: offer.value };
  expect(bob.services.members.hear(heard).outcome).toBe('question');
  const accepted = await bob.services.members.accept(heard);
  if (!accepted.ok || accepted.value.frame === null) throw new Error('not accepted');
  return accepted.value.frame;
}

async function expectContacts(ada: Person, bob: Person): Promise<void> {
  await ada.until('sees Bob', () => ada.sees(bob) === 'available');
  await bob.until('sees Ada', () => bob.sees(ada) === 'available');
  expect(ada.contact(bob)).toMatchObject({ name: 'Bob', standing: 'contact' });
  expect(bob.contact(ada)).toMatchObject({ name: 'Ada', standing: 'contact' });
  expect([...ada.contacts.requests, ...bob.contacts.requests]).toEqual([]);
}

test.each(['one server', 'two servers'])(
  'two who agree in a call see each other from then on, at home on %s',
  async (where) => {
    const home = await openServer();
    const other = where === 'one server' ? home : await openServer();
    const ada = new Person({ name: 'Ada', url: home.url });
    const bob = new Person({ name: 'Bob', url: other.url });
    const frame = await askInCall(ada, bob);
    const accepted = { binding: adasEnd, name: bobsName, frame };
    expect(await ada.services.members.accept(accepted)).toMatchObject({ ok: true });
    await expectContacts(ada, bob);
  },
);

test('a yes that is lost with the call comes as a question through the server', async () => {
  const { url } = await openServer();
  const ada = new Person({ name: 'Ada', url });
  const bob = new Person({ name: 'Bob', url });
  await askInCall(ada, bob);
  await ada.until('is asked', () => ada.contacts.requests.length === 1);
  expect(ada.contacts.requests).toMatchObject([{ address: bob.address, name: 'Bob' }]);
  ada.services.contacts.answer(bob.address, 'accept');
  await expectContacts(ada, bob);
});
