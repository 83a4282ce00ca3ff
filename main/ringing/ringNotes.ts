import { ServerUrl } from '../../preload/contract/settings.ts';
import { RingBody, ringStatement } from '../../signaling/protocol/contactNotes.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress, IdentityKey } from '../../signaling/protocol/identity.ts';
import { MAX_RING_NOTE_BYTES } from '../../signaling/protocol/limits.ts';
import type { RingId, Rung } from '../../signaling/protocol/ringMessages.ts';
import type { RoomName } from '../../signaling/protocol/roomName.ts';
import { shownName, type StoredContact } from '../contacts/contactBook.ts';
import type { Identity } from '../identity/identity.ts';
import { readNote, writeNote } from '../identity/signedNotes.ts';

/** Two clocks do not differ by more, and nobody keeps a ring for so long to send it again. */
const MAX_AGE_MS = 24 * 60 * 60 * 1_000;

export interface RingAbout {
  readonly room: RoomName;
  /** Where the room is; null: on the server that the ring comes over. */
  readonly server: ServerUrl | null;
}

/** What comes with a ring of somebody. @param sentAtMs - milliseconds since 1970. */
export function writeRing(
  identity: Identity,
  to: ContactAddress,
  ring: RingId,
  about: RingAbout & { readonly name: DisplayName; readonly sentAtMs: number },
): string {
  const { name, room, server, sentAtMs } = about;
  const body: RingBody = { name, room, server, sentAtMs };
  return writeNote(identity, body, (text) => ringStatement(to, ring, text));
}

export type CheckedRing =
  | {
      readonly ok: true;
      /** What we call them. */
      readonly name: DisplayName;
      readonly about: RingAbout;
      readonly key: IdentityKey;
    }
  | {
      readonly ok: false;
      readonly why: 'stranger' | 'not-valid' | 'another-key' | 'bad-signature' | 'stale';
    };

/**
 * Whether a ring is from a contact, meant for us, and of now. No server is believed.
 *
 * @param contact - who it is said to be from; null: nobody whom we know.
 * @param nowMs - wall clock, milliseconds since 1970.
 */
export function checkRing(
  rung: Rung,
  contact: StoredContact | null,
  { self, nowMs }: { readonly self: ContactAddress; readonly nowMs: number },
): CheckedRing {
  if (contact === null || contact.standing === 'blocked') return { ok: false, why: 'stranger' };
  const note = readNote(rung.note, {
    from: contact.address,
    maxBytes: MAX_RING_NOTE_BYTES,
    schema: RingBody,
    statementOf: (body) => ringStatement(self, rung.ring, body),
  });
  if (!note.ok) return { ok: false, why: note.reason };
  if (contact.key !== null && contact.key !== note.key) return { ok: false, why: 'another-key' };
  const { room, sentAtMs } = note.body;
  if (Math.abs(nowMs - sentAtMs) > MAX_AGE_MS) return { ok: false, why: 'stale' };
  const server = ServerUrl.nullable().safeParse(note.body.server);
  if (!server.success) return { ok: false, why: 'not-valid' };
  const about = { room, server: server.data };
  return { ok: true, name: shownName(contact), about, key: note.key };
}
