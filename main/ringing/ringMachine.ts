import type { RingAnswer, RingFailure } from '../../preload/contract/ringing.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { RingId, RingReply, RingState } from '../../signaling/protocol/ringMessages.ts';
import type { RoomName } from '../../signaling/protocol/roomName.ts';
import type { Place } from '../contacts/meetingPlaces.ts';

/*
 * What a client does about calls that ring: from where it stands and what happens to where it
 * stands then and what is to be done. Nothing here knows time, windows or the network.
 */

/** A ring in either direction. */
export interface Call {
  readonly ring: RingId;
  /** The other. */
  readonly address: ContactAddress;
  readonly name: DisplayName;
  /** The server that it rings over. */
  readonly place: Place;
  readonly room: RoomName;
  /** Where the room is; null: the server that is set. */
  readonly server: ServerUrl | null;
}

export interface OutgoingCall extends Call {
  /** They are called into the running call. */
  readonly intoCall: boolean;
}

export interface IncomingCall extends Call {
  /** Wall clock, milliseconds since 1970. */
  readonly sinceMs: number;
}

/** What goes on; at most one thing at a time. */
export type Active =
  | { readonly type: 'idle' }
  | {
      readonly type: 'calling';
      readonly call: OutgoingCall;
      readonly phase: 'calling' | 'ringing';
      /** They ring us as well, over another server or a moment later; ours goes first. */
      readonly held: IncomingCall | null;
    }
  | { readonly type: 'rung'; readonly call: IncomingCall }
  /** Said yes; the server has not confirmed yet that nobody was faster. */
  | { readonly type: 'answering'; readonly call: IncomingCall; readonly camera: boolean };

export interface Standing {
  readonly active: Active;
  /** The last outgoing call that came to nothing, until it is put away or of the past. */
  readonly failed: { readonly call: OutgoingCall; readonly failure: RingFailure } | null;
}

export const NOTHING_RINGS: Standing = { active: { type: 'idle' }, failed: null };

export type RingEvent =
  /** The person calls somebody. */
  | { readonly type: 'call'; readonly call: OutgoingCall }
  /** The person gives the call up, or puts its failure away. */
  | { readonly type: 'cancel' }
  | { readonly type: 'answer'; readonly ring: RingId; readonly answer: RingAnswer }
  | {
      readonly type: 'rung';
      readonly call: IncomingCall;
      /** In a call, or not to be disturbed. */
      readonly occupied: boolean;
      /** When both ring each other, ours is given up: the lower address goes first. */
      readonly yields: boolean;
    }
  /** The server tells what has become of a ring. */
  | {
      readonly type: 'told';
      readonly ring: RingId;
      readonly state: RingState;
      readonly into: RingId | null;
    }
  /** Our ring was not taken. */
  | { readonly type: 'refused'; readonly ring: RingId; readonly failure: RingFailure }
  /** Our yes counts, or came too late. */
  | { readonly type: 'answered'; readonly ring: RingId; readonly counts: boolean }
  /** Nothing was heard of it for longer than a ring takes. */
  | { readonly type: 'late'; readonly ring: RingId }
  /** No ring over this server is left. */
  | { readonly type: 'lost'; readonly place: Place }
  /** They are no contact any more. */
  | { readonly type: 'parted'; readonly address: ContactAddress }
  /** The person has gone into a call otherwise. */
  | { readonly type: 'call-began' }
  | { readonly type: 'call-over' };

export type RingEffect =
  | { readonly type: 'ring'; readonly call: OutgoingCall }
  | { readonly type: 'give-up'; readonly call: OutgoingCall }
  | { readonly type: 'reply'; readonly call: IncomingCall; readonly reply: RingReply }
  | { readonly type: 'enter'; readonly call: Call; readonly camera: boolean }
  | { readonly type: 'missed'; readonly call: IncomingCall }
  /** There is a call with them now. */
  | { readonly type: 'talked'; readonly address: ContactAddress };

export interface Step {
  readonly next: Standing;
  /** In the order in which they are to happen. */
  readonly effects: readonly RingEffect[];
}

type Handler<Kind extends Active['type'], Type extends RingEvent['type']> = (
  active: Extract<Active, { type: Kind }>,
  event: Extract<RingEvent, { type: Type }>,
  failed: Standing['failed'],
) => Step | null;

/** Null: it means nothing then. */
type Table = {
  readonly [Kind in Active['type']]: {
    readonly [Type in RingEvent['type']]: Handler<Kind, Type> | null;
  };
};

