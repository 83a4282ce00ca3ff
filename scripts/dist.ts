// npm run dist: packages for this system in release/; arguments go to electron-builder.
//
// With the fallback runtime (see setUp/fallbackRuntime.ts) what can be built without any download
// is built: a folder, a tar.gz and a deb, for testing, not for release.
import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run, tool } from './run.ts';
import { officialExecutable } from './setUp/electronRuntime.ts';
import { FALLBACK_VERSION } from './setUp/fallbackRuntime.ts';
import { root } from './setUp/places.ts';
import { say } from './setUp/say.ts';
import { path7za } from '7zip-bin';

const electron = process.env['PARLEY_ELECTRON'];
if (electron === undefined) throw new Error('PARLEY_ELECTRON is not set: use npm run dist');

await import('./build.ts');

const args = process.argv.slice(2);
const builder = tool('electron-builder/cli.js', '--publish', 'never');
if (electron === officialExecutable()) {
  process.exit(await run([...builder, ...args]));
}

const appImageTools = process.env['APPIMAGE_TOOLS_PATH'];
const canAppImage = appImageTools !== undefined && existsSync(appImageTools);
if (!canAppImage) say('no AppImage: its tools are a download; APPIMAGE_TOOLS_PATH can name them');
say(`packaging Electron ${FALLBACK_VERSION}: test artefacts, not for release`);
// The package carries it without its executable bit.
chmodSync(path7za, 0o755);
const targets = ['dir', 'tar.gz', 'deb', ...(canAppImage ? ['AppImage'] : [])];
process.exit(
  await run(
    [
      ...builder,
      '--linux',
      ...targets,
      `--config.electronDist=${path.dirname(electron)}`,
      `--config.electronVersion=${FALLBACK_VERSION}`,
      ...args,
    ],
    {
      ...process.env,
      // The tools that electron-builder would download.
      ELECTRON_BUILDER_7ZIP_PATH: path7za,
      CUSTOM_FPM_PATH: path.join(root, 'scripts/dist/fpm.ts'),
      // Speed over size.
      ELECTRON_BUILDER_COMPRESSION_LEVEL: process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ?? '1',
    },
  ),
);
