import type { DeviceNotice } from '../../../preload/contract/mediaSnapshot.ts';
import { DEVICE_KINDS, type DeviceKind } from '../../../preload/contract/settings.ts';
import type { RememberedDevices } from '../../../preload/contract/settings.ts';
import { chooseDevice } from './chooseDevice.ts';
import {
  SYSTEM_DEFAULT,
  UNKNOWN_INVENTORY,
  type DeviceInventory,
  type DeviceList,
} from './deviceInventory.ts';
import {
  deviceSetKey,
  recallDevice,
  recallEarlier,
  rememberDevice,
  touchDeviceSet,
} from './deviceMemory.ts';

/** Which devices there are, which are chosen, and what the person should be told of it. */
export interface DeviceChoices {
  readonly inventory: DeviceInventory;
  readonly chosen: Readonly<Record<DeviceKind, string | null>>;
  /** At most one of each kind, the latest. */
  readonly notices: readonly DeviceNotice[];
  /** Notices given so far, for their keys. */
  readonly noticeCount: number;
}

export const NO_CHOICES: DeviceChoices = {
  inventory: UNKNOWN_INVENTORY,
  chosen: { microphone: null, camera: null, speaker: null },
  notices: [],
  noticeCount: 0,
};

/**
 * Chooses anew after devices came or went.
 *
 * @param inUse - the kinds whose loss the person would notice; others change without a word.
 */
export function reconsider(
  before: DeviceChoices,
  inventory: DeviceInventory,
  memory: RememberedDevices,
  inUse: Readonly<Record<DeviceKind, boolean>>,
): DeviceChoices {
  let next: DeviceChoices = { ...before, inventory };
  for (const kind of DEVICE_KINDS) next = reconsiderKind(next, before, kind, memory, inUse[kind]);
  return next;
}

function reconsiderKind(
  next: DeviceChoices,
  before: DeviceChoices,
  kind: DeviceKind,
  memory: RememberedDevices,
  inUse: boolean,
): DeviceChoices {
  const devices = next.inventory[kind];
  const current = before.chosen[kind];
  const id = chooseDevice(devices, {
    remembered: recallDevice(memory, kind, deviceSetKey(kind, devices)),
    earlier: recallEarlier(memory, kind),
    current,
  });
  const chosen = { ...next.chosen, [kind]: id };
  const now = labelOf(devices, id);
  const lost = lostLabel(before.inventory[kind], devices, current);
  if (lost !== null && inUse) {
    const noticeCount = next.noticeCount + 1;
    const notice = { key: `${kind}:${noticeCount}`, kind, lost, now };
    return { ...next, chosen, noticeCount, notices: [...without(next.notices, kind), notice] };
  }
  // Back where it was before the loss: the notice says nothing true any more.
  const returned = next.notices.some((notice) => notice.kind === kind && notice.lost === now);
  return returned ? { ...next, chosen, notices: without(next.notices, kind) } : { ...next, chosen };
}

/** Takes the person's choice, if there is such a device. */
export function choose(before: DeviceChoices, kind: DeviceKind, id: string): DeviceChoices {
  if (!before.inventory[kind].options.some((option) => option.id === id)) return before;
  return {
    ...before,
    chosen: { ...before.chosen, [kind]: id },
    notices: without(before.notices, kind),
  };
}

export function dismiss(before: DeviceChoices, key: string): DeviceChoices {
  return { ...before, notices: before.notices.filter((notice) => notice.key !== key) };
}

/** Notes the chosen device of a kind for the set of devices that is plugged in. */
export function remember(
  choices: DeviceChoices,
  kind: DeviceKind,
  memory: RememberedDevices,
  nowMs: number,
): RememberedDevices {
  const device = choices.chosen[kind];
  if (device === null) return memory;
  const key = deviceSetKey(kind, choices.inventory[kind]);
  return rememberDevice(memory, kind, key, { device, atMs: Math.floor(nowMs) });
}

/**
 * Notes which sets of devices were plugged in anew.
 *
 * @returns the same memory when nothing is kept of them.
 */
export function rememberUse(
  before: DeviceInventory,
  now: DeviceInventory,
  memory: RememberedDevices,
  nowMs: number,
): RememberedDevices {
  let next = memory;
  for (const kind of DEVICE_KINDS) {
    const key = deviceSetKey(kind, now[kind]);
    if (key !== deviceSetKey(kind, before[kind]))
      next = touchDeviceSet(next, key, Math.floor(nowMs));
  }
  return next;
}

/**
 * The name of a chosen device that is there no more; null when nothing was lost.
 *
 * The system's default is lost only with the last device: until then the system itself goes over to
 * another. If there was a sole device, it was that one.
 */
function lostLabel(before: DeviceList, now: DeviceList, id: string | null): string | null {
  if (id === null || !now.known || now.options.some((option) => option.id === id)) return null;
  if (id !== SYSTEM_DEFAULT) return labelOf(before, id);
  if (now.options.length > 0) return null;
  const real = before.options.filter((option) => option.id !== SYSTEM_DEFAULT);
  return (real.length === 1 ? real[0]?.label : labelOf(before, id)) ?? null;
}

function labelOf(devices: DeviceList, id: string | null): string | null {
  return devices.options.find((option) => option.id === id)?.label ?? null;
}

function without(notices: readonly DeviceNotice[], kind: DeviceKind): readonly DeviceNotice[] {
  return notices.filter((notice) => notice.kind !== kind);
}
