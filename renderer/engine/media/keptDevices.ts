import type { Clock } from '../ports.ts';
import type { CaptureDevices } from './capturer.ts';

/**
 * So long a list is taken for what there is without another look: longer than a call rings. An old one
 * would tell of devices as lost that were unplugged hours ago. In milliseconds.
 */
const FRESH_MS = 60_000;

export interface KeptDevices extends CaptureDevices {
  /** The last list that was read, while it is fresh and nothing has been plugged since. */
  keptDevices(): readonly MediaDeviceInfo[] | null;
}

/**
 * Devices whose list outlives whoever has read it: to read it takes up to 200 ms, which nobody is to
 * wait for who has just said yes to a call.
 */
export function keepDeviceList(
  devices: CaptureDevices,
  clock: Clock,
  signal: AbortSignal,
): KeptDevices {
  let kept: { readonly infos: readonly MediaDeviceInfo[]; readonly atMs: number } | null = null;
  let changes = 0;
  let isListening = false;
  const onDeviceChange = (): void => {
    changes += 1;
    kept = null;
  };
  /** Not before a list is read: whoever listens has Chromium start what it needs for sound. */
  const listen = (): void => {
    if (isListening || signal.aborted) return;
    isListening = true;
    devices.addEventListener('devicechange', onDeviceChange);
    signal.addEventListener(
      'abort',
      () => devices.removeEventListener('devicechange', onDeviceChange),
      { once: true },
    );
  };
  return {
    getUserMedia: (constraints) => devices.getUserMedia(constraints),
    addEventListener: devices.addEventListener.bind(devices),
    removeEventListener: devices.removeEventListener.bind(devices),
    async enumerateDevices() {
      listen();
      const before = changes;
      const infos = await devices.enumerateDevices();
      if (before === changes) kept = { infos, atMs: clock.now() };
      return infos;
    },
    keptDevices: () => (kept !== null && clock.now() - kept.atMs < FRESH_MS ? kept.infos : null),
  };
}
