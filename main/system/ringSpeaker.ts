import type { RememberedDevices } from '../../preload/contract/settings.ts';

/**
 * The speaker that was chosen last: which devices are plugged in, main does not know. Where it is
 * gone, the page rings on the system's default.
 *
 * @returns an id as device lists have it; empty: the system's default.
 */
export function ringSpeaker(devices: RememberedDevices): string {
  const [last] = Object.values(devices)
    .filter(({ speaker }) => speaker !== undefined)
    .toSorted((a, b) => b.usedAtMs - a.usedAtMs);
  return last?.speaker ?? '';
}
