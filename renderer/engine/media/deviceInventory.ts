import type { DeviceOption } from '../../../preload/contract/mediaSnapshot.ts';
import type { DeviceKind } from '../../../preload/contract/settings.ts';

/** What is read of a `MediaDeviceInfo`. */
export type DeviceInfo = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label' | 'groupId'>;

/** Chromium's entry for whatever device the system has as its default. */
export const SYSTEM_DEFAULT = 'default';
/** The same for calls, on Windows. */
const SYSTEM_COMMUNICATIONS = 'communications';

/** The devices of one kind. */
export interface DeviceList {
  /** False while the page may not know the devices: they have no ids before the first permission. */
  readonly known: boolean;
  /** Every device once, in the system's order. */
  readonly options: readonly DeviceOption[];
  /**
   * The option that is the system's default: a real device, or {@link SYSTEM_DEFAULT} where only
   * the system knows which it is. Null for cameras and for no device.
   */
  readonly systemDefault: string | null;
  /** Ids under which options can be met besides their own, as in a track's settings. */
  readonly aliases: ReadonlyMap<string, string>;
}

export type DeviceInventory = Readonly<Record<DeviceKind, DeviceList>>;

export const UNKNOWN_DEVICES: DeviceList = {
  known: false,
  options: [],
  systemDefault: null,
  aliases: new Map(),
};

export const UNKNOWN_INVENTORY: DeviceInventory = {
  microphone: UNKNOWN_DEVICES,
  camera: UNKNOWN_DEVICES,
  speaker: UNKNOWN_DEVICES,
};

/** Sorts what `enumerateDevices` gave into what a person can choose among. */
export function readInventory(infos: readonly DeviceInfo[]): DeviceInventory {
  const ofKind = (kind: MediaDeviceKind): DeviceList =>
    readDevices(infos.filter((info) => info.kind === kind));
  return {
    microphone: ofKind('audioinput'),
    camera: ofKind('videoinput'),
    speaker: ofKind('audiooutput'),
  };
}

/** The id of the option that a track's or an entry's device id stands for. */
export function optionId(devices: DeviceList, deviceId: string): string {
  return devices.aliases.get(deviceId) ?? deviceId;
}

function readDevices(infos: readonly DeviceInfo[]): DeviceList {
  if (infos.some((info) => info.deviceId === '')) return UNKNOWN_DEVICES;
  const real = infos.filter((info) => !isAlias(info));
  const aliases = new Map<string, string>();
  const listed = [...real];
  for (const info of infos.filter(isAlias)) {
    const twin = twinOf(info, real);
    if (twin !== null) aliases.set(info.deviceId, twin.deviceId);
    else if (info.deviceId === SYSTEM_DEFAULT && real.length > 0) listed.unshift(info);
  }
  const standsForDefault = aliases.get(SYSTEM_DEFAULT);
  const namesDefault = listed.some((info) => info.deviceId === SYSTEM_DEFAULT);
  return {
    known: true,
    options: named(listed),
    systemDefault: standsForDefault ?? (namesDefault ? SYSTEM_DEFAULT : null),
    aliases,
  };
}

function isAlias(info: DeviceInfo): boolean {
  return info.deviceId === SYSTEM_DEFAULT || info.deviceId === SYSTEM_COMMUNICATIONS;
}

/**
 * The real device that an alias is another name of.
 *
 * On Windows and macOS both have the same group and the alias is called "Default - NAME". On Linux
 * neither holds, and only a sole device is known to be the default.
 */
function twinOf(alias: DeviceInfo, real: readonly DeviceInfo[]): DeviceInfo | null {
  const sameName = real.filter((info) => info.label !== '' && alias.label.endsWith(info.label));
  const sameGroup = real.filter((info) => info.groupId !== '' && info.groupId === alias.groupId);
  const both = sameName.filter((info) => sameGroup.includes(info));
  for (const candidates of [both, sameGroup, sameName, real]) {
    if (candidates.length === 1) return candidates[0] ?? null;
  }
  return null;
}

/** Labels without the USB ids that Chromium appends to cameras; equal ones are numbered. */
function named(infos: readonly DeviceInfo[]): readonly DeviceOption[] {
  const seen = new Map<string, number>();
  return infos.map((info) => {
    const label = info.label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/, '');
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return {
      id: info.deviceId,
      label: count === 1 || label === '' ? label : `${label} (${count})`,
    };
  });
}
