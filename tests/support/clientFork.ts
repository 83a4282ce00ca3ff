import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { ForkServer } from '../../main/signaling/embeddedServer.ts';

const FORKED = path.join(import.meta.dirname, 'clientForkedServer.ts');

/** Forks real embedded servers under Node, as the app does under Electron. */
export class NodeForks {
  readonly #children: ChildProcess[] = [];

  readonly fork: ForkServer = (args, listener) => {
    const child = fork(FORKED, [...args, '--log-level', 'error'], { stdio: 'inherit' });
    this.#children.push(child);
    child.on('message', (message) => listener.report(message));
    child.once('exit', (code) => listener.exited(code ?? 1));
    return {
      post: (command) => {
        if (child.connected) child.send(command);
      },
      kill: () => void child.kill(),
    };
  };

  /** Processes that were started so far. */
  get count(): number {
    return this.#children.length;
  }

  /** Ends the last one without a goodbye. */
  killLast(): void {
    this.#children.at(-1)?.kill('SIGKILL');
  }

  killAll(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }
}
