// Loaded into what an npm script starts. npm passes SIGTERM on to the shell in between, and that
// shell dies of it without a word to its child: so a child whose parent is gone ends itself.
import process from 'node:process';

const POLL_MS = 200;

if (process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}
