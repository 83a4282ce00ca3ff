import {
  DEFAULT_GLOBAL_SHORTCUTS,
  type ServerUrl,
  type Settings,
  type SettingsPatch,
} from '../../preload/contract/settings.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { JsonFile } from './jsonFile.ts';

/** Servers agreed to that are remembered, as the schema allows. */
const MAX_TRUSTED_SERVERS = 64;

/** @param systemUser - the name that the system has for the person, as it is. */
export function defaultSettings(systemUser: string): Settings {
  return {
    displayName: defaultDisplayName(systemUser),
    language: 'system',
    theme: 'system',
    server: null,
    shortcuts: true,
    devices: {},
    trustedServers: [],
    status: 'available',
    keepInTray: true,
    startAtLogin: false,
    startHidden: true,
    globalShortcuts: DEFAULT_GLOBAL_SHORTCUTS,
    secondRingSpeaker: null,
    welcomed: false,
  };
}

/** The system's user name with a capital first letter; `Guest` when it is no name for people. */
export function defaultDisplayName(systemUser: string): DisplayName {
  const [first = '', ...rest] = systemUser.trim();
  const parsed = DisplayName.safeParse(first.toLocaleUpperCase() + rest.join(''));
  return parsed.success ? parsed.data : DisplayName.parse('Guest');
}

/** The person's settings, and whom to tell when they change. */
export class SettingsStore {
  readonly #file: JsonFile<typeof Settings>;
  readonly #changed: (settings: Settings) => void;

  constructor(file: JsonFile<typeof Settings>, changed: (settings: Settings) => void) {
    this.#file = file;
    this.#changed = changed;
  }

  get current(): Settings {
    return this.#file.value;
  }

  /**
   * Changes what a window may change. Servers are trusted by answering the question about a link
   * ({@link trust}); here they can only be taken from the list.
   */
  change(patch: SettingsPatch): Settings {
    const before = this.current;
    const { trustedServers = before.trustedServers, ...rest } = patch;
    return this.#write({
      ...before,
      // A key that is there without a value would take the setting away.
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      trustedServers: before.trustedServers.filter((server) => trustedServers.includes(server)),
    });
  }

  /** Whether the person has agreed to a server. */
  isTrusted(server: ServerUrl): boolean {
    return this.current.trustedServers.includes(server);
  }

  /** The person has agreed to a server. The oldest is forgotten when there are too many. */
  trust(server: ServerUrl): void {
    if (this.isTrusted(server)) return;
    const before = this.current;
    const trustedServers = [...before.trustedServers, server].slice(-MAX_TRUSTED_SERVERS);
    this.#write({ ...before, trustedServers });
  }

  #write(settings: Settings): Settings {
    this.#file.write(settings);
    this.#changed(settings);
    return settings;
  }
}
