import type { DeviceKind, RememberedDevices } from '../../../preload/contract/settings.ts';
import { SYSTEM_DEFAULT, type DeviceList } from './deviceInventory.ts';

/** Sets kept of each kind of device; the ones not used for longest are forgotten. */
export const MAX_REMEMBERED_SETS = 16;

/** Where a choice is kept between calls. */
export interface DeviceMemory {
  load(): RememberedDevices;
  save(next: RememberedDevices): void;
}

/**
 * Names the set of devices of one kind that is plugged in, whatever their order.
 *
 * Sets are told apart by kind, so that a new camera does not make the choice of microphone
 * forgotten.
 */
export function deviceSetKey(kind: DeviceKind, devices: DeviceList): string {
  const ids = devices.options.map((option) => option.id).filter((id) => id !== SYSTEM_DEFAULT);
  return `${kind}:${fnv1a64(ids.toSorted().join('\n'))}`;
}

/** The device that was chosen while this set was plugged in. */
export function recallDevice(
  memory: RememberedDevices,
  kind: DeviceKind,
  setKey: string,
): string | null {
  return memory[setKey]?.[kind] ?? null;
}

/** Devices chosen while any set was plugged in, the most lately used first. */
export function recallEarlier(memory: RememberedDevices, kind: DeviceKind): readonly string[] {
  return setsOf(memory, kind).flatMap(([, set]) => set[kind] ?? []);
}

/** Notes a choice, and forgets the sets of this kind that were not used for longest. */
export function rememberDevice(
  memory: RememberedDevices,
  kind: DeviceKind,
  setKey: string,
  choice: { readonly device: string; readonly atMs: number },
): RememberedDevices {
  const next = { ...memory, [setKey]: { [kind]: choice.device, usedAtMs: choice.atMs } };
  const forgotten = new Set(
    setsOf(next, kind)
      .slice(MAX_REMEMBERED_SETS)
      .map(([key]) => key),
  );
  return Object.fromEntries(Object.entries(next).filter(([key]) => !forgotten.has(key)));
}

/** Notes that a set is plugged in again. @returns the same memory when nothing is kept of it. */
export function touchDeviceSet(
  memory: RememberedDevices,
  setKey: string,
  atMs: number,
): RememberedDevices {
  const set = memory[setKey];
  return set === undefined ? memory : { ...memory, [setKey]: { ...set, usedAtMs: atMs } };
}

function setsOf(memory: RememberedDevices, kind: DeviceKind) {
  return Object.entries(memory)
    .filter(([, set]) => set[kind] !== undefined)
    .toSorted(([, one], [, other]) => other.usedAtMs - one.usedAtMs);
}

/** FNV-1a, 64 bits, in hexadecimal: short and the same everywhere; nothing secret hangs on it. */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