const TABLE: Table = {
  idle: {
    call: (_, { call }) => start(call),
    cancel: () => idle(null),
    answer: null,
    rung: (_, { call, occupied }, failed) =>
      occupied ? stay({ type: 'idle' }, failed, turnAway(call)) : ringHere(call, failed),
    told: null,
    refused: null,
    answered: null,
    late: null,
    lost: null,
    parted: null,
    'call-began': null,
    'call-over': null,
  },

  calling: {
    call: ({ call: before, held }, { call }) =>
      call.address === before.address
        ? null
        : start(call, [giveUp(before), ...(held === null ? [] : turnAway(held))]),
    cancel: ({ call, held }) =>
      held === null ? idle(null, [giveUp(call)]) : ringHere(held, null, [giveUp(call)]),
    answer: null,
    rung(active, { call, yields }, failed) {
      const { call: ours, held } = active;
      if (call.ring === held?.ring) return null;
      if (call.address !== ours.address) return stay(active, failed, turnAway(call));
      // They are to come to us, not we to them.
      if (ours.intoCall) return stay(active, failed, [reply(call, 'busy')]);
      if (!yields) return stay({ ...active, held: call }, failed);
      return accept(call, true, failed, [giveUp(ours)]);
    },
    told(active, event, failed) {
      const { call, held } = active;
      if (event.ring === held?.ring && event.state !== 'merged') {
        return isOver(event.state) ? stay({ ...active, held: null }, failed) : null;
      }
      if (event.ring !== call.ring) return null;
      switch (event.state) {
        case 'ringing':
          return stay({ ...active, phase: 'ringing' }, failed);
        case 'accepted':
          return begin(call);
        case 'merged':
          if (event.into === call.ring) return begin(call);
          if (event.into === held?.ring && held !== null) return begin(held);
          return fail(active, 'unavailable');
        case 'declined':
        case 'busy':
        case 'no-answer':
        case 'unavailable':
          return fail(active, event.state);
        case 'cancelled':
        case 'answered-elsewhere':
          return null;
      }
    },
    refused: (active, { ring, failure }) =>
      ring === active.call.ring ? fail(active, failure) : null,
    answered: null,
    late: (active, { ring }) =>
      ring === active.call.ring ? fail(active, 'no-answer', [giveUp(active.call)]) : null,
    lost(active, { place }, failed) {
      if (place === active.call.place) {
        const isHeldLost = active.held?.place === place;
        return fail(isHeldLost ? { ...active, held: null } : active, 'unreachable');
      }
      return place === active.held?.place ? stay({ ...active, held: null }, failed) : null;
    },
    parted: ({ call }, { address }) =>
      address === call.address ? idle(null, [giveUp(call)]) : null,
    'call-began': ({ call, held }) =>
      call.intoCall ? null : idle(null, [giveUp(call), ...(held === null ? [] : turnAway(held))]),
    'call-over': ({ call }) => (call.intoCall ? idle(null, [giveUp(call)]) : null),
  },

  rung: {
    call: ({ call: theirs }, { call }) =>
      call.address === theirs.address
        ? accept(theirs, true, null)
        : start(call, [reply(theirs, 'decline')]),
    cancel: (active) => stay(active, null),
    answer({ call }, { ring, answer }, failed) {
      if (ring !== call.ring) return null;
      switch (answer) {
        case 'accept':
          return accept(call, true, failed);
        case 'accept-without-video':
          return accept(call, false, failed);
        case 'decline':
          return idle(failed, [reply(call, 'decline')]);
      }
    },
    rung(active, { call, occupied }, failed) {
      if (call.ring === active.call.ring) return null;
      // Whoever rings anew has given up the ring before.
      if (call.address === active.call.address && !occupied) return ringHere(call, failed);
      return stay(active, failed, turnAway(call));
    },
    told({ call }, { ring, state }, failed) {
      if (ring !== call.ring || !isOver(state)) return null;
      return idle(failed, state === 'answered-elsewhere' ? [] : [missed(call)]);
    },
    refused: null,
    answered: null,
    late: ({ call }, { ring }, failed) =>
      ring === call.ring ? idle(failed, [missed(call)]) : null,
    lost: ({ call }, { place }, failed) =>
      place === call.place ? idle(failed, [missed(call)]) : null,
    parted: ({ call }, { address }, failed) => (address === call.address ? idle(failed) : null),
    'call-began': ({ call }, _, failed) => idle(failed, turnAway(call)),
    'call-over': null,
  },

  answering: {
    call: null,
    cancel: (active) => stay(active, null),
    answer: null,
    rung: (active, { call }, failed) =>
      call.ring === active.call.ring ? null : stay(active, failed, turnAway(call)),
    told({ call, camera }, { ring, state, into }, failed) {
      // Ours, which was given up for theirs, had become one with it on the server already.
      if (state === 'merged' && into === call.ring) return begin(call, camera);
      if (ring !== call.ring || !isOver(state)) return null;
      return idle(failed, state === 'answered-elsewhere' ? [] : [missed(call)]);
    },
    refused: null,
    answered({ call, camera }, { ring, counts }, failed) {
      if (ring !== call.ring) return null;
      return counts ? begin(call, camera) : idle(failed, [missed(call)]);
    },
    late: ({ call }, { ring }, failed) =>
      ring === call.ring ? idle(failed, [missed(call)]) : null,
    lost: ({ call }, { place }, failed) =>
      place === call.place ? idle(failed, [missed(call)]) : null,
    parted: ({ call }, { address }, failed) => (address === call.address ? idle(failed) : null),
    'call-began': ({ call }, _, failed) => idle(failed, [missed(call)]),
    'call-over': null,
  },
};

