// npm start: builds what is out of date and starts the app. `npm start -- ARGUMENTS` reach it.
import process from 'node:process';
import { isBuilt } from './freshness.ts';
import { run } from './run.ts';
import { root } from './setUp/places.ts';

const electron = process.env['PARLEY_ELECTRON'];
if (electron === undefined) throw new Error('PARLEY_ELECTRON is not set: use npm start');
if (!isBuilt()) await import('./build.ts');

// Our own arguments come last: before the folder a link would be taken for the app to start.
process.exit(await run([electron, ...sandboxSwitch(), root, ...process.argv.slice(2)]));

/** Chromium refuses to start its sandbox as root. */
function sandboxSwitch(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
