import type { Asked, PresenceChanged } from '../../signaling/protocol/contactMessages.ts';
import type { RingChanged, Rung } from '../../signaling/protocol/ringMessages.ts';
import type {
  IceServer,
  MemberJoined,
  MemberLeft,
  MemberPresenceChanged,
  SignalFrom,
} from '../../signaling/protocol/serverMessages.ts';
import type { ConnectionStatus } from './connectionHealth.ts';

/** What the server says of the room we are in. */
export type RoomMessage = MemberJoined | MemberLeft | MemberPresenceChanged | SignalFrom;

/** What the server says of contacts and of calls that ring. */
export type ContactMessage = Asked | PresenceChanged | Rung | RingChanged;

export interface Greeting {
  /** False: the server knows nothing of us, neither our room nor our unanswered requests. */
  readonly resumed: boolean;
  readonly iceServers: readonly IceServer[];
}

export interface ClientListener {
  status?(status: ConnectionStatus): void;
  greeted?(greeting: Greeting): void;
  message?(message: RoomMessage): void;
  contact?(message: ContactMessage): void;
  /** Another installation or window took over; the session is gone. */
  replaced?(): void;
}
