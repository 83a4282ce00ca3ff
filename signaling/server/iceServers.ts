import { createHmac } from 'node:crypto';
import type { IceServer } from '../protocol/serverMessages.ts';

export interface IceOptions {
  readonly stun: readonly string[];
  readonly turn: readonly string[];
  readonly turnSecret: string;
  readonly turnTtlSeconds: number;
}

export interface IceOffer {
  readonly iceServers: IceServer[];
  /** How long the TURN credentials are good; absent without TURN. */
  readonly iceServersLifetimeMs?: number;
}

/**
 * ICE servers for one client, with TURN credentials of its own that end by themselves.
 *
 * The scheme is "A REST API For Access To TURN Services" (draft-uberti-behave-turn-rest-00):
 * the user name is `EXPIRY:ANYTHING` with the expiry in seconds since 1970, the credential the
 * base64 HMAC-SHA1 of the user name. coturn calls it `use-auth-secret`.
 */
export function offerIceServers(
  options: IceOptions,
  wallNowMs: number,
  randomId: () => string,
): IceOffer {
  const iceServers: IceServer[] = [];
  if (options.stun.length > 0) iceServers.push({ urls: [...options.stun] });
  if (options.turn.length === 0) return { iceServers };
  const expiry = Math.floor(wallNowMs / 1_000) + options.turnTtlSeconds;
  const username = `${expiry}:${randomId()}`;
  const credential = createHmac('sha1', options.turnSecret).update(username).digest('base64');
  iceServers.push({ urls: [...options.turn], username, credential });
  return { iceServers, iceServersLifetimeMs: options.turnTtlSeconds * 1_000 };
}
