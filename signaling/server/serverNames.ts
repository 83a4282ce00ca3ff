import { isIPv4, isIPv6 } from 'node:net';
import type { ServerName } from '../protocol/identity.ts';

/** The server's end of a socket. */
export interface LocalEnd {
  /** An IP address, as the system writes it. */
  readonly address: string;
  readonly port: number;
}

export interface ServerNamesInit {
  /** What the operator says it goes by: `HOST` or `HOST:PORT`, in lower case. */
  readonly names: readonly string[];
  /** A proxy stands before it, so that its own address is nobody's name for it. */
  readonly trustProxy: boolean;
}

/** The port of a name that has none, behind a proxy: that of `wss`. */
const PROXY_PORT = 443;

/**
 * What this server goes by. A proof of identity is made for one name, and a server that took any
 * name would take proofs that were made for others.
 *
 * What a client's HTTP request says in `Host` is not heeded: whoever passes on a proof that was
 * made for another server writes there what fits.
 */
export class ServerNames {
  readonly #init: ServerNamesInit;

  constructor(init: ServerNamesInit) {
    this.#init = init;
  }

  /** @param local - where the socket came in over which the name was used. */
  includes(name: ServerName, local: LocalEnd): boolean {
    const { host, port } = split(name);
    const { names, trustProxy } = this.#init;
    if (names.length > 0) {
      return names.map(split).some((known) => {
        const knownPort = known.port ?? (trustProxy ? PROXY_PORT : local.port);
        return sameHost(known.host, host) && knownPort === port;
      });
    }
    if (trustProxy || port !== local.port) return false;
    const address = plainAddress(local.address);
    return (
      address !== null && (host === 'localhost' ? isLoopback(address) : sameHost(address, host))
    );
  }
}

/** Takes `HOST` or `HOST:PORT` apart; the port is null when there is none. */
function split(name: string): { readonly host: string; readonly port: number | null } {
  const [, host = name, port] = /^(.*?)(?::(\d+))?$/.exec(name) ?? [];
  if (host.startsWith('[') && !host.endsWith(']')) return { host: name, port: null };
  return { host, port: port === undefined ? null : Number(port) };
}

function sameHost(one: string, other: string): boolean {
  return one === other || (plainAddress(one) ?? one) === (plainAddress(other) ?? other);
}

/** @returns an IP address in the one form that stands for all its spellings; null for a host name. */
function plainAddress(text: string): string | null {
  const bare = text.replace(/^\[|\]$|%.*$/g, '');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return null;
  const { hostname } = new URL(`ws://[${bare}]`);
  const mapped = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(hostname);
  if (mapped === null) return hostname;
  const [high, low] = mapped.slice(1).map((group) => Number.parseInt(group, 16));
  if (high === undefined || low === undefined) return hostname;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function isLoopback(address: string): boolean {
  return address === '[::1]' || address.startsWith('127.');
}
