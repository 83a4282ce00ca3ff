// Loaded before the server: gives a plain Node process the `parentPort` of Electron's utility
// process, over the channel that `fork` makes.
import { EventEmitter } from 'node:events';
import process from 'node:process';

const port = new EventEmitter();
process.on('message', (data) => port.emit('message', { data }));
process.on('disconnect', () => port.emit('close'));
Object.assign(port, { postMessage: (data: object) => process.send?.(data) });
Object.assign(process, { parentPort: port });
