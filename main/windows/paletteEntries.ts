import type { Contact, ContactsState } from '../../preload/contract/contacts.ts';
import type { RecentCall } from '../../preload/contract/recentCalls.ts';
import type { PaletteEntry, PaletteState } from '../../preload/contract/ringing.ts';
import { byLastCall } from '../tray/traySnapshot.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { Look } from './windowLook.ts';

export interface PaletteSources {
  readonly look: Look;
  readonly contacts: ContactsState;
  readonly recentCalls: readonly RecentCall[];
  readonly isInCall: boolean;
  /** Who is in the running call. */
  readonly here: readonly ContactAddress[];
}

/**
 * What the palette offers before anything is typed: those who are there, called last first, then the
 * others, then rooms, the newest first. In a call there is no other room to go to.
 */
export function paletteEntries(sources: Omit<PaletteSources, 'look'>): PaletteEntry[] {
  const { contacts, recentCalls, isInCall, here } = sources;
  const people = contacts.contacts
    .filter(({ standing }) => standing === 'contact')
    .toSorted((a, b) => Number(isThere(b)) - Number(isThere(a)) || byLastCall(a, b))
    .map(({ address, name, presence, lastCallAtMs }): PaletteEntry => ({
      type: 'contact',
      address,
      name,
      presence,
      isHere: here.includes(address),
      lastCallAtMs,
    }));
  const rooms = recentCalls
    .toSorted((a, b) => b.startedAtMs - a.startedAtMs)
    .map(({ room, server, startedAtMs, people: others }): PaletteEntry => ({
      type: 'room',
      room,
      server,
      startedAtMs,
      people: others.map(({ name }) => name),
    }));
  return isInCall ? people : [...people, ...rooms];
}

/** @param showing - see {@link PaletteState}. */
export function paletteState(sources: PaletteSources, showing: number): PaletteState {
  return {
    ...sources.look,
    showing,
    entries: paletteEntries(sources),
    inCall: sources.isInCall,
  };
}

function isThere({ presence }: Contact): boolean {
  return presence !== 'unavailable';
}
