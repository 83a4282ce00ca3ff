import { describe, expect, test } from 'vitest';
import {
  NOTHING_RINGS,
  step,
  type Active,
  type IncomingCall,
  type OutgoingCall,
  type RingEffect,
  type RingEvent,
  type Standing,
} from '../../../main/ringing/ringMachine.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { RingId, type RingState } from '../../../signaling/protocol/ringMessages.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';
import { identityOf } from '../../support/clientIdentities.ts';

const ringId = (letter: string): RingId => RingId.parse(letter.repeat(22));
const place = ServerUrl.parse('ws://theirs:1');

const bob = {
  address: identityOf(1).address,
  name: DisplayName.parse('Bob'),
  place,
  server: place,
};
const cleo = { ...bob, address: identityOf(2).address, name: DisplayName.parse('Cleo') };
const room = (name: string) => RoomName.parse(name);

const toBob: OutgoingCall = { ...bob, ring: ringId('a'), room: room('one'), intoCall: false };
const toCleo: OutgoingCall = { ...cleo, ring: ringId('b'), room: room('two'), intoCall: false };
const intoCall: OutgoingCall = { ...toBob, intoCall: true };
const byBob: IncomingCall = {
  ...bob,
  place: 'home',
  server: null,
  ring: ringId('c'),
  room: room('three'),
  sinceMs: 1,
};
const byBobAgain: IncomingCall = { ...byBob, ring: ringId('d') };
const byCleo: IncomingCall = { ...byBob, ...cleo, place: 'home', ring: ringId('e') };

const idle: Active = { type: 'idle' };
const calling: Active = { type: 'calling', call: toBob, phase: 'calling', held: null };
const holding: Active = { ...calling, held: byBob };
const callingIn: Active = { ...calling, call: intoCall };
const rung: Active = { type: 'rung', call: byBob };
const answering: Active = { type: 'answering', call: byBob, camera: true };

const told = (ring: RingId, state: RingState, into: RingId | null = null): RingEvent => ({
  type: 'told',
  ring,
  state,
  into,
});
const rings = (
  call: IncomingCall,
  how: { readonly occupied?: boolean; readonly yields?: boolean } = {},
): RingEvent => ({ type: 'rung', call, occupied: false, yields: false, ...how });
const answer = (how: 'accept' | 'accept-without-video' | 'decline'): RingEvent => ({
  type: 'answer',
  ring: byBob.ring,
  answer: how,
});

/** Effects in short: `busy c` is the reply to ring c, `enter one` the room. */
function short(effect: RingEffect): string {
  switch (effect.type) {
    case 'ring':
    case 'give-up':
    case 'missed':
      return `${effect.type} ${effect.call.ring.charAt(0)}`;
    case 'reply':
      return `${effect.reply} ${effect.call.ring.charAt(0)}`;
    case 'enter':
      return `enter ${effect.call.room}${effect.camera ? '' : ' without camera'}`;
    case 'talked':
      return `talked ${effect.address === bob.address ? 'Bob' : 'Cleo'}`;
  }
}

type Situation = readonly [what: string, active: Active, event: RingEvent];
type Row = readonly [
  what: string,
  from: Active,
  event: RingEvent,
  to: Active,
  effects: readonly string[],
  failure?: string,
];

