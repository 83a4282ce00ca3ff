import type { IceServer } from '../../../signaling/protocol/serverMessages.ts';
import { Link, type LinkOptions } from './link.ts';

/** A link whose offer is made before anybody is there to take it: worth a quarter of a join. */
export interface PreparedLink {
  /** @returns the link, once, if it was made for these servers; otherwise it is closed. */
  take(iceServers: readonly IceServer[]): Link | null;
  /** A quiet one looks for its candidates from now on. */
  begin(): void;
  /** Closes it if nobody took it. */
  close(): void;
}

/**
 * Makes lanes and offer and finds the own candidates ahead of a call, in the green room or while it
 * rings.
 *
 * @param options.iceServers - those that the call will use, as far as they are known.
 * @param options.quiet - nothing may touch the network yet: then it has all but its candidates.
 */
export function prepareLink(options: Omit<LinkOptions, 'polite'>): PreparedLink {
  let link: Link | null = new Link({ ...options, polite: false });
  const close = (): void => {
    link?.close();
    link = null;
  };
  return {
    take(iceServers) {
      if (JSON.stringify(iceServers) !== JSON.stringify(options.iceServers)) close();
      const taken = link;
      link = null;
      return taken;
    },
    begin: () => link?.begin(),
    close,
  };
}
