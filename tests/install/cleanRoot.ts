// A Debian with nothing of ours in it, in namespaces in which it is the whole system.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Debian 12, also where this machine is another. */
const SUITE = 'bookworm';
/** What a desktop has and the package does not depend on. */
const DESKTOP = [
  'dbus-x11',
  'fonts-dejavu-core',
  'iproute2',
  'libglib2.0-bin',
  'openbox',
  'wmctrl',
  'xdg-utils',
  'xvfb',
] as const;

/** Makes a folder the root of the file system, with what programs expect of a running system. */
const ENTER = `
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -p old
pivot_root . old
umount -l old
echo ready
exec sleep infinity
`;

export interface CommandResult {
  readonly status: number | null;
  /** Standard output and error. */
  readonly output: string;
}

export interface CleanRoot {
  /** Runs a shell script as root, with the network. */
  asRoot(script: string): CommandResult;
  /** Runs a shell script as an ordinary user, on the screen, with nothing but loopback. */
  asUser(script: string): CommandResult;
  /** Puts a file of this machine into `/tmp` there. @returns its path there. */
  give(file: string): string;
  /** Ends all that runs there, and removes it. */
  close(): void;
}

/**
 * Unpacks a fresh system and boots what a desktop needs: a session bus, a screen, a window manager.
 *
 * @param user - name of the ordinary user.
 */
export async function openCleanRoot(user: string): Promise<CleanRoot> {
  const root = mkdtempSync(path.join(tmpdir(), 'parley-root-'));
  run('tar', '-C', root, '-xf', packedRoot());
  // It is everybody's root folder there.
  chmodSync(root, 0o755);
  cpSync('/etc/resolv.conf', path.join(root, 'etc/resolv.conf'), { dereference: true });
  const holder = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', '--', 'sh', '-c', ENTER, 'sh', root],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve());
    holder.once('exit', () => reject(new Error('the clean system did not start')));
  });
  const [pid] = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').split(' ');
  const inside = (script: string, timeoutMs: number): CommandResult => {
    const { status, stdout, stderr } = spawnSync(
      'nsenter',
      ['--target', String(pid), '--mount', '--pid', '--root', '--', 'sh', '-c', `cd /\n${script}`],
      {
        encoding: 'utf8',
        timeout: timeoutMs,
        env: {
          PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
          LANG: 'C.UTF-8',
          DEBIAN_FRONTEND: 'noninteractive',
        },
        maxBuffer: 1 << 26,
      },
    );
    return { status, output: stdout + stderr };
  };
  const asRoot = (script: string): CommandResult => inside(script, 600_000);
  const close = (): void => {
    holder.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true });
  };
  const started = asRoot(desktopOf(user));
  if (started.status !== 0) {
    close();
    throw new Error(`no desktop in the clean system: ${started.output}`);
  }
  return {
    asRoot,
    asUser: (script) =>
      inside(
        `nsenter --net=/run/desk-net su ${user} -c '. /run/desk-env; ${script.replaceAll("'", `'\\''`)}'`,
        120_000,
      ),
    give(file) {
      const name = path.basename(file);
      cpSync(file, path.join(root, 'var/tmp', name));
      return `/var/tmp/${name}`;
    },
    close,
  };
}

/** A user, a network with nothing but loopback, a screen and a session bus. */
function desktopOf(user: string): string {
  return `
set -e
useradd --create-home --shell /bin/bash ${user}
touch /run/desk-net
unshare --net=/run/desk-net ip link set lo up
nsenter --net=/run/desk-net setsid Xvfb :9 -screen 0 1280x800x24 -ac >/dev/null 2>&1 &
for n in $(seq 100); do [ -S /tmp/.X11-unix/X9 ] && break; sleep 0.1; done
su ${user} -c 'dbus-launch --sh-syntax' > /run/desk-env
echo 'export DISPLAY=:9 HOME=/home/${user} LANG=C.UTF-8; cd' >> /run/desk-env
nsenter --net=/run/desk-net su ${user} -c '. /run/desk-env; setsid openbox >/dev/null 2>&1 &'
`;
}

/** A fresh system, made once and kept packed: it is the same for every run. */
function packedRoot(): string {
  const cache = path.join(
    process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
    'parley',
  );
  const packed = path.join(cache, `${SUITE}-${DESKTOP.length}.tar`);
  if (existsSync(packed)) return packed;
  mkdirSync(cache, { recursive: true });
  const root = mkdtempSync(path.join(tmpdir(), 'parley-debian-'));
  try {
    run('debootstrap', '--variant=minbase', `--include=${DESKTOP.join(',')}`, SUITE, root);
    run('tar', '-C', root, '-cf', `${packed}.part`, '.');
    renameSync(`${packed}.part`, packed);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return packed;
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 2, 2] });
}
