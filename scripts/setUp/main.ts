// The second half of the set-up: what `--for` names, then the script that follows, if any.
import process from 'node:process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureElectron } from './electronRuntime.ts';
import { say } from './say.ts';
import { ensureSystemPackages } from './systemPackages.ts';

const PURPOSES = ['packages', 'runtime', 'start', 'test'] as const;

const [flag, script, ...rest] = process.argv.slice(2);
const purpose = PURPOSES.find((name) => flag === `--for=${name}`);
if (purpose === undefined) {
  say(`usage: setUp.mjs --for=${PURPOSES.join('|')} [script [arguments]]`);
  process.exit(2);
}
if (purpose !== 'packages') {
  ensureSystemPackages(purpose === 'test' ? 'test' : 'app');
  process.env['PARLEY_ELECTRON'] ||= await ensureElectron();
}

if (script === undefined) {
  if (purpose !== 'packages') process.stdout.write(`${process.env['PARLEY_ELECTRON']}\n`);
} else {
  const file = path.resolve(script);
  process.argv.splice(1, process.argv.length - 1, file, ...rest);
  await import(pathToFileURL(file).href);
}
