import { z } from 'zod';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { resultOf } from './resultOf.ts';
import { ServerUrl } from './settings.ts';

/* One's identity in a file, from one computer to another. */

/** 24 letters and digits of Crockford's base 32, in groups of four. */
export const Passphrase = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){5}$/)
  .brand<'Passphrase'>();
export type Passphrase = z.infer<typeof Passphrase>;

export const IdentitySaveFailure = z.enum([
  'cancelled',
  /** The keyring does not open the key. */
  'key_locked',
  'failed',
]);
export type IdentitySaveFailure = z.infer<typeof IdentitySaveFailure>;

export const IdentityChooseFailure = z.enum([
  'cancelled',
  /** No file that Parley has made for this, or a damaged one. */
  'not_valid',
  /** To open it would take more time and memory than such a file may. */
  'too_costly',
  'in_call',
  'ringing',
  'failed',
]);
export type IdentityChooseFailure = z.infer<typeof IdentityChooseFailure>;

export const IdentityOpenFailure = z.enum([
  /** What was typed cannot be a passphrase. */
  'no_passphrase',
  'wrong_passphrase',
  'not_valid',
  /** It is who this computer is already. */
  'same',
  /** Nothing is chosen any more. */
  'failed',
]);
export type IdentityOpenFailure = z.infer<typeof IdentityOpenFailure>;

/** What is in a file, and what it would take the place of. Nothing has changed yet. */
export const OpenedIdentity = z.strictObject({
  name: DisplayName,
  contacts: z.int().min(0),
  /** The server that it brings along; null: none, or the one that is set here. */
  server: ServerUrl.nullable(),
  /** Who this computer is so far; null: nobody. */
  replaces: z.strictObject({ name: DisplayName, contacts: z.int().min(0) }).nullable(),
});
export type OpenedIdentity = z.infer<typeof OpenedIdentity>;

export const IdentityAdoptFailure = z.enum([
  'in_call',
  'ringing',
  /** What is here could not be set aside, or the new not be written. Nothing has changed. */
  'failed',
]);
export type IdentityAdoptFailure = z.infer<typeof IdentityAdoptFailure>;

const nothing = z.undefined();

/** Requests of the call window to main. */
export const IDENTITY_REQUESTS = {
  /** Who one is, to a file that the person chooses. The passphrase opens it and is kept nowhere. */
  'identity:save': {
    input: nothing,
    output: resultOf(z.strictObject({ passphrase: Passphrase }), IdentitySaveFailure),
  },
  'identity:copy-passphrase': {
    input: z.strictObject({ passphrase: Passphrase }),
    output: nothing,
  },
  /** The file that another computer has written, chosen by the person. */
  'identity:choose': { input: nothing, output: resultOf(z.null(), IdentityChooseFailure) },
  /** Opens it with a passphrase as it was typed. Nothing changes with it. */
  'identity:open': {
    input: z.strictObject({ passphrase: z.string().max(256) }),
    output: resultOf(OpenedIdentity, IdentityOpenFailure),
  },
  /** Becomes who was opened. */
  'identity:adopt': { input: nothing, output: resultOf(z.null(), IdentityAdoptFailure) },
  /** Nothing is to become of what was chosen or opened. */
  'identity:forget': { input: nothing, output: nothing },
} as const;
