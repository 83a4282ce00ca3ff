import { beforeEach, describe, expect, test } from 'vitest';
import type { CallBinding, Fingerprint } from '../../../../signaling/protocol/contactFrames.ts';
import { ManualClock } from '../media/manualClock.ts';
import { fakePipes, type FakePipe } from './fakePipe.ts';
import { addressFor, fingerprint, Member } from './introducedMembers.ts';
import { memberId } from './members.ts';

let clock: ManualClock;
let ada: Member;
let bob: Member;
let pipes: readonly [FakePipe, FakePipe];

async function settle(): Promise<void> {
  for (let round = 0; round < 5; round++) await clock.pass(50);
}

async function connect(
  known: (binding: CallBinding) => Promise<CallBinding | null> = (binding) =>
    Promise.resolve(binding),
): Promise<void> {
  pipes = fakePipes(clock, () => 10);
  const [one, other] = [fingerprint('A'), fingerprint('B')];
  const binding = (own: Fingerprint, its: Fingerprint) => () => known({ own, other: its });
  ada.introductions.attach(bob.id, pipes[0].port(), binding(one, other));
  bob.introductions.attach(ada.id, pipes[1].port(), binding(other, one));
  for (const pipe of pipes) pipe.open();
  await settle();
}

const offer = (note: string): string => JSON.stringify({ type: 'offer', note });

beforeEach(async () => {
  clock = new ManualClock();
  ada = new Member('Ada', clock);
  bob = new Member('Bob', clock);
  await connect();
});

describe('two members who do not know each other', () => {
  test('can ask each other, and nothing else is known', () => {
    const unknown = { address: null, isSelf: false, asked: 'no', question: null, failure: null };
    expect(ada.introductions.current()).toEqual([{ member: bob.id, ...unknown }]);
    expect(bob.introductions.current()).toEqual([{ member: ada.id, ...unknown }]);
  });

  test('become contacts when one asks and the other accepts', async () => {
    ada.introductions.ask(bob.id);
    expect(ada.of(bob)?.asked).toBe('asking');
    await settle();
    expect(ada.of(bob)?.asked).toBe('asked');
    expect(bob.of(ada)?.question).toEqual({ kind: 'offer', name: 'Somebody', resembles: null });
    expect(bob.main.accepted).toEqual([]);
    bob.introductions.answer(ada.id, true);
    await settle();
    expect(bob.main.accepted).toEqual(['offer Ada']);
    expect(ada.main.accepted).toEqual(['accept Bob']);
    expect(ada.of(bob)).toMatchObject({ address: addressFor('Bob'), asked: 'no' });
    expect(bob.of(ada)).toMatchObject({ address: addressFor('Ada'), question: null });
  });

  test('become contacts without a question when each has asked', async () => {
    ada.introductions.ask(bob.id);
    bob.introductions.ask(ada.id);
    await settle();
    expect(ada.of(bob)?.address).toBe(addressFor('Bob'));
    expect(bob.of(ada)?.address).toBe(addressFor('Ada'));
    expect(bob.of(ada)?.question).toBeNull();
  });

  test('asking somebody who asks is saying yes', async () => {
    ada.introductions.ask(bob.id);
    await settle();
    bob.introductions.ask(ada.id);
    await settle();
    expect(bob.main.accepted).toEqual(['offer Ada']);
    expect(ada.main.accepted).toEqual(['accept Bob']);
  });

  test('one who says no is not asked again in this call, nor over another connection', async () => {
    ada.introductions.ask(bob.id);
    await settle();
    bob.introductions.answer(ada.id, false);
    const { heard } = bob.main;
    bob.introductions.answer(ada.id, true);
    pipes[1].inject(offer('Ada'));
    await settle();
    expect(bob.of(ada)?.question).toBeNull();
    expect(bob.main.heard).toBe(heard);
    await connect();
    expect(bob.of(ada)?.question).toBeNull();
    expect(bob.main.accepted).toEqual([]);
    expect(ada.of(bob)?.asked).toBe('asked');
  });

  test('a question goes on over a new connection', async () => {
    ada.introductions.ask(bob.id);
    pipes[0].cut();
    await settle();
    expect(bob.of(ada)?.question).toBeNull();
    await connect();
    expect(bob.of(ada)?.question).toEqual({ kind: 'offer', name: 'Somebody', resembles: null });
  });

  test('a yes that was lost is said again when the question comes again', async () => {
    ada.introductions.ask(bob.id);
    await settle();
    bob.introductions.answer(ada.id, true);
    pipes[1].cut();
    await settle();
    expect(bob.main.accepted).toEqual(['offer Ada']);
    expect(ada.of(bob)?.asked).toBe('asked');
    await connect();
    expect(ada.of(bob)?.address).toBe(addressFor('Bob'));
  });

  test('a failure is told until it was seen', async () => {
    bob.main.failure = 'too-many';
    ada.introductions.ask(bob.id);
    await settle();
    bob.introductions.answer(ada.id, true);
    await settle();
    expect(bob.of(ada)).toMatchObject({ failure: 'too-many', address: null });
    expect(ada.main.accepted).toEqual([]);
    bob.introductions.forget(ada.id);
    expect(bob.of(ada)?.failure).toBeNull();
  });
});

