import type { RingId, RingReply, RingState } from '../protocol/ringMessages.ts';

/*
 * What becomes of one ring: a function from where it stands and what happens to where it stands
 * then and who is told what. Nothing here knows sessions, time or the network.
 */

/** Nobody has answered: no device has said that it rings, or one has. */
export type RingPhase = 'calling' | 'ringing';

/** How a ring ends. */
export type RingOutcome =
  | 'accepted'
  | 'declined'
  | 'busy'
  | 'no-answer'
  | 'cancelled'
  | 'unavailable'
  | 'merged';

export interface RingStanding<Party> {
  readonly phase: RingPhase | RingOutcome;
  readonly caller: Party;
  /** The devices that were rung and have not gone. */
  readonly devices: readonly Party[];
}

export type RingEvent<Party> =
  /** A device that was rung says something. */
  | { readonly type: 'reply'; readonly from: Party; readonly reply: RingReply }
  /** The caller gives up. */
  | { readonly type: 'cancel' }
  /** Nobody has answered in time. */
  | { readonly type: 'timeout' }
  /** A party's session is over. */
  | { readonly type: 'gone'; readonly who: Party }
  /** A party is there, but has the other off its list or has lost its standing. */
  | { readonly type: 'parted'; readonly who: Party }
  /** A device of who is rung rings the caller. */
  | { readonly type: 'crossed'; readonly by: Party };

export type RingEffect<Party> =
  | { readonly type: 'ring'; readonly to: Party }
  | {
      readonly type: 'tell';
      readonly to: Party;
      readonly state: RingState;
      readonly into?: RingId;
    };

export interface RingStep<Party> {
  readonly standing: RingStanding<Party>;
  /** In the order in which they are to happen. */
  readonly effects: readonly RingEffect<Party>[];
}

/** A new ring. @param devices - at least one. */
export function openRing<Party>(caller: Party, devices: readonly Party[]): RingStep<Party> {
  return {
    standing: { phase: 'calling', caller, devices },
    effects: devices.map((to) => ({ type: 'ring', to })),
  };
}

/** A ring of somebody who rings the caller already, by the ring `into`, which came first. */
export function openMergedRing<Party>(caller: Party, into: RingId): RingStep<Party> {
  return {
    standing: { phase: 'merged', caller, devices: [] },
    effects: [{ type: 'tell', to: caller, state: 'merged', into }],
  };
}

/** @returns null while nobody has answered. */
export function outcomeOf({ phase }: RingStanding<unknown>): RingOutcome | null {
  return phase === 'calling' || phase === 'ringing' ? null : phase;
}

/** @returns null when it means nothing: the ring is over, or whoever it comes from is not in it. */
export function stepRing<Party>(
  standing: RingStanding<Party>,
  event: RingEvent<Party>,
): RingStep<Party> | null {
  if (outcomeOf(standing) !== null) return null;
  const { caller, devices } = standing;
  switch (event.type) {
    case 'reply':
      return devices.includes(event.from) ? reply(standing, event.from, event.reply) : null;
    case 'cancel':
      return end(standing, 'cancelled', tellAll(devices, 'cancelled'));
    case 'timeout':
      return end(standing, 'no-answer', tellAll([caller, ...devices], 'no-answer'));
    case 'gone':
    case 'parted': {
      const { who } = event;
      const isThere = event.type === 'parted';
      if (who === caller) {
        const told = isThere ? tellAll([caller], 'unavailable') : [];
        return end(standing, 'cancelled', [...told, ...tellAll(devices, 'cancelled')]);
      }
      if (!devices.includes(who)) return null;
      const left = devices.filter((device) => device !== who);
      const told = isThere ? tellAll([who], 'cancelled') : [];
      if (left.length > 0) return { standing: { ...standing, devices: left }, effects: told };
      return end(standing, 'unavailable', [...told, ...tellAll([caller], 'unavailable')]);
    }
    case 'crossed': {
      // It may have come after the ring, and must know what it is put into.
      const rung: RingEffect<Party>[] = devices.includes(event.by)
        ? []
        : [{ type: 'ring', to: event.by }];
      return end(standing, 'accepted', [...rung, ...answeredBy(standing, event.by, 'accepted')]);
    }
  }
}

function reply<Party>(
  standing: RingStanding<Party>,
  from: Party,
  said: RingReply,
): RingStep<Party> {
  switch (said) {
    case 'ringing': {
      const { phase, caller } = standing;
      const isFirst = phase === 'calling';
      return {
        standing: { ...standing, phase: 'ringing' },
        effects: isFirst ? tellAll([caller], 'ringing') : [],
      };
    }
    case 'accept':
      return end(standing, 'accepted', answeredBy(standing, from, 'accepted'));
    case 'decline':
      return end(standing, 'declined', answeredBy(standing, from, 'declined'));
    case 'busy':
      return end(standing, 'busy', answeredBy(standing, from, 'busy'));
  }
}

function answeredBy<Party>(
  { caller, devices }: RingStanding<Party>,
  answering: Party,
  state: RingState,
): RingEffect<Party>[] {
  const others = devices.filter((device) => device !== answering);
  return [...tellAll([caller], state), ...tellAll(others, 'answered-elsewhere')];
}

function tellAll<Party>(parties: readonly Party[], state: RingState): RingEffect<Party>[] {
  return parties.map((to) => ({ type: 'tell', to, state }));
}

function end<Party>(
  standing: RingStanding<Party>,
  phase: RingOutcome,
  effects: readonly RingEffect<Party>[],
): RingStep<Party> {
  return { standing: { ...standing, phase, devices: [] }, effects };
}
