// npm run test:install [DEB]: installs the package on a clean Debian, uses it as an ordinary user,
// upgrades it, and removes it. Takes root on Debian, debootstrap, and Debian's packages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { openCleanRoot, type CleanRoot, type CommandResult } from './cleanRoot.ts';

const USER = 'ada';
const SETTINGS = `/home/${USER}/.config/Parley/settings.json`;
/** As the first release wrote them. */
const OLDER_SETTINGS = {
  displayName: 'Countess',
  language: 'uk',
  theme: 'dark',
  server: null,
  shortcuts: true,
  devices: {},
  trustedServers: [],
};
const DESKTOP_FILE = '/usr/share/applications/org.parley.Parley.desktop';

const deb = path.resolve(process.argv[2] ?? newestDeb());
const work = mkdtempSync(path.join(tmpdir(), 'parley-install-'));
const root = await openCleanRoot(USER);
try {
  const older = root.give(olderVersionOf(deb));
  const current = root.give(deb);

  await step('installs an older version with nothing but its dependencies', () => {
    good(
      root.asRoot(`apt-get update -q && apt-get install -y -q --no-install-recommends ${older}`),
    );
    assert.match(good(root.asRoot('dpkg -s parley')), /Status: install ok installed/);
  });

  await step('registers its desktop file, icons and link scheme', () => {
    const entry = good(root.asRoot(`cat ${DESKTOP_FILE}`));
    assert.match(entry, /^MimeType=.*x-scheme-handler\/parley;/m);
    assert.match(entry, /^Exec=\/opt\/Parley\/parley %U$/m);
    const scheme = root.asUser('xdg-mime query default x-scheme-handler/parley');
    assert.equal(good(scheme).trim(), 'org.parley.Parley.desktop');
    good(root.asRoot('test -f /usr/share/icons/hicolor/256x256/apps/parley.png'));
  });

  await step('starts from its desktop file as an ordinary user, in its sandbox', async () => {
    good(root.asUser(`gio launch ${DESKTOP_FILE}`));
    await window(root, /Parley/);
    const processes = processesOf(root);
    assert.ok(processes.length > 3, 'the app has its helper processes');
    for (const line of processes) assert.doesNotMatch(line, /no-sandbox/);
    // 2: system calls are filtered (man 5 proc).
    const pages = "pgrep -u ada -f -- '--type=renderer'";
    const filters = good(
      root.asRoot(`for p in $(${pages}); do grep ^Seccomp: /proc/$p/status; done`),
    );
    assert.match(filters, /^(Seccomp:\t2\n)+$/);
  });

  await step('hands a link to the running app', async () => {
    good(root.asUser('xdg-open parley://join/harbour'));
    await window(root, /harbour/);
    // As programs of GNOME and XFCE do it, by the cache of what opens what.
    good(root.asUser('gio open parley://join/lighthouse'));
    await window(root, /lighthouse/);
    assert.equal(browserProcesses(root).length, 1);
  });

  await step('ends when it is told to', async () => {
    good(root.asRoot(`kill ${browserProcesses(root).join(' ')}`));
    await until('no process is left', () => processesOf(root).length === 0);
  });

  await step('keeps the settings over an upgrade', async () => {
    const settings = JSON.stringify(OLDER_SETTINGS);
    good(root.asUser(`mkdir -p ${path.dirname(SETTINGS)} && echo '${settings}' > ${SETTINGS}`));
    good(root.asRoot(`apt-get install -y -q --no-install-recommends ${current}`));
    good(root.asUser('setsid /usr/bin/parley parley://join/harbour >/dev/null 2>&1 &'));
    await window(root, /harbour/);
    const after = good(root.asRoot(`cat ${SETTINGS}; ls ${path.dirname(SETTINGS)}`));
    assert.match(after, /Countess/);
    // A file that could not be read would have been set aside.
    assert.doesNotMatch(after, /settings\.[^j]/);
    good(root.asRoot(`kill ${browserProcesses(root).join(' ')}`));
    await until('no process is left', () => processesOf(root).length === 0);
  });

  await step('is removed without a trace outside of the home', () => {
    good(root.asRoot('apt-get purge -y -q parley'));
    const left = root.asRoot(
      'find / -xdev \\( -path /proc -o -path /home -o -path /var/tmp -o -path /var/cache -o -path /var/log -o -path /var/lib/apt \\) -prune -o -iname "*parley*" -print',
    );
    assert.equal(good(left).trim(), '');
    assert.match(good(root.asRoot(`cat ${SETTINGS}`)), /Countess/);
  });
  process.stdout.write('the package installs, runs, upgrades and goes\n');
} finally {
  root.close();
  rmSync(work, { recursive: true, force: true });
}

async function step(name: string, run: () => void | Promise<void>): Promise<void> {
  process.stdout.write(`${name} … `);
  await run();
  process.stdout.write('good\n');
}

/** @returns what it wrote. @throws when it failed. */
function good({ status, output }: CommandResult): string {
  assert.equal(status, 0, output.slice(-2_000));
  return output;
}

function processesOf({ asRoot }: CleanRoot): readonly string[] {
  const { output } = asRoot('pgrep -a -u ada -f /opt/Parley/parley');
  return output.split('\n').filter((line) => line !== '');
}

/** Ids of the processes that are not helpers of another. */
function browserProcesses(inside: CleanRoot): readonly string[] {
  return processesOf(inside)
    .filter((line) => /^\d+ \/opt\/Parley\/parley(?! .*--type=)/.test(line))
    .map((line) => line.split(' ')[0] ?? '');
}

async function window(inside: CleanRoot, title: RegExp): Promise<void> {
  await until(`a window ${String(title)}`, () => title.test(inside.asUser('wmctrl -l').output));
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.fail(what);
}

function newestDeb(): string {
  const folder = path.join(import.meta.dirname, '../../release');
  const name = readdirSync(folder).find((file) => file.endsWith('.deb'));
  if (name === undefined) throw new Error('no package: npm run dist makes it');
  return path.join(folder, name);
}

/** The same package with a lower version number. */
function olderVersionOf(file: string): string {
  const tree = path.join(work, 'tree');
  execFileSync('dpkg-deb', ['-R', file, tree]);
  const control = path.join(tree, 'DEBIAN/control');
  const text = readFileSync(control, 'utf8');
  writeFileSync(control, text.replace(/^Version: .*$/m, 'Version: 0.0.1'));
  const older = path.join(work, 'parley-older.deb');
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, older]);
  rmSync(tree, { recursive: true });
  return older;
}
