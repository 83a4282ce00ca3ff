// npm run dev: the app with hot reload of the renderer, and a rebuilt server and main process.
import { createServer } from 'electron-vite';
import process from 'node:process';
import { buildServer } from './buildServer.ts';
import { root } from './setUp/places.ts';
import { electronMajor } from './targets.ts';

process.chdir(root);
process.env['ELECTRON_MAJOR_VER'] ??= electronMajor;
process.env['ELECTRON_EXEC_PATH'] = process.env['PARLEY_ELECTRON'];
process.env['ELECTRON_CLI_ARGS'] = JSON.stringify(process.argv.slice(2));
// Chromium refuses to start its sandbox as root.
if (process.platform === 'linux' && process.getuid?.() === 0) process.env['NO_SANDBOX'] = '1';

await buildServer({ watch: true });
await createServer({ build: { watch: {} } }, {});
