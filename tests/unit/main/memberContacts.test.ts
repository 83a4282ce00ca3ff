import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ChosenFiles } from '../../../main/contacts/chosenFiles.ts';
import { linkIn } from '../../../main/contacts/contactEdits.ts';
import { Contacts } from '../../../main/contacts/contacts.ts';
import { MemberContacts } from '../../../main/contacts/memberContacts.ts';
import { readLink, readWho, writeLink, writeWho } from '../../../main/contacts/memberNotes.ts';
import type { Identity } from '../../../main/identity/identity.ts';
import { IdentityStore } from '../../../main/identity/identityStore.ts';
import { systemClock } from '../../../main/signaling/clock.ts';
import { openAppFiles } from '../../../main/system/appFiles.ts';
import { makeContactLink } from '../../../main/system/deepLinks.ts';
import { AcceptedFrame, HeardFrame } from '../../../preload/contract/memberContacts.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import {
  ContactFrame,
  Fingerprint,
  MAX_CONTACT_FRAME_BYTES,
  type CallBinding,
} from '../../../signaling/protocol/contactFrames.ts';
import { ContactTicket } from '../../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { utf8Length } from '../../../signaling/protocol/text.ts';
import { identityOf, noKeyring } from '../../support/clientIdentities.ts';
import { KeptLog } from '../../support/clientLog.ts';

const named = (name: string): DisplayName => DisplayName.parse(name);
const fingerprint = (digit: string): Fingerprint =>
  Fingerprint.parse(`sha-256 ${`${digit}${digit}:`.repeat(31)}${digit}${digit}`);
const [one, two, three] = [fingerprint('1'), fingerprint('2'), fingerprint('3')];
const server = ServerUrl.parse('ws://192.0.2.7:8787');
const ticket = ContactTicket.parse('t'.repeat(22));

/** A person's main, as far as it has to do with members of a call. */
class Main {
  readonly contacts: Contacts;
  readonly members: MemberContacts;
  readonly log = new KeptLog(() => undefined);
  readonly name: DisplayName;

