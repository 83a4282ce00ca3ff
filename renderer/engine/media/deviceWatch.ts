import type { Clock } from '../ports.ts';
import type { CaptureDevices } from './capturer.ts';
import type { KeptDevices } from './keptDevices.ts';
import { readInventory, UNKNOWN_INVENTORY, type DeviceInventory } from './deviceInventory.ts';

/** One plugged headset is two or three events; they are answered together. In milliseconds. */
const BURST_MS = 100;
/**
 * How often the list is read unasked, in milliseconds. On Linux, Chromium hears of USB devices from
 * udev but not of what only the sound server knows (Bluetooth, virtual devices): it finds these,
 * tells of them and ends the tracks of lost ones only when somebody lists the devices.
 */
const LOOK_MS = 2_000;

export interface DeviceWatch {
  /** Reads the list now, or once more when it is being read already. */
  look(): void;
}

/** Devices to watch; where the last list is kept, it is the first to be told. */
export type WatchedDevices = CaptureDevices & Partial<Pick<KeptDevices, 'keptDevices'>>;

/**
 * Keeps an eye on which devices are plugged in.
 *
 * @param options.onInventory - called with the first list, at once if that is known, and with each
 *   that differs from the one before.
 */
export function watchDevices(options: {
  readonly devices: WatchedDevices;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onInventory: (inventory: DeviceInventory) => void;
}): DeviceWatch {
  const { devices, clock, signal, onInventory } = options;
  let looking = false;
  let lookAgain = false;
  let burst = false;
  let told = '';
  let cancelNext: () => void = () => undefined;

  function look(): void {
    if (signal.aborted) return;
    if (looking) lookAgain = true;
    else void read();
  }

  async function read(): Promise<void> {
    cancelNext();
    looking = true;
    burst = false;
    do {
      lookAgain = false;
      try {
        const infos = await devices.enumerateDevices();
        if (signal.aborted) return;
        tell(infos);
      } catch {
        // What was known stands until the next look; devices can be opened without being known.
        if (told === '' && !signal.aborted) onInventory(UNKNOWN_INVENTORY);
      }
    } while (lookAgain && !signal.aborted);
    looking = false;
    if (!signal.aborted) cancelNext = clock.after(LOOK_MS, look);
  }

  function tell(infos: readonly MediaDeviceInfo[]): void {
    const list = JSON.stringify(infos);
    if (list === told) return;
    told = list;
    onInventory(readInventory(infos));
  }

  const onDeviceChange = (): void => {
    if (looking) return look();
    if (burst) return;
    burst = true;
    cancelNext();
    cancelNext = clock.after(BURST_MS, look);
  };
  devices.addEventListener('devicechange', onDeviceChange);
  signal.addEventListener(
    'abort',
    () => {
      devices.removeEventListener('devicechange', onDeviceChange);
      cancelNext();
    },
    { once: true },
  );
  const kept = devices.keptDevices?.() ?? null;
  if (kept === null) {
    look();
  } else {
    tell(kept);
    cancelNext = clock.after(LOOK_MS, look);
  }
  return { look };
}
