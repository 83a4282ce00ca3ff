import type { CallSummary } from '../../preload/contract/callSummary.ts';
import type { Contact, ContactsState } from '../../preload/contract/contacts.ts';
import type { ShortcutsState } from '../../preload/contract/desktopState.ts';
import type { IncomingRing, RingingState } from '../../preload/contract/ringing.ts';
import type { GlobalShortcuts, ManualStatus } from '../../preload/contract/settings.ts';
import type { ContactStatus } from '../../signaling/protocol/contactMessages.ts';

/** People that a menu can show without getting too long for a screen. */
const MAX_ONLINE = 15;
const MAX_LAST_CALLED = 5;

export type TrayContact = Pick<Contact, 'address' | 'name' | 'presence'> & {
  /** Is in the running call. */
  readonly isHere: boolean;
};

/** All that the tray shows. */
export interface TraySnapshot {
  /** Chosen by hand. */
  readonly status: ManualStatus;
  /** What contacts see. */
  readonly shownStatus: ContactStatus;
  /** There now, those called last first. */
  readonly online: readonly TrayContact[];
  /** Not there now, those called last first. */
  readonly lastCalled: readonly TrayContact[];
  /** Null: no call. */
  readonly call: CallSummary | null;
  /** Null: nobody calls. */
  readonly incoming: Pick<IncomingRing, 'ring' | 'name'> | null;
  readonly missedUnseen: number;
  /** People who ask to be a contact and wait for an answer. */
  readonly requests: number;
  readonly hasLastRoom: boolean;
  /** The global shortcuts that work, as Electron names keys. */
  readonly shortcuts: GlobalShortcuts;
}

export interface TraySources {
  readonly contacts: ContactsState;
  readonly ringing: RingingState;
  readonly call: CallSummary | null;
  readonly hasLastRoom: boolean;
  readonly shortcuts: GlobalShortcuts;
  readonly shortcutsState: ShortcutsState;
}

export function traySnapshot(sources: TraySources): TraySnapshot {
  const { contacts, ringing, call, hasLastRoom, shortcuts, shortcutsState } = sources;
  const { incoming, missed } = ringing;
  const known = contacts.contacts
    .filter(({ standing }) => standing === 'contact')
    .toSorted(byLastCall);
  const trayContact = ({ address, name, presence }: Contact): TrayContact => {
    return { address, name, presence, isHere: call?.contacts.includes(address) === true };
  };
  const isOnline = ({ presence }: Contact): boolean => presence !== 'unavailable';
  return {
    status: contacts.status,
    shownStatus: contacts.shownStatus,
    online: known.filter(isOnline).slice(0, MAX_ONLINE).map(trayContact),
    lastCalled: known
      .filter((contact) => !isOnline(contact) && contact.lastCallAtMs !== null)
      .slice(0, MAX_LAST_CALLED)
      .map(trayContact),
    call,
    incoming: incoming === null ? null : { ring: incoming.ring, name: incoming.name },
    missedUnseen: missed.filter(({ seen }) => !seen).length,
    requests: contacts.requests.length,
    hasLastRoom,
    shortcuts: {
      palette: shortcutsState.palette === 'on' ? shortcuts.palette : null,
      mute: shortcutsState.mute === 'on' ? shortcuts.mute : null,
    },
  };
}

/** How many things wait for the person: what the badge of the app's icon counts. */
export function waitingCount({
  missedUnseen,
  requests,
}: Pick<TraySnapshot, 'missedUnseen' | 'requests'>): number {
  return missedUnseen + requests;
}

/** Those called last first, then by name. */
export function byLastCall(
  a: Pick<Contact, 'name' | 'lastCallAtMs'>,
  b: Pick<Contact, 'name' | 'lastCallAtMs'>,
): number {
  return (b.lastCallAtMs ?? -1) - (a.lastCallAtMs ?? -1) || a.name.localeCompare(b.name);
}
