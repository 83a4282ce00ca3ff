import type { AppSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import type { DeviceOption } from '../../preload/contract/mediaSnapshot.ts';

/** How long "Copied" stands. */
const COPIED_MS = 4_000;

export interface SettingsLookParts {
  readonly api: Pick<WindowApi, 'invoke' | 'on'>;
  listSpeakers(): Promise<readonly DeviceOption[]>;
  readonly show: (
    found: Partial<
      Pick<AppSnapshot, 'globalShortcuts' | 'hasTray' | 'ringSpeakers' | 'ownAddress'>
    >,
  ) => void;
  problem(event: string, error: unknown): void;
}

/** What the settings show and is only known by asking. */
export class SettingsLook {
  readonly #parts: SettingsLookParts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SettingsLookParts) {
    this.#parts = parts;
    const { api, show } = parts;
    api.on('shortcuts:changed', (globalShortcuts) => show({ globalShortcuts }));
    api.on('tray:changed', ({ isThere }) => show({ hasTray: isThere }));
  }

  look(): void {
    const { api, problem, show } = this.#parts;
    api.invoke('shortcuts:state', undefined).then(
      (globalShortcuts) => show({ globalShortcuts }),
      (error: unknown) => problem('shortcuts state', error),
    );
    api.invoke('tray:state', undefined).then(
      ({ isThere }) => show({ hasTray: isThere }),
      (error: unknown) => problem('tray state', error),
    );
    this.#parts.listSpeakers().then(
      (ringSpeakers) => show({ ringSpeakers }),
      (error: unknown) => problem('list speakers', error),
    );
    void this.#showAddress();
  }

  /** Opens this computer's server to others, and copies its address. */
  async copyAddress(): Promise<void> {
    const { api, problem, show } = this.#parts;
    const copied = await api.invoke('server:copy-address', undefined).catch((error: unknown) => {
      problem('copy address', error);
      return { ok: false } as const;
    });
    clearTimeout(this.#timer);
    if (!copied.ok) return show({ ownAddress: { address: null, copied: false, failed: true } });
    const { address } = copied.value;
    show({ ownAddress: { address, copied: true, failed: false } });
    const over = { address, copied: false, failed: false };
    this.#timer = setTimeout(() => show({ ownAddress: over }), COPIED_MS);
  }

  async #showAddress(): Promise<void> {
    const { api, problem, show } = this.#parts;
    const address = await api.invoke('server:address', undefined).catch((error: unknown) => {
      problem('own address', error);
      return null;
    });
    clearTimeout(this.#timer);
    show({ ownAddress: { address, copied: false, failed: false } });
  }
}