const TABLE: readonly Row[] = [
  // Nothing rings.
  ['a call rings', idle, { type: 'call', call: toBob }, calling, ['ring a']],
  ['somebody rings', idle, rings(byBob), rung, ['ringing c']],
  [
    'somebody rings who is occupied',
    idle,
    rings(byBob, { occupied: true }),
    idle,
    ['busy c', 'missed c'],
  ],
  // Calling.
  ['a device rings', calling, told(toBob.ring, 'ringing'), { ...calling, phase: 'ringing' }, []],
  ['they accept', calling, told(toBob.ring, 'accepted'), idle, ['enter one', 'talked Bob']],
  ['they accept to come', callingIn, told(toBob.ring, 'accepted'), idle, ['talked Bob']],
  ['they decline', calling, told(toBob.ring, 'declined'), idle, [], 'declined'],
  ['they are busy', calling, told(toBob.ring, 'busy'), idle, [], 'busy'],
  ['nobody answers', calling, told(toBob.ring, 'no-answer'), idle, [], 'no-answer'],
  ['they go', calling, told(toBob.ring, 'unavailable'), idle, [], 'unavailable'],
  [
    'the ring is refused',
    calling,
    { type: 'refused', ring: toBob.ring, failure: 'rate-limited' },
    idle,
    [],
    'rate-limited',
  ],
  ['the person gives up', calling, { type: 'cancel' }, idle, ['give-up a']],
  [
    'nothing is heard',
    calling,
    { type: 'late', ring: toBob.ring },
    idle,
    ['give-up a'],
    'no-answer',
  ],
  ['the server is lost', calling, { type: 'lost', place }, idle, [], 'unreachable'],
  ['they are blocked', calling, { type: 'parted', address: bob.address }, idle, ['give-up a']],
  ['the person joins a call', calling, { type: 'call-began' }, idle, ['give-up a']],
  ['the call they are called into ends', callingIn, { type: 'call-over' }, idle, ['give-up a']],
  [
    'another is called instead',
    calling,
    { type: 'call', call: toCleo },
    { ...calling, call: toCleo },
    ['give-up a', 'ring b'],
  ],
  ['a third person rings', calling, rings(byCleo), calling, ['busy e', 'missed e']],
  // Both ring.
  [
    'they ring as well, and we yield',
    calling,
    rings(byBob, { yields: true }),
    answering,
    ['give-up a', 'accept c'],
  ],
  ['they ring as well, and they yield', calling, rings(byBob), holding, []],
  ['they ring whom we call into a call', callingIn, rings(byBob), callingIn, ['busy c']],
  ['ours is accepted', holding, told(toBob.ring, 'accepted'), idle, ['enter one', 'talked Bob']],
  [
    'ours became one with theirs',
    holding,
    told(toBob.ring, 'merged', byBob.ring),
    idle,
    ['enter three', 'talked Bob'],
  ],
  [
    'theirs became one with ours',
    calling,
    told(toBob.ring, 'merged', toBob.ring),
    idle,
    ['enter one', 'talked Bob'],
  ],
  [
    'it became one with nothing we know',
    calling,
    told(toBob.ring, 'merged', byCleo.ring),
    idle,
    [],
    'unavailable',
  ],
  ['theirs is given up', holding, told(byBob.ring, 'cancelled'), calling, []],
  ['ours comes to nothing', holding, told(toBob.ring, 'unavailable'), answering, ['accept c']],
  ['the server of ours is lost', holding, { type: 'lost', place }, answering, ['accept c']],
  ['the server of theirs is lost', holding, { type: 'lost', place: 'home' }, calling, []],
  ['ours is declined', holding, told(toBob.ring, 'declined'), rung, ['ringing c']],
  ['the person gives ours up', holding, { type: 'cancel' }, rung, ['give-up a', 'ringing c']],
  [
    'the person joins another call',
    holding,
    { type: 'call-began' },
    idle,
    ['give-up a', 'busy c', 'missed c'],
  ],
  [
    'another is called, and theirs is missed',
    holding,
    { type: 'call', call: toCleo },
    { ...calling, call: toCleo },
    ['give-up a', 'busy c', 'missed c', 'ring b'],
  ],
  // It rings here.
  ['accepted', rung, answer('accept'), answering, ['accept c']],
  [
    'accepted without video',
    rung,
    answer('accept-without-video'),
    { ...answering, camera: false },
    ['accept c'],
  ],
  ['declined', rung, answer('decline'), idle, ['decline c']],
  ['they give up', rung, told(byBob.ring, 'cancelled'), idle, ['missed c']],
  ['nobody answered here', rung, told(byBob.ring, 'no-answer'), idle, ['missed c']],
  ['another device answered', rung, told(byBob.ring, 'answered-elsewhere'), idle, []],
  ['the server of the ring is lost', rung, { type: 'lost', place: 'home' }, idle, ['missed c']],
  ['the server forgets', rung, { type: 'late', ring: byBob.ring }, idle, ['missed c']],
  ['who rings is blocked', rung, { type: 'parted', address: bob.address }, idle, []],
  ['the person joins a call meanwhile', rung, { type: 'call-began' }, idle, ['busy c', 'missed c']],
  ['another rings', rung, rings(byCleo), rung, ['busy e', 'missed e']],
  [
    'the same rings anew',
    rung,
    rings(byBobAgain),
    { type: 'rung', call: byBobAgain },
    ['ringing d'],
  ],
  [
    'the same rings anew, not to disturb',
    rung,
    rings(byBobAgain, { occupied: true }),
    rung,
    ['busy d', 'missed d'],
  ],
  ['to call who rings is to accept', rung, { type: 'call', call: toBob }, answering, ['accept c']],
  [
    'another is called',
    rung,
    { type: 'call', call: toCleo },
    { ...calling, call: toCleo },
    ['decline c', 'ring b'],
  ],
  // Accepted, not confirmed.
  [
    'it counts',
    answering,
    { type: 'answered', ring: byBob.ring, counts: true },
    idle,
    ['enter three', 'talked Bob'],
  ],
  [
    'it counts without video',
    { ...answering, camera: false },
    { type: 'answered', ring: byBob.ring, counts: true },
    idle,
    ['enter three without camera', 'talked Bob'],
  ],
  [
    'it came too late',
    answering,
    { type: 'answered', ring: byBob.ring, counts: false },
    idle,
    ['missed c'],
  ],
  ['another device was faster', answering, told(byBob.ring, 'answered-elsewhere'), idle, []],
  ['they have given up', answering, told(byBob.ring, 'cancelled'), idle, ['missed c']],
  [
    'ours had become one with it',
    answering,
    told(toBob.ring, 'merged', byBob.ring),
    idle,
    ['enter three', 'talked Bob'],
  ],
  ['the server is lost before', answering, { type: 'lost', place: 'home' }, idle, ['missed c']],
  ['nothing is confirmed', answering, { type: 'late', ring: byBob.ring }, idle, ['missed c']],
  ['another rings at that moment', answering, rings(byCleo), answering, ['busy e', 'missed e']],
  [
    'they are blocked at that moment',
    answering,
    { type: 'parted', address: bob.address },
    idle,
    [],
  ],
  ['a call was joined at that moment', answering, { type: 'call-began' }, idle, ['missed c']],
];

