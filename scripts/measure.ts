// measure.ts FILE [arguments]: runs a benchmark or a soak of tests/bench on the built app, with
// a screen and a network of its own.
import { existsSync } from 'node:fs';
import process from 'node:process';
import { isBuilt } from './freshness.ts';
import { isolated } from './isolation.ts';
import { run } from './run.ts';
import { say } from './setUp/say.ts';

const [file, ...args] = process.argv.slice(2);
if (file === undefined || !existsSync(file)) {
  say(`there is no ${file}`);
  process.exit(1);
}
if (!isBuilt()) await import('./build.ts');
process.exit(await run(isolated([process.execPath, file, ...args], { screen: true })));
