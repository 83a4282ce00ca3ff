#!/usr/bin/env node
// The part of fpm's command line that electron-builder uses for a deb, over dpkg-deb: fpm itself
// is a download. `fpm -s dir -t deb [options] FOLDER/=/TARGET FILE=/TARGET ...`
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseFpmArguments } from './fpmArguments.ts';
import { writeControlFiles } from './debControl.ts';

const COMPRESSIONS = new Map([
  ['xz', 'xz'],
  ['gz', 'gzip'],
  ['zst', 'zstd'],
  ['none', 'none'],
]);

const { option, paths, depends, recommends } = parseFpmArguments(process.argv.slice(2));
if (option('s') !== 'dir' || option('t') !== 'deb') {
  process.stderr.write(
    `fpm: only -s dir -t deb is known here, not ${option('s')} ${option('t')}\n`,
  );
  process.exit(2);
}
const target = option('package');
if (target === undefined) throw new Error('fpm: --package is missing');

const tree = mkdtempSync(path.join(tmpdir(), 'parley-deb-'));
try {
  for (const { source, destination } of paths) copy(source, path.join(tree, destination));
  // As an installer expects them: readable by all, writable by root alone.
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
  writeControlFiles(tree, { option, depends, recommends });
  const compression = COMPRESSIONS.get(option('deb-compression') ?? 'xz') ?? 'xz';
  const level = compression === 'none' ? [] : ['-z1'];
  execFileSync(
    'dpkg-deb',
    ['--root-owner-group', `-Z${compression}`, ...level, '--build', tree, path.resolve(target)],
    { stdio: ['ignore', 2, 2] },
  );
} finally {
  rmSync(tree, { recursive: true, force: true });
}

/** A source that ends in a slash means the contents of that folder. */
function copy(source: string, destination: string): void {
  const contents = source.endsWith('/');
  mkdirSync(contents ? destination : path.dirname(destination), { recursive: true });
  execFileSync(
    'cp',
    contents ? ['-a', `${source}.`, `${destination}/`] : ['-a', source, destination],
  );
}
