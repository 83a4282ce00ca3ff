// Runs before anything is installed, on whatever Node the machine has (20 or newer): brings
// node_modules in line with the lockfile, then goes on in scripts/setUp/main.ts under the
// Node 24 that is one of the packages.
//
//   node scripts/setUp.mjs --for=packages|runtime|start|test [script.ts [arguments]]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import './endWithParent.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lockfile = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const wanted = createHash('sha256').update(lockfile).digest('hex');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.parley-lockfile');
const windows = process.platform === 'win32';
const node = path.join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

/** Whether node_modules holds what the lockfile says, by our stamp or by npm's own record. */
function packagesAreCurrent() {
  if (!existsSync(node)) return false;
  try {
    if (readFileSync(stamp, 'utf8') === wanted) return true;
  } catch {
    // No stamp: somebody ran npm by hand, so npm's record decides.
  }
  try {
    const record = JSON.parse(readFileSync(path.join(modules, '.package-lock.json'), 'utf8'));
    for (const [name, entry] of Object.entries(JSON.parse(lockfile).packages)) {
      if (name === '' || entry.optional || entry.devOptional || entry.peer) continue;
      if (record.packages[name]?.version !== entry.version) return false;
    }
  } catch {
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * Holds a lock of this checkout while `work` runs, so that two set-ups do not install at once.
 *
 * @param {() => void} work
 */
function withLock(work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = path.join(tmpdir(), `parley-install-${name}`);
  while (!takeLock(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @param {string} lock */
function takeLock(lock) {
  // Made whole beside it and renamed, so that a lock never exists without its owner's number.
  const mine = `${lock}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(path.join(mine, 'pid'), String(process.pid));
  try {
    renameSync(mine, lock);
    return true;
  } catch {
    rmSync(mine, { recursive: true, force: true });
  }
  try {
    process.kill(Number(readFileSync(path.join(lock, 'pid'), 'utf8')), 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH')
      rmSync(lock, { recursive: true, force: true });
  }
  return false;
}

function installPackages() {
  if (packagesAreCurrent()) return;
  process.stderr.write('parley: installing the npm packages of the lockfile\n');
  // npm ci rather than install: exactly the lockfile, or a failure.
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, wanted);
}

if (!packagesAreCurrent()) withLock(installPackages);

const child = spawn(node, [path.join(root, 'scripts/setUp/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
