// Finds what npm leaves out of the lockfile without a word: optional packages of other platforms
// that the registry could not serve when it was written. `npm ci` refuses such a lockfile, on
// this platform too. The cure is a version all of whose platform packages can be had.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './setUp/places.ts';

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

const { packages } = JSON.parse(
  readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
) as Lockfile;

/** Whether a package finds `name` as Node would: in its own node_modules, or in one further up. */
function isLocked(name: string, from: string): boolean {
  const above = from.split(/\/?node_modules\//).filter((part) => part !== '');
  for (let depth = above.length; depth >= 0; depth--) {
    const dirs = above.slice(0, depth).map((part) => `node_modules/${part}/`);
    if (`${dirs.join('')}node_modules/${name}` in packages) return true;
  }
  return false;
}

const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies).filter((name) => !isLocked(name, from)),
);
for (const name of missing) process.stdout.write(`not in package-lock.json: ${name}\n`);
process.exit(missing.length === 0 ? 0 : 1);
