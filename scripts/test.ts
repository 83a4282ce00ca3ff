// npm test: every suite one after the other; `test.ts SUITE [arguments]` runs one of them. The
// last line counts the tests of all.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { isBuilt } from './freshness.ts';
import { isolated } from './isolation.ts';
import { run, tool } from './run.ts';
import { countPlaywright, countVitest, NOTHING, plus, type Counts } from './testCounts.ts';

const SUITES = ['unit', 'integration', 'browser', 'e2e'] as const;
type Suite = (typeof SUITES)[number];

const [asked, ...args] = process.argv.slice(2);
const suites = SUITES.filter((suite) => asked === undefined || suite === asked);
if (suites.length === 0) throw new Error(`no such suite: ${asked}; there are ${SUITES.join(', ')}`);

const reports = mkdtempSync(path.join(tmpdir(), 'parley-test-'));
let total = NOTHING;
let failed: Suite[] = [];
try {
  for (const suite of suites) {
    process.stdout.write(`\n== ${suite}\n`);
    const report = path.join(reports, `${suite}.json`);
    const status = suite === 'e2e' ? await runE2e(report) : await runVitest(suite, report);
    if (status !== 0) failed = [...failed, suite];
    if (existsSync(report)) total = plus(total, count(suite, report));
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}
if (failed.length > 0) process.stdout.write(`\nfailed: ${failed.join(', ')}\n`);
const { passed, failed: broken, skipped } = total;
process.stdout.write(
  `\n${passed} passed, ${broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exit(failed.length > 0 ? 1 : 0);

async function runVitest(suite: Exclude<Suite, 'e2e'>, report: string): Promise<number> {
  const vitest = tool(
    'vitest/vitest.mjs',
    'run',
    '--project',
    suite,
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  return await run(suite === 'browser' ? isolated(vitest, { screen: false }) : vitest);
}

async function runE2e(report: string): Promise<number> {
  if (!isBuilt()) await import('./build.ts');
  const playwright = tool(
    '@playwright/test/cli.js',
    'test',
    '--pass-with-no-tests',
    '--reporter=list,json',
    ...args,
  );
  return await run(isolated(playwright, { screen: true }), {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
}

function count(suite: Suite, report: string): Counts {
  const json: unknown = JSON.parse(readFileSync(report, 'utf8'));
  return suite === 'e2e' ? countPlaywright(json) : countVitest(json);
}
