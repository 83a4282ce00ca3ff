import type { ContactAddress } from '../protocol/identity.ts';
import type { ContactRates } from './contactRates.ts';
import { digestOf } from './digest.ts';
import type { Digest } from './digest.ts';
import type { Device, Directory } from './directory.ts';

/** Most questions of one identity that wait for an answer. */
const MAX_ASKS = 16;
/** How soon it is looked again whether a question that came too fast can be put. */
const RETRY_MS = 5_000;
/** Questions remembered for each device as put to it; beyond it the oldest may come again. */
const MAX_REMEMBERED = 256;

export interface AsksInit {
  readonly directory: Directory;
  readonly rates: ContactRates;
  readonly now: () => number;
  /** Runs `task` once after `delayMs`. @returns a function that cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  readonly put: (to: Device, asker: Device, payload: string) => void;
}

/** Passes on what somebody asks of those who do not list them, whenever both are there. */
export class Asks {
  readonly #init: AsksInit;
  readonly #asks = new Map<Device, ReadonlyMap<ContactAddress, string>>();
  /** By who is asked. */
  readonly #askers = new Map<ContactAddress, Set<Device>>();
  /** What has been put to each device. */
  readonly #put = new WeakMap<Device, Set<Digest>>();
  /** Who is asked more, or by faster askers, than the rates allow. */
  readonly #heldBack = new Set<ContactAddress>();
  #cancelRetry: (() => void) | null = null;

  constructor(init: AsksInit) {
    this.#init = init;
  }

  /** Questions that are passed on, of all devices. */
  get size(): number {
    return [...this.#asks.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Replaces what a device asks, and puts it to those who are there. Of what waits for an answer
   * only the first {@link MAX_ASKS} of the identity are heeded.
   */
  ask(device: Device, asks: ReadonlyMap<ContactAddress, string>): void {
    this.forget(device);
    const heeded = this.#heed(device, asks);
    if (heeded.size === 0) return;
    this.#asks.set(device, heeded);
    for (const target of heeded.keys()) {
      const askers = this.#askers.get(target) ?? new Set();
      this.#askers.set(target, askers.add(device));
      for (const to of this.#init.directory.watchingDevicesOf(target)) this.#putTo(to, device);
    }
  }

  /** Puts to a device what others ask of it. */
  answerable(device: Device): void {
    for (const asker of this.#askers.get(device.address) ?? []) this.#putTo(device, asker);
  }

  /** Forgets what a device asks. */
  forget(device: Device): void {
    for (const target of this.#asks.get(device)?.keys() ?? []) {
      const askers = this.#askers.get(target);
      askers?.delete(device);
      if (askers?.size === 0) this.#askers.delete(target);
    }
    this.#asks.delete(device);
  }

  stop(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  #heed(device: Device, asks: ReadonlyMap<ContactAddress, string>) {
    const { directory } = this.#init;
    const siblings = directory.devicesOf(device.address);
    const taken = new Set(siblings.flatMap((one) => [...(this.#asks.get(one)?.keys() ?? [])]));
    const heeded = new Map<ContactAddress, string>();
    for (const [target, payload] of asks) {
      if (directory.devicesListing(target, device.address).length > 0) continue;
      if (taken.size >= MAX_ASKS && !taken.has(target)) continue;
      taken.add(target);
      heeded.set(target, payload);
    }
    return heeded;
  }

  #putTo(device: Device, asker: Device): void {
    const { directory, rates, now, put } = this.#init;
    const payload = this.#asks.get(asker)?.get(device.address);
    if (payload === undefined) return;
    if (directory.devicesListing(device.address, asker.address).length > 0) return;
    const known = this.#put.get(device) ?? new Set();
    const digest = digestOf(asker.address + payload);
    if (known.has(digest)) return;
    const waitMs = rates.take(now(), [
      ['ask by identity', asker.address],
      ['ask by network', asker.network],
      ['ask to identity', device.address],
    ]);
    if (waitMs > 0) return this.#holdBack(device.address);
    const [oldest] = known;
    if (oldest !== undefined && known.size >= MAX_REMEMBERED) known.delete(oldest);
    this.#put.set(device, known.add(digest));
    put(device, asker, payload);
  }

  #holdBack(target: ContactAddress): void {
    this.#heldBack.add(target);
    this.#cancelRetry ??= this.#init.after(RETRY_MS, () => {
      this.#cancelRetry = null;
      const targets = [...this.#heldBack];
      this.#heldBack.clear();
      for (const address of targets) {
        for (const device of this.#init.directory.watchingDevicesOf(address)) {
          this.answerable(device);
        }
      }
    });
  }
}
