// What Electron's own default app does for `electron [-r module] [switches] FOLDER`, for a runtime
// that comes without it. The app's import is awaited: while it is pending Electron holds back
// 'ready', and registerSchemesAsPrivileged must be called before that.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

// A link that the app is to open may stand before the app's own folder.
const isLink = (argument) => /^[a-z][a-z0-9+.-]+:\/\//i.test(argument);
const preloaded = [];
let target;
const args = process.argv.slice(1);
for (let i = 0; i < args.length && target === undefined; i++) {
  const argument = args[i];
  if (argument === '-v' || argument === '--version') {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (argument === '-r' || argument === '--require') {
    preloaded.push(args[++i]);
  } else if (argument.startsWith('--app=')) {
    target = argument.slice('--app='.length);
  } else if (!argument.startsWith('-') && !isLink(argument)) {
    target = argument;
  }
}
if (target === undefined) {
  process.stderr.write('usage: electron [-r module] [switches] FOLDER\n');
  process.exit(1);
}
if (preloaded.length > 0) Module._preloadModules(preloaded);
process.defaultApp = true;

const folder = path.resolve(target);
const manifestFile = path.join(folder, 'package.json');
let entry = folder;
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(folder);
  entry = path.join(folder, manifest.main ?? 'index.js');
} else {
  app.setAppPath(path.dirname(folder));
}
const file = existsSync(entry) ? entry : createRequire(import.meta.url).resolve(entry);
try {
  await import(pathToFileURL(file).href);
} catch (error) {
  process.stderr.write(`The app threw an error while it was loaded\n${error?.stack ?? error}\n`);
  process.exit(1);
}