  constructor(name: string) {
    const dir = mkdtempSync(path.join(tmpdir(), 'parley-members-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    this.name = named(name);
    const files = openAppFiles(dir, this.log);
    const identities = new IdentityStore(files.identity, noKeyring);
    this.contacts = new Contacts({
      file: files.contacts,
      identities,
      servers: { update: () => undefined, presenceOf: () => 'unavailable' },
      person: () => ({ displayName: this.name, status: 'available' }),
      isInCall: () => true,
      ownServer: () => server,
      openOwnServer: () => Promise.resolve(server),
      isOwnServer: () => false,
      isSetServer: () => true,
      chosenFiles: new ChosenFiles({
        chooseTarget: () => Promise.resolve(null),
        chooseSource: () => Promise.resolve(null),
      }),
      copy: () => undefined,
      clock: systemClock,
      log: this.log,
      changed: () => undefined,
      parted: () => undefined,
    });
    this.members = new MemberContacts({ identities, contacts: this.contacts, log: this.log });
    onTestFinished(() => this.contacts.close());
  }

  /** What is known of another. */
  knows(other: Main) {
    const { address } = other.contacts.state;
    return this.contacts.state.contacts.find((contact) => contact.address === address);
  }
}

const adasEnd: CallBinding = { own: one, other: two };
const bobsEnd: CallBinding = { own: two, other: one };
let ada: Main;
let bob: Main;

beforeEach(() => {
  ada = new Main('Ada');
  bob = new Main('Bob');
});

async function offerOf(person: Main, binding: CallBinding) {
  const written = await person.members.write(binding, 'offer');
  if (!written.ok || written.value.type !== 'offer') throw new Error('no offer');
  return written.value;
}

async function becomeContacts(): Promise<void> {
  const offer = await offerOf(ada, adasEnd);
  const accepted = await bob.members.accept({ binding: bobsEnd, name: ada.name, frame: offer });
  if (!accepted.ok || accepted.value.frame === null) throw new Error('not accepted');
  const { frame } = accepted.value;
  expect(ada.members.hear({ binding: adasEnd, name: bob.name, frame }).outcome).toBe('question');
  const agreed = await ada.members.accept({ binding: adasEnd, name: bob.name, frame });
  expect(agreed).toMatchObject({ ok: true, value: { frame: null } });
}

describe('an offer', () => {
  test('asks the person and changes nothing by itself', async () => {
    const frame = await offerOf(ada, adasEnd);
    const news = bob.members.hear({ binding: bobsEnd, name: named('Ada'), frame });
    const { address } = ada.contacts.state;
    expect(news).toEqual({ outcome: 'question', address, resembles: null });
    expect(bob.contacts.state.contacts).toEqual([]);
    expect(bob.contacts.state.requests).toEqual([]);
  });

  test('that is accepted makes each a contact of the other', async () => {
    await becomeContacts();
    // Bob learns by her presence that she lists him too; until then he asks her with her ticket.
    expect(bob.knows(ada)).toMatchObject({ name: 'Ada', standing: 'asked' });
    expect(ada.knows(bob)).toMatchObject({ name: 'Bob', standing: 'contact' });
    const { address } = bob.contacts.state;
    expect(ada.contacts.find(address!)?.key).not.toBeNull();
    const texts = [...ada.log.lines, ...bob.log.lines].join('\n');
    expect(texts).not.toMatch(new RegExp(`${address}|Ada|Bob|192`));
  });

  test('is kept under the name that the member has in the call', async () => {
    const frame = await offerOf(ada, adasEnd);
    await bob.members.accept({ binding: bobsEnd, name: named('Ada from sales'), frame });
    expect(bob.knows(ada)?.name).toBe('Ada from sales');
  });

  test('of somebody who could be taken for a contact comes with a warning', async () => {
    await becomeContacts();
    const mallory = new Main('Mallory');
    const frame = await offerOf(mallory, { own: three, other: two });
    const binding = { own: two, other: three };
    const news = bob.members.hear({ binding, name: named('ＡＤＡ'), frame });
    expect(news).toMatchObject({ outcome: 'question', resembles: ada.contacts.state.address });
  });

  test('of a contact, or of somebody who was asked, needs no word', async () => {
    await becomeContacts();
    const again = await offerOf(ada, adasEnd);
    const news = bob.members.hear({ binding: bobsEnd, name: ada.name, frame: again });
    expect(news).toEqual({ outcome: 'agreed', address: ada.contacts.state.address });
  });

  test('of somebody blocked is not heard, and their yes takes nobody in', async () => {
    await becomeContacts();
    ada.contacts.block(bob.contacts.state.address!, true);
    const frame = await offerOf(bob, bobsEnd);
    const binding = adasEnd;
    expect(ada.members.hear({ binding, name: bob.name, frame }).outcome).toBe('nothing');
    await offerOf(ada, adasEnd);
    const yes = await bob.members.accept({
      binding: bobsEnd,
      name: ada.name,
      frame: await offerOf(ada, adasEnd),
    });
    if (!yes.ok || yes.value.frame === null) throw new Error('not accepted');
    const taken = await ada.members.accept({ binding, name: bob.name, frame: yes.value.frame });
    expect(taken).toEqual({ ok: false, reason: 'blocked' });
    expect(ada.knows(bob)?.standing).toBe('blocked');
  });

  test('of oneself on another device is known as such', async () => {
    const frame = await offerOf(ada, adasEnd);
    expect(ada.members.hear({ binding: bobsEnd, name: ada.name, frame })).toEqual({
      outcome: 'self',
    });
  });
});

describe('an acceptance', () => {
  test('of what was not asked over this connection takes nobody in', async () => {
    const offer = await offerOf(ada, adasEnd);
    const yes = await bob.members.accept({ binding: bobsEnd, name: ada.name, frame: offer });
    if (!yes.ok || yes.value.frame === null) throw new Error('not accepted');
    const { frame } = yes.value;
    const eve = new Main('Eve');
    for (const [person, binding] of [
      [eve, adasEnd],
      [ada, { own: one, other: three }],
    ] as const) {
      expect(person.members.hear({ binding, name: bob.name, frame })).toEqual({
        outcome: 'nothing',
      });
      expect(await person.members.accept({ binding, name: bob.name, frame })).toEqual({
        ok: false,
        reason: 'failed',
      });
    }
    expect([...eve.contacts.state.contacts, ...ada.contacts.state.contacts]).toEqual([]);
  });
});

describe('what is signed for one connection', () => {
  const mallory = identityOf(3);
  const victim = identityOf(1);
  const direction = { from: one, to: two };
  const linkOf = (identity: Identity): string =>
    makeContactLink({ address: identity.address, server, ticket, name: named('Ada') });

  test('is worth nothing over another, or in the other direction', () => {
    const frame = writeLink(victim, 'offer', direction, linkOf(victim));
    expect(readLink(frame, direction, named('Ada'))?.key).toBe(victim.key);
    expect(readLink(frame, { from: one, to: three }, named('Ada'))).toBeNull();
    expect(readLink(frame, { from: two, to: one }, named('Ada'))).toBeNull();
    const who = writeWho(victim, direction);
    expect(readWho(who, direction, [victim.address])).toBe(victim.address);
    expect(readWho(who, { from: one, to: three }, [victim.address])).toBeNull();
    expect(readWho(who, { from: two, to: one }, [victim.address])).toBeNull();
  });

  test('is no acceptance when it was an offer', () => {
    const { note } = writeLink(victim, 'offer', direction, linkOf(victim));
    expect(readLink({ type: 'accept', note }, direction, named('Ada'))).toBeNull();
  });

  test('cannot carry somebody else’s link', () => {
    const frame = writeLink(mallory, 'offer', direction, linkOf(victim));
    expect(readLink(frame, direction, named('Ada'))).toBeNull();
  });

  test('cannot be said in somebody else’s name', () => {
    const forged = {
      ...writeWho(victim, direction),
      signature: writeWho(mallory, direction).signature,
    };
    expect(readWho(forged, direction, [victim.address])).toBeNull();
  });

  test.each(['', '{}', 'parley://contact/x', '{"body":"{}","key":"x","signature":"y"}'])(
    'is not read from %j',
    (note) => {
      expect(readLink({ type: 'offer', note }, direction, named('Ada'))).toBeNull();
    },
  );

  test('fits into a frame, however long the name and the server', () => {
    const long = makeContactLink({
      address: victim.address,
      server: ServerUrl.parse(`wss://${'a'.repeat(60)}.${'b'.repeat(60)}.example.org:65535`),
      ticket,
      name: named('漢'.repeat(64)),
    });
    expect(linkIn(long)).not.toBeNull();
    const frame = writeLink(victim, 'offer', direction, long);
    expect(ContactFrame.safeParse(frame).success).toBe(true);
    expect(utf8Length(JSON.stringify(frame))).toBeLessThan(MAX_CONTACT_FRAME_BYTES);
  });
});

describe('who somebody is', () => {
  const known = identityOf(1);
  const direction = { from: one, to: two };

  test('is known to those who have the address, whatever else they know', async () => {
    await becomeContacts();
    const who = await ada.members.write(adasEnd, 'who');
    if (!who.ok) throw new Error('nothing to say');
    const { address } = ada.contacts.state;
    const heard = { binding: bobsEnd, name: named('Anybody'), frame: who.value };
    expect(bob.members.hear(heard)).toEqual({ outcome: 'recognised', address });
    expect(ada.members.hear(heard)).toEqual({ outcome: 'self' });
    const stranger = new Main('Eve');
    expect(stranger.members.hear(heard)).toEqual({ outcome: 'nothing' });
  });

  test('cannot be seen from it by others, not even that two calls are of one person', () => {
    const first = writeWho(known, direction);
    const second = writeWho(known, { from: one, to: three });
    expect(first.key).not.toBe(known.key);
    expect(second.key).not.toBe(first.key);
    expect(second.signature).not.toBe(first.signature);
  });

  test('makes nobody of whom nothing is known', async () => {
    expect(await ada.members.write(adasEnd, 'who')).toEqual({ ok: false, reason: 'no_identity' });
    expect(ada.contacts.state.address).toBeNull();
  });
});

test('what the window sends is bounded', () => {
  const valid = { binding: adasEnd, name: 'Ada', frame: { type: 'offer', note: 'x' } };
  expect(AcceptedFrame.safeParse(valid).success).toBe(true);
  const note = { ...valid, frame: { type: 'offer', note: 'x'.repeat(3_073) } };
  const own = { ...valid, binding: { own: 'sha-256 AA', other: two } };
  for (const broken of [note, own, { ...valid, name: '' }, { ...valid, more: 1 }]) {
    expect(AcceptedFrame.safeParse(broken).success).toBe(false);
    expect(HeardFrame.safeParse(broken).success).toBe(false);
  }
});
