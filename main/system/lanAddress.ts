import type { NetworkInterfaceInfo } from 'node:os';

// Bridges and tunnels of virtual machines and containers: nobody else on the network is there.
const VIRTUAL = /^(docker|br-|veth|virbr|vboxnet|vmnet|vethernet|lxc|tun|tap|utun|zt|wg)/i;

// RFC 1918.
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
// RFC 3927: an address without a network.
const LINK_LOCAL = /^169\.254\./;

export type NetworkInterfaces = Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>;

/**
 * The address at which others on the local network reach this machine: the first IPv4 that is not
 * internal, a private one of a real interface if there is one.
 *
 * @param interfaces - as `os.networkInterfaces()` gives them.
 */
export function lanAddress(interfaces: NetworkInterfaces): string | null {
  let best: { readonly address: string; readonly rank: number } | null = null;
  for (const [name, infos = []] of Object.entries(interfaces)) {
    for (const { address, family, internal } of infos) {
      if (internal || family !== 'IPv4') continue;
      const rank = rankOf(name, address);
      if (best === null || rank < best.rank) best = { address, rank };
    }
  }
  return best?.address ?? null;
}

/** Lower is better. */
function rankOf(name: string, address: string): number {
  if (LINK_LOCAL.test(address)) return 4;
  return (VIRTUAL.test(name) ? 2 : 0) + (PRIVATE.test(address) ? 0 : 1);
}

/** All addresses at which this machine reaches itself. */
export function ownAddresses(interfaces: NetworkInterfaces): Set<string> {
  const addresses = Object.values(interfaces).flatMap((infos = []) =>
    infos.map(({ address }) => address),
  );
  return new Set(['localhost', '127.0.0.1', '::1', ...addresses]);
}