describe('contacts', () => {
  test('know each other from the start, and again over another connection', async () => {
    ada.main.contacts.add('Bob');
    await connect();
    expect(ada.of(bob)?.address).toBe(addressFor('Bob'));
    expect(bob.of(ada)?.address).toBeNull();
    ada.main.contacts.delete('Bob');
    await connect();
    expect(ada.of(bob)?.address).toBeNull();
  });

  test('know each other when the channel is open, and heard, before the connection is known', async () => {
    ada.main.contacts.add('Bob');
    bob.main.contacts.add('Ada');
    // At one end the last description takes its time.
    await connect(async (binding) => {
      if (binding.own === fingerprint('A')) {
        await new Promise<void>((resolve) => clock.after(150, resolve));
      }
      return binding;
    });
    expect(ada.of(bob)?.address).toBe(addressFor('Bob'));
    expect(bob.of(ada)?.address).toBe(addressFor('Ada'));
  });

  test('know each other as soon as one is listed, or has an identity, in the middle of a call', async () => {
    bob.main.hasIdentity = false;
    await connect();
    ada.main.contacts.add('Bob');
    ada.introductions.reconsider();
    bob.main.hasIdentity = true;
    bob.introductions.reconsider();
    await settle();
    expect(ada.of(bob)?.address).toBe(addressFor('Bob'));
    bob.main.contacts.add('Ada');
    bob.introductions.reconsider();
    bob.introductions.reconsider();
    await settle();
    expect(bob.of(ada)?.address).toBe(addressFor('Ada'));
    expect(pipes.map(({ sent }) => sent.length)).toEqual([1, 1]);
  });

  test('need no word to agree to what they agreed to before', async () => {
    bob.main.contacts.add('Ada');
    ada.introductions.ask(bob.id);
    await settle();
    expect(ada.main.accepted).toEqual(['accept Bob']);
  });
});

describe('somebody who could be taken for a contact', () => {
  beforeEach(() => {
    bob.main.resembles = addressFor('Eve');
    ada.main.resembles = addressFor('Eve');
  });

  test('is asked about with a warning that cannot be passed by', async () => {
    ada.introductions.ask(bob.id);
    await settle();
    expect(bob.of(ada)?.question).toEqual({
      kind: 'offer',
      name: 'Somebody',
      resembles: addressFor('Eve'),
    });
    bob.introductions.ask(ada.id);
    await settle();
    expect(bob.main.accepted).toEqual([]);
  });

  test('is no contact by saying yes, until the warning was read', async () => {
    ada.introductions.ask(bob.id);
    await settle();
    bob.introductions.answer(ada.id, true);
    await settle();
    expect(ada.of(bob)?.question).toEqual({
      kind: 'accept',
      name: 'Somebody',
      resembles: addressFor('Eve'),
    });
    expect(ada.main.accepted).toEqual([]);
    ada.introductions.answer(bob.id, true);
    await settle();
    expect(ada.main.accepted).toEqual(['accept Bob']);
  });
});

