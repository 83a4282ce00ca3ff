import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './setUp/places.ts';

/** Written by the build when it has succeeded. */
export const builtStamp = path.join(root, 'out/.built');

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'signaling',
  'scripts/buildServer.ts',
  'scripts/targets.ts',
  'electron.vite.config.ts',
  'package-lock.json',
];

/** Whether no source is newer than the last whole build. */
export function isBuilt(): boolean {
  const built = statSync(builtStamp, { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && SOURCES.every((source) => newest(path.join(root, source)) <= built);
}

function newest(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time tells of files removed or renamed.
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
