import type { AppSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';

export interface SettingsLookParts {
  readonly api: WindowApi;
  /** What calls could ring on. */
  listSpeakers(): Promise<AppSnapshot['ringSpeakers']>;
  problem(event: string, error: unknown): void;
}

/** What only the settings show. @param learned - called with each answer. */
export function lookAtSettings(
  { api, listSpeakers, problem }: SettingsLookParts,
  learned: (known: Partial<AppSnapshot>) => void,
): void {
  api.invoke('shortcuts:state', undefined).then(
    (globalShortcuts) => learned({ globalShortcuts }),
    (error: unknown) => problem('shortcuts state', error),
  );
  api.invoke('tray:state', undefined).then(
    ({ isThere }) => learned({ hasTray: isThere }),
    (error: unknown) => problem('tray state', error),
  );
  listSpeakers().then(
    (ringSpeakers) => learned({ ringSpeakers }),
    (error: unknown) => problem('list speakers', error),
  );
}
