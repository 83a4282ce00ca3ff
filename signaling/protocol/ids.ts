import { z } from 'zod';

/** 128 random bits in base64url, as every id and secret on the wire is written. */
const token128 = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** A participant for the length of one call. Made by the client, proved by {@link MemberSecret}. */
export const MemberId = token128.brand<'MemberId'>();
export type MemberId = z.infer<typeof MemberId>;

/** Proves that a member id is ours when it is claimed again. Never sent to other members. */
export const MemberSecret = token128.brand<'MemberSecret'>();
export type MemberSecret = z.infer<typeof MemberSecret>;

/**
 * The same for every call of one installation in one room, and for nothing else, so that a
 * restarted app can replace its own ghost. Never sent to other members.
 */
export const InstallationId = token128.brand<'InstallationId'>();
export type InstallationId = z.infer<typeof InstallationId>;

/** A client's session on one server; survives the loss of its socket. */
export const SessionId = token128.brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;

/** Proves that a session is ours when it is resumed. */
export const ResumeToken = token128.brand<'ResumeToken'>();
export type ResumeToken = z.infer<typeof ResumeToken>;

/** One end of one link: made new with every peer connection, so by every reload and rebuild. */
export const Epoch = token128.brand<'Epoch'>();
export type Epoch = z.infer<typeof Epoch>;

/**
 * One share, from its start to its stop. Ink, stills and pauses are for one share and never for a
 * later one on the same lane.
 */
export const ShareId = token128.brand<'ShareId'>();
export type ShareId = z.infer<typeof ShareId>;

/** Numbers a client's requests from 1 upwards, without gaps, for the life of its session. */
export const RequestId = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** Numbers a server's messages to one session from 1 upwards, without gaps. */
export const Sequence = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
