// npm run check, the gate: format, lint, types, unused code, unit tests. Runs all of them and
// names those that failed. `--without-tests` is for where `npm test` comes next.
import process from 'node:process';
import { run, tool } from './run.ts';

const steps: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['lockfile', [process.execPath, 'scripts/checkLockfile.ts']],
  ['format', tool('oxfmt/bin/oxfmt', '--check', '.')],
  ['lint', tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings')],
  ['types', tool('typescript/bin/tsc', '-b')],
  ['unused code', tool('knip/bin/knip.js')],
  ...(process.argv.includes('--without-tests')
    ? []
    : [['unit tests', tool('vitest/vitest.mjs', 'run', '--project', 'unit')] as const]),
];

const failed: string[] = [];
for (const [name, command] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  if ((await run(command)) !== 0) failed.push(name);
  process.stdout.write(`   ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
}
process.stdout.write(
  failed.length === 0 ? '\ncheck: all good\n' : `\ncheck failed: ${failed.join(', ')}\n`,
);
process.exit(failed.length === 0 ? 0 : 1);
