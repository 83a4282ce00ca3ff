import { createHmac, randomBytes } from 'node:crypto';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import { InstallationId, MemberId, MemberSecret } from '../../signaling/protocol/ids.ts';
import { roomKey, type RoomName } from '../../signaling/protocol/roomName.ts';

const TOKEN_BYTES = 16;

/** Who we are in one call. */
export interface CallIdentity {
  readonly id: MemberId;
  readonly secret: MemberSecret;
  readonly installation: InstallationId;
}

/**
 * A new identity for a call in a room.
 *
 * Member id and secret are new random numbers each time, so that calls cannot be linked to each
 * other by them. The installation id is the same for every call in this room on this server and
 * tells nothing about any other: it is an HMAC-SHA256 (RFC 2104), cut to 128 bits.
 *
 * @param installationSecret - 32 random bytes that never leave this installation.
 */
export function newCallIdentity(
  installationSecret: Uint8Array,
  server: ServerUrl,
  room: RoomName,
): CallIdentity {
  const installation = createHmac('sha256', installationSecret)
    .update(`${server}\n${roomKey(room)}`)
    .digest()
    .subarray(0, TOKEN_BYTES)
    .toString('base64url');
  return {
    id: MemberId.parse(randomBytes(TOKEN_BYTES).toString('base64url')),
    secret: MemberSecret.parse(randomBytes(TOKEN_BYTES).toString('base64url')),
    installation: InstallationId.parse(installation),
  };
}
