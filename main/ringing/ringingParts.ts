import type { EnterCall, RingingState } from '../../preload/contract/ringing.ts';
import type { ServerUrl } from '../../preload/contract/settings.ts';
import type { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { Contacts } from '../contacts/contacts.ts';
import type { ContactServers } from '../contacts/contactServers.ts';
import type { Identity } from '../identity/identity.ts';
import type { Calls } from '../signaling/calls.ts';
import type { Clock } from '../signaling/clock.ts';
import type { Log } from '../system/log.ts';
import type { InCall } from './inCall.ts';
import type { MissedCalls } from './missedCalls.ts';
import type { Active } from './ringMachine.ts';
import type { Unanswered } from './unanswered.ts';

/** What {@link Ringing} works with. */
export interface RingingParts {
  readonly identity: () => Identity | null;
  readonly contacts: Pick<Contacts, 'find' | 'confirm' | 'talked'>;
  readonly servers: Pick<ContactServers, 'placeToRing' | 'session' | 'urlOf' | 'presenceOf'>;
  readonly missed: MissedCalls;
  /** What one calls oneself. */
  readonly displayName: () => DisplayName;
  readonly doesNotDisturb: () => boolean;
  readonly call: () => Pick<Calls, 'isActive' | 'isOccupied' | 'session'>;
  /** A call has come to nothing, and is no missed one. */
  readonly unanswered: (what: Unanswered) => void;
  /** Who is in the running call, as its window tells; null: it has not told yet. */
  readonly inCall: () => InCall | null;
  /** Brings the window of the running call to the front. */
  readonly showCall: () => void;
  readonly isSetServer: (server: ServerUrl) => boolean;
  readonly isOwnServer: (server: ServerUrl) => boolean;
  /** Where others reach us, with the embedded server open to the local network. */
  readonly openOwnServer: () => Promise<ServerUrl | null>;
  /** Has the window enter a room at once; its server has been agreed to with it. */
  readonly enter: (call: EnterCall) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (state: RingingState) => void;
  /** Something was done about what rings; whatever is to be entered is being entered. */
  readonly followed: (active: Active) => void;
}
