// The programs and libraries of the system that the app and its tests need. On Debian and Ubuntu
// as root they are installed; elsewhere the command that would do it is printed.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { say } from './say.ts';

/** Shared libraries that Electron loads, with the packages that hold them on new and old systems. */
const APP_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnss3.so': ['libnss3'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libgbm.so.1': ['libgbm1'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libnotify.so.4': ['libnotify4'],
  'libsecret-1.so.0': ['libsecret-1-0'],
  'libXtst.so.6': ['libxtst6'],
  'libXss.so.1': ['libxss1'],
};

const TEST_PROGRAMS: Readonly<Record<string, string>> = {
  Xvfb: 'xvfb',
  xauth: 'xauth',
  openbox: 'openbox',
  picom: 'picom',
  xclock: 'x11-apps',
  xprop: 'x11-utils',
  xterm: 'xterm',
  convert: 'imagemagick',
  xdotool: 'xdotool',
  wmctrl: 'wmctrl',
  pulseaudio: 'pulseaudio',
  pactl: 'pulseaudio-utils',
  'dbus-daemon': 'dbus-daemon',
  'dbus-launch': 'dbus-x11',
  'dbus-send': 'dbus-bin',
  chromium: 'chromium',
  sox: 'sox',
  tesseract: 'tesseract-ocr',
  ip: 'iproute2',
  unshare: 'util-linux',
  'xdg-open': 'xdg-utils',
  'fc-list': 'fontconfig',
};

/** What is looked for as a file, because it has neither a program nor a library of its own. */
const TEST_FILES: Readonly<Record<string, string>> = {
  '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf': 'fonts-dejavu-core',
};

/** Installs, or asks for, what is missing; only warns, because a missing piece may not be needed. */
export function ensureSystemPackages(purpose: 'app' | 'test'): void {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(purpose);
  if (missing.length === 0) return;
  const names = missing.map((candidates) => candidates.at(-1)).join(' ');
  if (!isExecutable('apt-get')) {
    say(`these packages (by their Debian names) seem to be missing: ${names}`);
  } else if (process.getuid?.() !== 0) {
    say(`some system packages are missing; install them with: sudo apt-get install ${names}`);
  } else {
    install(missing);
  }
}

function missingPackages(purpose: 'app' | 'test'): (readonly string[])[] {
  const missing: (readonly string[])[] = [];
  const libraries = loadableLibraries();
  for (const [library, candidates] of Object.entries(APP_LIBRARIES)) {
    if (!libraries.includes(`\t${library} `)) missing.push(candidates);
  }
  if (purpose === 'app') return missing;
  for (const [program, name] of Object.entries(TEST_PROGRAMS)) {
    const given = program === 'chromium' && process.env['PARLEY_CHROMIUM'];
    if (!given && !isExecutable(program)) missing.push([name]);
  }
  for (const [file, name] of Object.entries(TEST_FILES)) {
    if (!isReadable(file, constants.R_OK)) missing.push([name]);
  }
  return missing;
}

function loadableLibraries(): string {
  const { stdout } = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
  });
  return stdout ?? '';
}

function isExecutable(program: string): boolean {
  const dirs = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];
  return dirs.some((dir) => isReadable(path.join(dir, program), constants.X_OK));
}

function isReadable(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

function install(missing: readonly (readonly string[])[]): void {
  const apt = (...args: readonly string[]): void => {
    execFileSync('apt-get', ['-q', ...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  let names = choose(missing);
  if (names.includes(undefined)) {
    apt('update');
    names = choose(missing);
  }
  const unknown = missing.filter((_, index) => names[index] === undefined);
  if (unknown.length > 0) say(`apt does not know: ${unknown.join(' ')}`);
  const known = [...new Set(names.filter((name) => name !== undefined))];
  say(`installing system packages: ${known.join(' ')}`);
  apt('install', '-y', '--no-install-recommends', ...known);
}

/** The first candidate of each that apt has in its lists. */
function choose(missing: readonly (readonly string[])[]): (string | undefined)[] {
  const { stdout } = spawnSync('apt-cache', ['policy', ...missing.flat()], { encoding: 'utf8' });
  const available = new Set<string>();
  for (const block of (stdout ?? '').split(/\n(?=\S)/)) {
    const name = block.split(':', 1)[0];
    if (name && /Candidate: (?!\(none\))/.test(block)) available.add(name);
  }
  return missing.map((candidates) => candidates.find((name) => available.has(name)));
}
