import { writeFileSync } from 'atomically';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Log } from './log.ts';

/** Given to the app at login when it is to start without a window. */
const HIDDEN_ARGUMENT = '--hidden';
/** As the app's own desktop file, by which desktops know it. */
const FILE_NAME = 'org.parley.Parley.desktop';

type AutostartSettings = Pick<Settings, 'startAtLogin' | 'startHidden'>;

/** Has the app start when the person logs in, or not. */
export interface Autostart {
  /** The person has changed it. */
  apply(settings: AutostartSettings): void;
  /** The app has started, maybe from another place than before. What was taken away stays so. */
  refresh(settings: AutostartSettings): void;
}

/** The part of Electron's `app` that is used on macOS and Windows. */
export interface LoginItems {
  setLoginItemSettings(settings: { readonly openAtLogin: boolean; readonly args: string[] }): void;
}

/** By the list that macOS and Windows keep of what starts at login. */
export function loginItemAutostart(app: LoginItems): Autostart {
  return {
    apply({ startAtLogin, startHidden }) {
      const args = startHidden ? [HIDDEN_ARGUMENT] : [];
      app.setLoginItemSettings({ openAtLogin: startAtLogin, args });
    },
    refresh: () => undefined,
  };
}

export interface XdgAutostartParts {
  /** `autostart` in the folder of the person's settings. */
  readonly dir: string;
  /** What starts the app: the executable and what comes first after it. */
  readonly command: readonly [string, ...string[]];
  readonly log: Log;
}

/** By a file in a folder that Linux desktops look into at login. */
export function xdgAutostart({ dir, command, log }: XdgAutostartParts): Autostart {
  const file = path.join(dir, FILE_NAME);
  const apply = ({ startAtLogin, startHidden }: AutostartSettings): void => {
    try {
      if (!startAtLogin) return rmSync(file, { force: true });
      mkdirSync(dir, { recursive: true });
      writeFileSync(file, autostartFile(command, startHidden));
    } catch {
      log.error('autostart not changed');
    }
  };
  return {
    apply,
    refresh(settings) {
      if (existsSync(file)) apply(settings);
    },
  };
}

/**
 * Where Linux desktops look: the folder `autostart` in `XDG_CONFIG_HOME`, or else in `.config`.
 *
 * @param home - the person's folder.
 */
export function autostartDir(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const config = env['XDG_CONFIG_HOME'];
  // A relative path is to be ignored, says the specification.
  const isUsable = config !== undefined && path.isAbsolute(config);
  return path.join(isUsable ? config : path.join(home, '.config'), 'autostart');
}

/** The file's text, after the Desktop Entry Specification. */
export function autostartFile(
  command: readonly [string, ...string[]],
  startHidden: boolean,
): string {
  const [executable] = command;
  const exec = [...command, ...(startHidden ? [HIDDEN_ARGUMENT] : [])].map(quoted).join(' ');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Parley',
    'Comment=Audio and video calls',
    'Icon=parley',
    `Exec=${exec}`,
    // Where the app was removed, nothing is to be started.
    `TryExec=${escaped(executable)}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** One argument of an `Exec` key. */
function quoted(argument: string): string {
  const literal = argument.replaceAll('%', '%%');
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(literal)) return literal;
  return escaped(`"${literal.replaceAll(/["`$\\]/g, '\\$&')}"`);
}

/** A value of a key: there are no lines in it, and a backslash is written twice. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
