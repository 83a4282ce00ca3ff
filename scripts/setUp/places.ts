import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

export const root = path.resolve(import.meta.dirname, '../..');

/** Where downloads are kept from one checkout to the next (`npm ci` empties node_modules). */
export const cacheDir = path.join(
  process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'),
  'parley',
);
