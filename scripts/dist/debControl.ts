import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { FpmArguments } from './fpmArguments.ts';

/** Maintainer scripts: fpm's option and the file that dpkg runs. */
const SCRIPTS = [
  ['before-install', 'preinst'],
  ['after-install', 'postinst'],
  ['before-remove', 'prerm'],
  ['after-remove', 'postrm'],
] as const;

/** Writes DEBIAN/ into the tree of a package: control, md5sums and the maintainer scripts. */
export function writeControlFiles(
  tree: string,
  { option, depends, recommends }: Pick<FpmArguments, 'option' | 'depends' | 'recommends'>,
): void {
  const files = filesBelow(tree);
  const dir = path.join(tree, 'DEBIAN');
  mkdirSync(dir);
  chmodSync(dir, 0o755);

  const bytes = files.reduce((sum, file) => sum + lstatSync(file).size, 0);
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Package', option('name')],
    ['Version', [option('version'), option('iteration')].filter(Boolean).join('-')],
    ['Architecture', option('architecture')],
    ['Maintainer', option('maintainer')],
    ['Installed-Size', String(Math.ceil(bytes / 1024))],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', option('category')],
    ['Priority', option('deb-priority')],
    ['Homepage', option('url')],
    ['Description', controlDescription(option('description') ?? '')],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  writeFileSync(path.join(dir, 'control'), `${lines.join('\n')}\n`);

  const sums = files
    .filter((file) => lstatSync(file).isFile())
    .map((file) => `${md5(file)}  ${path.relative(tree, file)}\n`);
  writeFileSync(path.join(dir, 'md5sums'), sums.join(''));

  for (const [name, target] of SCRIPTS) {
    const script = option(name);
    if (script === undefined) continue;
    copyFileSync(script, path.join(dir, target));
    chmodSync(path.join(dir, target), 0o755);
  }
}

/** The first line is the synopsis, the others are indented; an empty one would end the field. */
function controlDescription(text: string): string {
  const [synopsis = '', ...rest] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [synopsis, ...rest.map((line) => ` ${line}`)].join('\n');
}

function md5(file: string): string {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(dir, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
