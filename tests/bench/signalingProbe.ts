// Loaded before a server that is measured: tells its own use of the machine when it is asked.
import process from 'node:process';

process.on('message', (message) => {
  if (message !== 'measure') return;
  const collect = (globalThis as { gc?: () => void }).gc;
  collect?.();
  collect?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, rssBytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
