// Loaded before a server that is measured: tells its own use of the machine when it is asked.
import process from 'node:process';

type CollectGarbage = (options: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

process.on('message', (message) => {
  if (message !== 'measure') return;
  // Also gives back the room that was taken for garbage, as a server does that has long been idle.
  const { gc } = globalThis as { gc?: CollectGarbage };
  gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, rssBytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