describe('what rings', () => {
  const rows = TABLE.map(([what, ...row]) => ({ what, row }));
  test.each(rows)('$what', ({ row: [active, event, to, effects, failure] }) => {
    const taken = step({ active, failed: null }, event);
    expect(taken?.next.active).toEqual(to);
    expect(taken?.effects.map(short)).toEqual(effects);
    expect(taken?.next.failed?.failure).toBe(failure);
  });

  const NOTHING: readonly Situation[] = [
    ['a ring that is not known', idle, told(toBob.ring, 'accepted')],
    ['an answer when nothing rings', idle, answer('accept')],
    ['an answer to another ring', rung, { type: 'answer', ring: byCleo.ring, answer: 'accept' }],
    ['the same ring again', rung, rings(byBob)],
    ['the held ring again', holding, rings(byBob)],
    ['the accepted ring again', answering, rings(byBob)],
    [
      'a call to who is being called',
      calling,
      { type: 'call', call: { ...toBob, ring: ringId('z') } },
    ],
    ['a call while an answer is on its way', answering, { type: 'call', call: toCleo }],
    ['what is told of an old ring', calling, told(toCleo.ring, 'declined')],
    ['an old refusal', calling, { type: 'refused', ring: toCleo.ring, failure: 'unavailable' }],
    ['what devices are told, to the caller', calling, told(toBob.ring, 'answered-elsewhere')],
    ['what the caller is told, to a device', rung, told(byBob.ring, 'accepted')],
    ['the loss of another server', calling, { type: 'lost', place: 'home' }],
    ['the loss of another server', rung, { type: 'lost', place }],
    ['somebody else who is blocked', rung, { type: 'parted', address: cleo.address }],
    ['the running call, when they are called into it', callingIn, { type: 'call-began' }],
    ['the end of a call that they are not called into', calling, { type: 'call-over' }],
  ];
  test.each(NOTHING)('nothing comes of %s', (_what, active, event) => {
    expect(step({ active, failed: null }, event)).toBeNull();
  });
});