describe('a hostile member', () => {
  test('is not heard when it says yes to what nobody asked', async () => {
    const { heard } = bob.main;
    pipes[1].inject(JSON.stringify({ type: 'accept', note: 'Ada' }));
    await settle();
    expect(bob.main.heard).toBe(heard);
    expect(bob.of(ada)?.question).toBeNull();
  });

  test.each([
    ['no JSON', '{'],
    ['no text', new ArrayBuffer(8)],
    ['another type', JSON.stringify({ type: 'add', note: 'Ada' })],
    ['an unknown key', JSON.stringify({ type: 'offer', note: 'Ada', key: 1 })],
    ['a long note', offer('x'.repeat(3_073))],
    ['a long frame', `${offer('Ada')}${' '.repeat(4_096)}`],
  ])('is not heard with %s', async (_what, data) => {
    const { heard } = bob.main;
    pipes[1].inject(data);
    await settle();
    expect(bob.main.heard).toBe(heard);
  });

  test('has one question at a time, and its flood is not heard', async () => {
    for (let count = 0; count < 1_000; count++) pipes[1].inject(offer(`Ada ${count}`));
    await settle();
    expect(bob.main.heard).toBeLessThanOrEqual(8);
    expect(bob.introductions.current()).toHaveLength(1);
  });

  test('cannot change its name under a question, nor what the person meant', async () => {
    pipes[1].inject(offer('Ada'));
    await settle();
    bob.calledThere = 'Eve';
    pipes[1].inject(offer('Ada again'));
    await settle();
    expect(bob.of(ada)?.question?.name).toBe('Somebody');
    bob.introductions.answer(ada.id, true);
    await settle();
    expect(bob.main.listed).toEqual(['Somebody']);

    const eve = new Member('Eve', clock);
    bob.calledThere = 'Ann';
    bob.introductions.attach(eve.id, pipes[1].port(), () =>
      Promise.resolve({ own: fingerprint('B'), other: fingerprint('C') }),
    );
    await settle();
    bob.introductions.ask(eve.id);
    await settle();
    bob.calledThere = 'Boss';
    pipes[1].inject(JSON.stringify({ type: 'accept', note: 'Eve' }));
    await settle();
    expect(bob.main.listed).toEqual(['Somebody', 'Ann']);
  });

  test('cannot go on asking by coming again and again', async () => {
    let questions = 0;
    for (let count = 0; count < 40; count++) {
      const [pipe] = fakePipes(clock, () => 10);
      const id = memberId(`Mallory-${count}`);
      const binding = { own: fingerprint('A'), other: fingerprint('C') };
      bob.introductions.attach(id, pipe.port(), () => Promise.resolve(binding));
      pipe.open();
      pipe.inject(offer(`Mallory-${count}`));
      await settle();
      const found = bob.introductions.current().find(({ member }) => member === id);
      if (found?.question !== null) questions += 1;
      bob.introductions.detach(id);
    }
    expect(questions).toBeGreaterThan(0);
    expect(questions).toBeLessThanOrEqual(9);
  });
});

test('without knowing what the connection leads to, nothing is said or heard', async () => {
  await connect(() => Promise.resolve(null));
  expect(pipes.flatMap(({ sent }) => sent)).toEqual([]);
  pipes[1].inject(offer('Ada'));
  await settle();
  expect(bob.introductions.current()).toEqual([]);
});

test('a member that leaves takes its question along, and the end of the call takes all', async () => {
  ada.introductions.ask(bob.id);
  await settle();
  bob.introductions.detach(ada.id);
  expect(bob.introductions.current()).toEqual([]);
  let told = 0;
  ada.introductions.subscribe(() => (told += 1));
  ada.life.abort();
  expect(ada.introductions.current()).toEqual([]);
  expect(told).toBe(1);
});
