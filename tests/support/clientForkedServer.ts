// The signaling server as a child of Node, with the port to its parent that Electron's utility
// processes have.
import process from 'node:process';

Object.defineProperty(process, 'parentPort', {
  value: {
    postMessage: (report: unknown) => process.send?.(report),
    on(event: 'message' | 'close', listener: (message?: { data: unknown }) => void) {
      if (event === 'message') process.on('message', (data) => listener({ data }));
      else process.on('disconnect', () => listener());
    },
  },
});
await import('../../signaling/main.ts');
