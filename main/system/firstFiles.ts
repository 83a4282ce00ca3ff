import { userInfo } from 'node:os';
import { Settings } from '../../preload/contract/settings.ts';
import { WindowState } from '../windows/windowBounds.ts';
import { JsonFile } from './jsonFile.ts';
import type { Log } from './log.ts';
import { defaultSettings } from './settingsStore.ts';

/** What is kept between two runs and needed for the first window: its theme, and where it was. */
export interface FirstFiles {
  readonly settings: JsonFile<typeof Settings>;
  readonly window: JsonFile<typeof WindowState>;
}

export function openFirstFiles(dir: string, log: Log): FirstFiles {
  const common = { dir, now: Date.now, log };
  return {
    settings: new JsonFile({
      ...common,
      name: 'settings',
      schema: Settings,
      fallback: () => defaultSettings(systemUserName()),
    }),
    window: new JsonFile({
      ...common,
      name: 'window',
      schema: WindowState,
      fallback: () => ({ bounds: null, maximized: false }),
    }),
  };
}

/** Empty where the system has no entry for the person. */
function systemUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
