import { describe, expect, test } from 'vitest';
import { judge, type OwnEnd } from '../../../../renderer/engine/peer/pairing.ts';
import { Epoch, MemberId } from '../../../../signaling/protocol/ids.ts';
import type { LinkSignal } from '../../../../signaling/protocol/linkSignals.ts';

const epoch = (name: string): Epoch => Epoch.parse(name.padEnd(22, '-'));
const member = (name: string): MemberId => MemberId.parse(name.padEnd(22, '-'));
const OURS = epoch('ours');
const OURS_BEFORE = epoch('ours-before');
const THEIRS = epoch('theirs');
const THEIRS_BEFORE = epoch('theirs-before');
const THEIRS_NEW = epoch('theirs-new');
const smaller = { self: member('A'), other: member('B') };
const larger = { self: member('B'), other: member('A') };
const bygone = { own: new Set([OURS_BEFORE]), others: new Set([THEIRS_BEFORE]) };

const begun: OwnEnd = { epoch: OURS, remote: null, polite: false, everConnected: false };
const expecting: OwnEnd = { ...begun, polite: true };
const impolite: OwnEnd = { ...begun, remote: THEIRS, everConnected: true };
const polite: OwnEnd = { ...impolite, polite: true };
const politeWaiting: OwnEnd = { ...polite, everConnected: false };

const envelope = (from: Epoch, to: Epoch | null) => ({ version: 1, from, to }) as const;
const offer = (from: Epoch, to: Epoch | null): LinkSignal => ({
  ...envelope(from, to),
  kind: 'description',
  type: 'offer',
  generation: 1,
  sdp: 'x',
});
const answer = (from: Epoch, to: Epoch | null): LinkSignal => ({
  ...envelope(from, to),
  kind: 'description',
  type: 'answer',
  generation: 1,
  sdp: 'x',
});
const candidates = (from: Epoch, to: Epoch | null): LinkSignal => ({
  ...envelope(from, to),
  kind: 'candidates',
  candidates: [{ candidate: '', sdpMid: null, sdpMLineIndex: 0, usernameFragment: null }],
});
const restart = (from: Epoch, to: Epoch | null): LinkSignal => ({
  ...envelope(from, to),
  kind: 'restart',
  generation: 1,
});

const verdict = (signal: LinkSignal, own: OwnEnd | null, members = smaller): string =>
  judge(signal, own, bygone, members);

describe('a first offer', () => {
  test('is taken up by an end that expects it', () => {
    expect(verdict(offer(THEIRS, null), expecting)).toBe('pair');
  });

  test('begins a link where there is none', () => {
    expect(verdict(offer(THEIRS, null), null)).toBe('replace');
  });

  test.each([impolite, polite])('from an unknown end replaces the link', (own) => {
    expect(verdict(offer(THEIRS_NEW, null), own)).toBe('replace');
  });

  test('that crosses ours gives way to the member with the smaller id', () => {
    expect(verdict(offer(THEIRS, null), begun, smaller)).toBe('insist');
    expect(verdict(offer(THEIRS, null), begun, larger)).toBe('replace');
  });

  test('from an end that is over is dropped', () => {
    expect(verdict(offer(THEIRS_BEFORE, null), impolite)).toBe('drop');
    expect(verdict(offer(THEIRS_BEFORE, null), expecting)).toBe('drop');
  });
});

describe('between two ends that know each other', () => {
  test.each([offer, answer, candidates, restart])('everything is delivered', (signal) => {
    expect(verdict(signal(THEIRS, OURS), impolite)).toBe('deliver');
    expect(verdict(signal(THEIRS, OURS), polite)).toBe('deliver');
  });
});

describe('while our first offer is on its way', () => {
  test('the answer to it tells whose end it is', () => {
    expect(verdict(answer(THEIRS, OURS), begun)).toBe('pair');
  });

  test('a wish for a restart tells that the answer is lost', () => {
    expect(verdict(restart(THEIRS, OURS), begun)).toBe('remind');
  });

  test('candidates of unknown ends are dropped', () => {
    expect(verdict(candidates(THEIRS, null), begun)).toBe('drop');
    expect(verdict(candidates(THEIRS, OURS), begun)).toBe('drop');
  });
});

test('candidates that overtake the offer that is expected are kept for it', () => {
  expect(verdict(candidates(THEIRS, null), expecting)).toBe('deliver');
});

describe('what is for an end of ours that is over', () => {
  test.each([offer, answer, candidates, restart])(
    'is dropped while the link is whole',
    (signal) => {
      expect(verdict(signal(THEIRS_NEW, OURS_BEFORE), impolite)).toBe('drop');
      expect(verdict(signal(THEIRS_NEW, OURS_BEFORE), polite)).toBe('drop');
      expect(verdict(signal(THEIRS_NEW, OURS_BEFORE), null)).toBe('drop');
    },
  );

  test('has us begin when we wait for the other member, who does not know of it', () => {
    expect(verdict(restart(THEIRS, epoch('unknown')), expecting)).toBe('begin');
    expect(verdict(offer(THEIRS, epoch('unknown')), politeWaiting)).toBe('begin');
  });

  test('has one of the two begin when each took up what the other gave up', () => {
    expect(verdict(answer(THEIRS_NEW, OURS_BEFORE), politeWaiting, smaller)).toBe('begin');
    expect(verdict(answer(THEIRS_NEW, OURS_BEFORE), politeWaiting, larger)).toBe('drop');
  });
});

test('an answer to an offer of ours that another end has answered has us begin anew', () => {
  expect(verdict(answer(THEIRS_NEW, OURS), impolite)).toBe('begin');
  expect(verdict(restart(THEIRS_NEW, OURS), impolite)).toBe('begin');
  expect(verdict(candidates(THEIRS_NEW, OURS), impolite)).toBe('drop');
  expect(verdict(answer(THEIRS_NEW, OURS), polite)).toBe('drop');
});
