// npm run bench [repetitions]: one table of what Parley costs beside the least code that does the
// same, in the same run.
import os from 'node:os';
import process from 'node:process';
import { startJoinApp } from './joinApp.ts';
import { startJoinFloor } from './joinFloor.ts';
import { benchSignaling, formatSignalingBench } from './signaling.ts';

const REPETITIONS = Number(process.argv[2] ?? 15);
const SIGNALING_REPETITIONS = Math.max(3, Math.ceil(REPETITIONS / 3));
/** Join → first picture, as a multiple of the floor. */
const JOIN_GOAL = 1.5;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  const range = `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
  return `${median(values).toFixed(0)} (${range})`;
}

/** Share of the machine that was busy between two calls, 0 to 1. */
function watchBusy(): () => number {
  const read = (): { busy: number; all: number } => {
    const times = os.cpus().map((cpu) => cpu.times);
    const all = times.reduce(
      (sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq,
      0,
    );
    return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
  };
  const before = read();
  return () => {
    const after = read();
    return (after.busy - before.busy) / (after.all - before.all);
  };
}

async function benchJoin(): Promise<void> {
  const floor = await startJoinFloor();
  const app = await startJoinApp();
  const busy = watchBusy();
  const times = { floor: [] as number[], app: [] as number[] };
  try {
    // The first join of each warms up code and codecs.
    await floor.join();
    await app.join();
    for (let round = 0; round < REPETITIONS; round++) {
      const order = round % 2 === 0 ? (['floor', 'app'] as const) : (['app', 'floor'] as const);
      for (const kind of order) times[kind].push(await (kind === 'app' ? app : floor).join());
    }
  } finally {
    await app.close();
    await floor.close();
  }
  const ratio = median(times.app) / median(times.floor);
  process.stdout.write(
    [
      'join → first remote picture, Electron, two processes, 720p, ms',
      `  floor   ${spread(times.floor)}`,
      `  parley  ${spread(times.app)}`,
      `  ratio   ${ratio.toFixed(2)}  (goal ≤ ${JOIN_GOAL})`,
      `  medians (ranges) of ${REPETITIONS} interleaved joins; ${(busy() * 100).toFixed(0)} % of the machine busy`,
      '',
      '',
    ].join('\n'),
  );
}

process.stdout.write(`${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}\n\n`);
await benchJoin();
process.stdout.write(
  formatSignalingBench(
    await benchSignaling({ repetitions: SIGNALING_REPETITIONS, seconds: 1.5, idleClients: 4_000 }),
  ),
);
process.exit(0);
