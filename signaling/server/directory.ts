import type { ContactPresence, ContactStatus } from '../protocol/contactMessages.ts';
import type { ContactAddress, DeviceId, IdentityKey } from '../protocol/identity.ts';
import type { Tail } from './serverText.ts';

/** Most devices that one identity can have here at a time. */
export const MAX_DEVICES = 8;

/** A session that has proved whose it is. */
export interface Device {
  readonly address: ContactAddress;
  readonly key: IdentityKey;
  /** Tells the identity's devices apart. */
  readonly id: DeviceId;
  /** Where it has identified from, for rates. */
  readonly network: string;
  readonly session: { deliver(tail: Tail): boolean };
}

/** Something to tell one device. */
export interface PresenceNews {
  readonly to: Device;
  readonly address: ContactAddress;
  readonly presence: ContactPresence;
}

export interface Watched {
  /** For devices of others. */
  readonly news: readonly PresenceNews[];
  /** For the device itself: which of those on its list are there and list it. */
  readonly present: readonly { readonly address: ContactAddress; readonly status: ContactStatus }[];
  /** Who is not on its list any more. */
  readonly dropped: readonly ContactAddress[];
}

/** What is known of a device. */
interface Standing {
  readonly device: Device;
  status: ContactStatus;
  contacts: ReadonlySet<ContactAddress>;
  hasWatched: boolean;
}

const NOBODY: ReadonlySet<ContactAddress> = new Set();
/** Of several devices the one that says most is shown. */
const SAYS_MOST: readonly ContactStatus[] = ['do-not-disturb', 'busy', 'available', 'away'];

/**
 * Who is there, whom each device has on its list, and what that means for others.
 *
 * All goes by *device*: the devices of B that list A are those which A sees the status of and which
 * A rings; the devices of A that list B are those which see it and can ring. A change costs a look at
 * each contact of one device, however many others are there.
 */
export class Directory {
  readonly #identities = new Map<ContactAddress, Standing[]>();

  /** Identities that are there with at least one device. */
  get size(): number {
    return this.#identities.size;
  }

  devicesOf(address: ContactAddress): readonly Device[] {
    return this.#standingsOf(address).map(({ device }) => device);
  }

  /** Those of an identity's devices that have said whom they list. */
  watchingDevicesOf(address: ContactAddress): readonly Device[] {
    return this.#standingsOf(address).flatMap((one) => (one.hasWatched ? [one.device] : []));
  }

  /**
   * The devices of `owner` that list `contact`. None for whoever is not there, as for whoever does
   * not list them: nothing that is done with the answer may tell these apart.
   */
  devicesListing(owner: ContactAddress, contact: ContactAddress): readonly Device[] {
    return this.#listing(owner, contact).map(({ device }) => device);
  }

  lists(device: Device, contact: ContactAddress): boolean {
    return this.#standingOf(device)?.contacts.has(contact) ?? false;
  }

  /** @returns false when the identity has as many devices as it can. */
  add(device: Device): boolean {
    const standings = this.#identities.get(device.address) ?? [];
    if (standings.length >= MAX_DEVICES) return false;
    standings.push({ device, status: 'available', contacts: NOBODY, hasWatched: false });
    this.#identities.set(device.address, standings);
    return true;
  }

  remove(device: Device): readonly PresenceNews[] {
    const standing = this.#standingOf(device);
    if (standing === undefined) return [];
    const news = this.#observe(device.address, [...standing.contacts], () => {
      standing.contacts = NOBODY;
    });
    const left = this.#standingsOf(device.address).filter((other) => other !== standing);
    if (left.length > 0) this.#identities.set(device.address, left);
    else this.#identities.delete(device.address);
    return news;
  }

  /** Replaces a device's list. Whoever lists themselves is not on it. */
  watch(device: Device, contacts: Iterable<ContactAddress>): Watched {
    const standing = this.#standingOf(device);
    if (standing === undefined) return { news: [], present: [], dropped: [] };
    const before = standing.contacts;
    const after = new Set(contacts);
    after.delete(device.address);
    const dropped = [...before].filter((address) => !after.has(address));
    const added = [...after].filter((address) => !before.has(address));
    const news = this.#observe(device.address, [...dropped, ...added], () => {
      standing.contacts = after;
      standing.hasWatched = true;
    });
    const present = [...after].flatMap((address) => {
      const status = this.#shown(address, device.address);
      return status === 'unavailable' ? [] : [{ address, status }];
    });
    return { news, present, dropped };
  }

  setStatus(device: Device, status: ContactStatus): readonly PresenceNews[] {
    const standing = this.#standingOf(device);
    if (standing === undefined || standing.status === status) return [];
    return this.#observe(device.address, [...standing.contacts], () => {
      standing.status = status;
    });
  }

  /** Makes a change at `address`. @returns what that changes in what `others` see of it. */
  #observe(
    address: ContactAddress,
    others: readonly ContactAddress[],
    change: () => void,
  ): readonly PresenceNews[] {
    const before = others.map((other) => this.#shown(address, other));
    change();
    return others.flatMap((other, index) => {
      const presence = this.#shown(address, other);
      if (presence === before[index]) return [];
      return this.#listing(other, address).map(({ device }) => ({ to: device, address, presence }));
    });
  }

  /** What `to` may see of `address`. */
  #shown(address: ContactAddress, to: ContactAddress): ContactPresence {
    const said = this.#listing(address, to).map(({ status }) => status);
    return SAYS_MOST.find((status) => said.includes(status)) ?? 'unavailable';
  }

  #listing(owner: ContactAddress, contact: ContactAddress): readonly Standing[] {
    return this.#standingsOf(owner).filter(({ contacts }) => contacts.has(contact));
  }

  #standingsOf(address: ContactAddress): readonly Standing[] {
    return this.#identities.get(address) ?? [];
  }

  #standingOf(device: Device): Standing | undefined {
    return this.#standingsOf(device.address).find((standing) => standing.device === device);
  }
}
