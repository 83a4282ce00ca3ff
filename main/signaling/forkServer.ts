import { app, utilityProcess } from 'electron';
import path from 'node:path';
import type { ForkServer } from './embeddedServer.ts';

/** The signaling server, bundled beside main; inside the asar when packaged. */
const SERVER_FILE = path.join(import.meta.dirname, '../signaling/main.js');

/** Runs the signaling server as a utility process of the app. */
export const forkServer: ForkServer = (args, listener) => {
  const child = utilityProcess.fork(
    SERVER_FILE,
    [...args, '--log-level', app.isPackaged ? 'error' : 'warn'],
    { serviceName: 'Parley server', stdio: ['ignore', 'ignore', 'inherit'] },
  );
  child.on('message', (message: unknown) => listener.report(message));
  child.once('exit', (code) => listener.exited(code));
  return {
    post: (command) => child.postMessage(command),
    kill: () => child.kill(),
  };
};
