import { z } from 'zod';
import { Epoch } from './ids.ts';

/*
 * What members say to each other in `signal` payloads to set up and keep their link. The server
 * never reads these.
 *
 * Each end of a link has an epoch of its own, made new with every peer connection. Whoever starts
 * a link (a newcomer, a reloaded window, an end that gives up on a dead link) is its impolite side
 * and sends the first offer, `to` null. A first offer from an unknown epoch replaces the link that
 * the receiver has with that member, the receiver being the polite side of the new one. When two
 * first offers cross, the member with the smaller id (compared by code unit) stays impolite, and
 * the other drops its own and answers.
 *
 * Only the impolite side ever offers, so later offers cannot cross either. (Rolling an offer back,
 * as crossing offers need it, leaves Chromium's received tracks without frames.) The polite side
 * asks for an ICE restart with `restart`.
 */

/** Which end is talking to which. `to` is null until the other end's epoch is known. */
const Envelope = { version: z.literal(1), from: Epoch, to: Epoch.nullable() };

const DescriptionSignal = z.strictObject({
  ...Envelope,
  kind: z.literal('description'),
  /** Counts the offers of a link; an answer repeats its offer's number, so that a copy is known. */
  generation: z.int().min(1),
  type: z.enum(['offer', 'answer']),
  sdp: z.string().min(1).max(60_000),
});

export const CandidatesSignal = z.strictObject({
  ...Envelope,
  kind: z.literal('candidates'),
  candidates: z
    .array(
      z.strictObject({
        /** Empty for end-of-candidates (W3C WebRTC, section 4.8.1.1). */
        candidate: z.string().max(1_024),
        sdpMid: z.string().max(64).nullable(),
        sdpMLineIndex: z.int().min(0).max(64).nullable(),
        usernameFragment: z.string().max(256).nullable(),
      }),
    )
    .min(1)
    .max(64),
});
export type CandidatesSignal = z.infer<typeof CandidatesSignal>;

/** Asks the impolite side for an ICE restart. */
const RestartSignal = z.strictObject({
  ...Envelope,
  kind: z.literal('restart'),
  /** The last offer that was answered; the request is void once there is a later one. */
  generation: z.int().min(1),
});

export const LinkSignal = z.discriminatedUnion('kind', [
  DescriptionSignal,
  CandidatesSignal,
  RestartSignal,
]);
export type LinkSignal = z.infer<typeof LinkSignal>;
