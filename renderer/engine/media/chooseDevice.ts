import type { DeviceOption } from '../../../preload/contract/mediaSnapshot.ts';
import { SYSTEM_DEFAULT, type DeviceList } from './deviceInventory.ts';

/** What speaks for one device or another, strongest first. */
export interface DevicePreferences {
  /** Chosen by the person while exactly this set of devices was there. */
  readonly remembered: string | null;
  /** Chosen by the person while another set was there, latest first. */
  readonly earlier: readonly string[];
  /** The one in use. */
  readonly current: string | null;
}

/**
 * Decides which device of a kind to use when the person has not just said so.
 *
 * A person's choice comes first; then the system's default where it is a device that we can name
 * (so that a headset that the system turns to is followed); then the one in use; then the rest. An
 * infrared camera, which laptops have for signing in, is taken last.
 *
 * @returns null when there is none, or none that may be known yet.
 */
export function chooseDevice(devices: DeviceList, preferences: DevicePreferences): string | null {
  const { options, systemDefault } = devices;
  const there = (id: string | null): id is string => options.some((option) => option.id === id);
  const chosen = [preferences.remembered, ...preferences.earlier].find(there);
  if (chosen !== undefined) return chosen;
  if (systemDefault !== SYSTEM_DEFAULT && there(systemDefault)) return systemDefault;
  if (there(preferences.current)) return preferences.current;
  if (there(systemDefault)) return systemDefault;
  return (options.find((option) => !isInfrared(option)) ?? options[0])?.id ?? null;
}

function isInfrared(option: DeviceOption): boolean {
  return /\b(IR|infrared)\b/i.test(option.label);
}
