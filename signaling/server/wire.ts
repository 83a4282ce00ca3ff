import type { CloseCode } from '../protocol/errors.ts';
import type { LocalEnd } from './serverNames.ts';

/** Where a socket goes from and to. */
export interface SocketEnds {
  readonly local: LocalEnd;
  /** The client's IP address: the proxy's word for it, where proxies are trusted. */
  readonly remoteAddress: string;
}

/** One socket, as the logic above it sees it. */
export interface Wire {
  /** Whether what is waiting to be sent is little enough to replay more onto it. */
  readonly hasRoom: boolean;
  /** Found out when asked, for most are never asked. */
  readonly ends: SocketEnds;
  /**
   * Queues one text message; ignored once the wire is closing.
   *
   * @param canWait - for some milliseconds, so that it may go out with others.
   */
  write(text: string, canWait?: boolean): void;
  /** Runs `task` once there is room again, if there is none now and the wire is open. */
  whenDrained(task: () => void): void;
  /**
   * Says goodbye and ends the socket. Whoever owns the wire hears of it at once, though the other
   * end may take seconds.
   */
  close(code: CloseCode): void;
}
