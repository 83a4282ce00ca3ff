import type { WindowApi } from '../../preload/contract/channels.ts';
import type { RememberedDevices } from '../../preload/contract/settings.ts';

/** Where the choice of devices is kept: in the settings that main holds. */
export function createRememberedDevices(
  api: WindowApi,
  initial: RememberedDevices,
  onFailure: (event: string, error: unknown) => void,
): { load(): RememberedDevices; save(next: RememberedDevices): void } {
  let current = initial;
  return {
    load: () => current,
    save(next) {
      current = next;
      api
        .invoke('settings:change', { devices: next })
        .catch((error: unknown) => onFailure('remember devices', error));
    },
  };
}
