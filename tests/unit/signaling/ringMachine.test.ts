import { expect, test } from 'vitest';
import { RingId, RingReply } from '../../../signaling/protocol/ringMessages.ts';
import {
  openMergedRing,
  openRing,
  outcomeOf,
  stepRing,
} from '../../../signaling/server/ringMachine.ts';
import type {
  RingEffect,
  RingEvent,
  RingPhase,
  RingOutcome,
  RingStanding,
} from '../../../signaling/server/ringMachine.ts';

// The caller is `ada`; `desk` and `lap` are devices of the one who is rung, `late` came later.
type Event = RingEvent<string>;

const calling: RingStanding<string> = { phase: 'calling', caller: 'ada', devices: ['desk', 'lap'] };
const ringing: RingStanding<string> = { ...calling, phase: 'ringing' };
const one: RingStanding<string> = { ...ringing, devices: ['desk'] };

const says = (from: string, reply: RingReply): Event => ({ type: 'reply', from, reply });
const gone = (who: string): Event => ({ type: 'gone', who });
const parted = (who: string): Event => ({ type: 'parted', who });
const crossed = (by: string): Event => ({ type: 'crossed', by });
const cancel: Event = { type: 'cancel' };
const timeout: Event = { type: 'timeout' };

/** `ada busy` is what ada is told. */
function wordsOf(effects: readonly RingEffect<string>[]): string[] {
  return effects.map((effect) =>
    effect.type === 'ring' ? `${effect.to} rung` : `${effect.to} ${effect.state}`,
  );
}

const TABLE: readonly [RingStanding<string>, Event, RingPhase | RingOutcome, string[], string[]][] =
  [
    // From, what happens, to, devices that are left, who is told what.
    [calling, says('desk', 'ringing'), 'ringing', ['desk', 'lap'], ['ada ringing']],
    [ringing, says('lap', 'ringing'), 'ringing', ['desk', 'lap'], []],
    [ringing, says('desk', 'ringing'), 'ringing', ['desk', 'lap'], []],
    [calling, says('desk', 'accept'), 'accepted', [], ['ada accepted', 'lap answered-elsewhere']],
    [ringing, says('lap', 'accept'), 'accepted', [], ['ada accepted', 'desk answered-elsewhere']],
    [one, says('desk', 'accept'), 'accepted', [], ['ada accepted']],
    [calling, says('desk', 'decline'), 'declined', [], ['ada declined', 'lap answered-elsewhere']],
    [ringing, says('desk', 'decline'), 'declined', [], ['ada declined', 'lap answered-elsewhere']],
    [calling, says('lap', 'busy'), 'busy', [], ['ada busy', 'desk answered-elsewhere']],
    [ringing, says('lap', 'busy'), 'busy', [], ['ada busy', 'desk answered-elsewhere']],
    [calling, cancel, 'cancelled', [], ['desk cancelled', 'lap cancelled']],
    [ringing, cancel, 'cancelled', [], ['desk cancelled', 'lap cancelled']],
    [calling, timeout, 'no-answer', [], ['ada no-answer', 'desk no-answer', 'lap no-answer']],
    [ringing, timeout, 'no-answer', [], ['ada no-answer', 'desk no-answer', 'lap no-answer']],
    [calling, gone('ada'), 'cancelled', [], ['desk cancelled', 'lap cancelled']],
    [ringing, gone('ada'), 'cancelled', [], ['desk cancelled', 'lap cancelled']],
    [calling, gone('desk'), 'calling', ['lap'], []],
    [ringing, gone('desk'), 'ringing', ['lap'], []],
    [one, gone('desk'), 'unavailable', [], ['ada unavailable']],
    [
      ringing,
      parted('ada'),
      'cancelled',
      [],
      ['ada unavailable', 'desk cancelled', 'lap cancelled'],
    ],
    [ringing, parted('desk'), 'ringing', ['lap'], ['desk cancelled']],
    [one, parted('desk'), 'unavailable', [], ['desk cancelled', 'ada unavailable']],
    [calling, crossed('desk'), 'accepted', [], ['ada accepted', 'lap answered-elsewhere']],
    [ringing, crossed('lap'), 'accepted', [], ['ada accepted', 'desk answered-elsewhere']],
    [
      one,
      crossed('late'),
      'accepted',
      [],
      ['late rung', 'ada accepted', 'desk answered-elsewhere'],
    ],
  ];

test.each(TABLE.map((row) => [`${row[0].phase}: ${JSON.stringify(row[1])}`, row] as const))(
  '%s',
  (_, [from, event, phase, devices, told]) => {
    const step = stepRing(from, event);
    expect(step?.standing).toEqual({ phase, caller: 'ada', devices });
    expect(wordsOf(step?.effects ?? [])).toEqual(told);
  },
);

test('the table has every kind of event in every state that is not an end', () => {
  const kindOf = (event: Event) => (event.type === 'reply' ? event.reply : event.type);
  const kinds = [...RingReply.options, 'cancel', 'timeout', 'gone', 'parted', 'crossed'];
  const inTable = (phase: string) =>
    new Set(TABLE.flatMap(([from, event]) => (from.phase === phase ? [kindOf(event)] : [])));
  expect(inTable('ringing')).toEqual(new Set(kinds));
  // Parting is the same in both.
  expect(inTable('calling')).toEqual(new Set(kinds.filter((kind) => kind !== 'parted')));
});

test('a new ring rings every device', () => {
  const { standing, effects } = openRing('ada', ['desk', 'lap']);
  expect(standing).toEqual(calling);
  expect(wordsOf(effects)).toEqual(['desk rung', 'lap rung']);
});

test('a ring that crosses an older one ends at once and names it', () => {
  const into = RingId.parse('0'.repeat(22));
  const { standing, effects } = openMergedRing('lap', into);
  expect(outcomeOf(standing)).toBe('merged');
  expect(effects).toEqual([{ type: 'tell', to: 'lap', state: 'merged', into }]);
});

test('one who is not in the ring changes nothing', () => {
  for (const event of [says('eve', 'accept'), says('ada', 'accept'), gone('eve'), parted('eve')]) {
    expect(stepRing(ringing, event)).toBeNull();
  }
});

test('what is over stays over, whatever happens', () => {
  const ends = TABLE.map(([from, event]) => stepRing(from, event)?.standing).filter(
    (standing) => standing !== undefined && outcomeOf(standing) !== null,
  );
  expect(new Set(ends.map((standing) => standing?.phase)).size).toBe(6);
  for (const standing of ends) {
    for (const [, event] of TABLE) expect(stepRing(standing ?? ringing, event)).toBeNull();
  }
});
