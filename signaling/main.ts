// The signaling server: as a program of its own, or forked by the app as its embedded server.
import process from 'node:process';
import { readCommandLine } from './server/commandLine.ts';
import { findParentPort, runEmbedded } from './server/embedded.ts';
import { runStandalone } from './server/standalone.ts';

const commandLine = readCommandLine(process.argv.slice(2), process.env);
switch (commandLine.kind) {
  case 'help':
    process.stdout.write(commandLine.text);
    break;
  case 'invalid':
    process.stderr.write(`parley-server: ${commandLine.message}\nSee --help.\n`);
    process.exitCode = 2;
    break;
  case 'run': {
    const parent = findParentPort(process);
    const running =
      parent === null
        ? runStandalone(commandLine.options)
        : runEmbedded(commandLine.options, parent);
    // Kept-alive connections to the pages would hold the process open.
    void running.then((code) => process.exit(code));
  }
}
