import { z } from 'zod';
import type { SessionId } from './ids.ts';

/*
 * Who somebody is, without accounts: a key pair made by the installation, of which the public half's
 * fingerprint is the address.
 */

/** The public half of an Ed25519 key (RFC 8032): its 32 bytes in base64url. */
export const IdentityKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
  .brand<'IdentityKey'>();
export type IdentityKey = z.infer<typeof IdentityKey>;

/**
 * The fingerprint of an {@link IdentityKey}: the first 160 bits of the SHA-256 of its 32 bytes, in
 * Crockford's base 32, lower case. Nobody can find another key with the same one.
 */
export const ContactAddress = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{32}$/)
  .brand<'ContactAddress'>();
export type ContactAddress = z.infer<typeof ContactAddress>;

/** An Ed25519 signature: its 64 bytes in base64url. */
export const IdentitySignature = z
  .string()
  .regex(/^[A-Za-z0-9_-]{85}[AQgw]$/)
  .brand<'IdentitySignature'>();
export type IdentitySignature = z.infer<typeof IdentitySignature>;

/** Tells the devices of one identity apart. Made by the client, one for each installation. */
export const DeviceId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/**
 * Where a client has connected to: `HOST:PORT` in lower case, the port always there, an IPv6
 * address in brackets.
 */
export const ServerName = z
  .string()
  .max(300)
  .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):\d{1,5}$/)
  .brand<'ServerName'>();
export type ServerName = z.infer<typeof ServerName>;

/**
 * The text whose signature proves an identity to one server in one session.
 *
 * The session id is the server's challenge: random, new with each session, known to its client only.
 * With the server's name in it, a proof that one server was given is worth nothing to another.
 */
export function identityStatement(server: ServerName, session: SessionId): string {
  return `parley identity 1\n${server}\n${session}`;
}