/** @returns null when the event means nothing as things stand. */
export function step(standing: Standing, event: RingEvent): Step | null {
  // A row's handlers take the row's state; TypeScript does not see that the key is its type.
  const handler = TABLE[standing.active.type][event.type] as Handler<
    Active['type'],
    RingEvent['type']
  > | null;
  const { active } = standing;
  const failed = isOvertaken(standing.failed, event) ? null : standing.failed;
  const taken = handler?.(active, event, failed) ?? null;
  return taken === null && failed !== standing.failed ? stay(active, failed) : taken;
}

/** What came to nothing is no news any more: there is newer of them, or of the person. */
function isOvertaken(failed: Standing['failed'], event: RingEvent): boolean {
  if (failed === null) return false;
  const { address, intoCall } = failed.call;
  if (event.type === 'rung') return event.call.address === address;
  if (event.type === 'parted') return event.address === address;
  return event.type === 'call-began' || (event.type === 'call-over' && intoCall);
}

function isOver(state: RingState): boolean {
  return state !== 'ringing' && state !== 'accepted' && state !== 'merged';
}

function stay(
  active: Active,
  failed: Standing['failed'],
  effects: readonly RingEffect[] = [],
): Step {
  return { next: { active, failed }, effects };
}

function idle(failed: Standing['failed'], effects: readonly RingEffect[] = []): Step {
  return stay({ type: 'idle' }, failed, effects);
}

function start(call: OutgoingCall, before: readonly RingEffect[] = []): Step {
  const active: Active = { type: 'calling', call, phase: 'calling', held: null };
  return stay(active, null, [...before, { type: 'ring', call }]);
}

function ringHere(
  call: IncomingCall,
  failed: Standing['failed'],
  before: readonly RingEffect[] = [],
): Step {
  return stay({ type: 'rung', call }, failed, [...before, reply(call, 'ringing')]);
}

function accept(
  call: IncomingCall,
  camera: boolean,
  failed: Standing['failed'],
  before: readonly RingEffect[] = [],
): Step {
  return stay({ type: 'answering', call, camera }, failed, [...before, reply(call, 'accept')]);
}

/** The call takes place. Whoever was called into a running call comes to us. */
function begin(call: OutgoingCall | IncomingCall, camera = true): Step {
  const talked: RingEffect = { type: 'talked', address: call.address };
  const isHere = 'intoCall' in call && call.intoCall;
  return idle(null, isHere ? [talked] : [{ type: 'enter', call, camera }, talked]);
}

/** Our ring came to nothing. If they ring us too, and have not just said no, that is as good. */
function fail(
  { call, held }: Extract<Active, { type: 'calling' }>,
  failure: RingFailure,
  effects: readonly RingEffect[] = [],
): Step {
  if (held === null) return idle({ call, failure }, effects);
  return failure === 'declined' ? ringHere(held, null, effects) : accept(held, true, null, effects);
}

function turnAway(call: IncomingCall): RingEffect[] {
  return [reply(call, 'busy'), missed(call)];
}

function reply(call: IncomingCall, what: RingReply): RingEffect {
  return { type: 'reply', call, reply: what };
}

function missed(call: IncomingCall): RingEffect {
  return { type: 'missed', call };
}

function giveUp(call: OutgoingCall): RingEffect {
  return { type: 'give-up', call };
}
