// Called by electron-builder when an app folder is ready and not yet packed.
import { rm } from 'node:fs/promises';
import path from 'node:path';

/** @param {{ appOutDir: string }} context */
export default async function afterPack({ appOutDir }) {
  // A local runtime brings Electron's default app, which could be made to run anything.
  await rm(path.join(appOutDir, 'resources/default_app.asar'), { force: true });
}