describe('a call that came to nothing', () => {
  const failed: Standing['failed'] = { call: toCleo, failure: 'busy' };

  const FORGOTTEN: readonly Situation[] = [
    ['when it is put away', idle, { type: 'cancel' }],
    ['when another is called', idle, { type: 'call', call: toBob }],
    ['when it is put away while somebody rings', rung, { type: 'cancel' }],
    ['when who rings is called', rung, { type: 'call', call: toBob }],
    ['when they ring', idle, rings(byCleo)],
    ['when they ring while another does', rung, rings(byCleo)],
    ['when they are no contact any more', idle, { type: 'parted', address: cleo.address }],
    ['when a call begins', answering, { type: 'answered', ring: byBob.ring, counts: true }],
    ['when the person goes into a call', idle, { type: 'call-began' }],
  ];
  test.each(FORGOTTEN)('is forgotten %s', (_what, active, event) => {
    expect(step({ active, failed }, event)?.next.failed).toBeNull();
  });

  const KEPT: readonly Situation[] = [
    ['somebody rings', idle, rings(byBob)],
    ['somebody rings who is turned away', idle, rings(byBob, { occupied: true })],
    ['a ring is missed', rung, told(byBob.ring, 'cancelled')],
    ['a ring is answered', rung, answer('decline')],
    ['another is no contact any more', idle, { type: 'parted', address: bob.address }],
  ];
  test.each(KEPT)('is kept when %s', (_what, active, event) => {
    expect((step({ active, failed }, event)?.next ?? { failed }).failed).toEqual(failed);
  });
});

test('nothing rings at first', () => {
  expect(NOTHING_RINGS).toEqual({ active: { type: 'idle' }, failed: null });
});

describe('every order of events between two', () => {
  test('enters one room at most, and then nothing rings any more', () => {
    const events: readonly RingEvent[] = [
      rings(byBob, { yields: true }),
      rings(byBob),
      answer('accept'),
      { type: 'cancel' },
      told(toBob.ring, 'accepted'),
      told(toBob.ring, 'merged', byBob.ring),
      told(byBob.ring, 'cancelled'),
      { type: 'answered', ring: byBob.ring, counts: true },
      { type: 'lost', place },
      { type: 'lost', place: 'home' },
    ];
    let runs = 0;
    const walk = (standing: Standing, depth: number): void => {
      runs += 1;
      if (depth === 0) return;
      for (const event of events) {
        const taken = step(standing, event);
        if (taken === null) continue;
        const enters = taken.effects.filter(({ type }) => type === 'enter').length;
        expect(enters).toBeLessThanOrEqual(1);
        expect(enters === 0 || taken.next.active.type === 'idle').toBe(true);
        // Once in a room there is a call, and a ring after it is another story.
        if (enters === 0) walk(taken.next, depth - 1);
      }
    };
    walk({ active: calling, failed: null }, 5);
    expect(runs).toBeGreaterThan(500);
  });
});
