// npm run build: the app by electron-vite and the signaling server beside it. Needs nothing but
// the npm packages, and neither starts nor looks at Electron.
import { build as buildApp } from 'electron-vite';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { builtStamp } from './freshness.ts';
import { buildServer } from './buildServer.ts';
import { root } from './setUp/places.ts';
import { electronMajor } from './targets.ts';

process.env['ELECTRON_MAJOR_VER'] ??= electronMajor;
process.chdir(root);

const started = performance.now();
rmSync(builtStamp, { force: true });
await buildApp({ logLevel: 'warn' });
await buildServer();
writeFileSync(builtStamp, '');
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
process.stderr.write(
  `parley: built ${path.relative(root, path.dirname(builtStamp))}/ in ${seconds} s\n`,
);
