// npm run bench [join] [signaling] [presenting] [quickcall] [starts] [repetitions]: tables of what
// Parley costs beside the least code that does the same, in the same run. Everything, if nothing is
// named; `starts` is the part of quickcall that needs no calls: start and idle memory.
import os from 'node:os';
import process from 'node:process';
import { watchBusy } from './busyMachine.ts';
import { startJoinApp } from './joinApp.ts';
import { startJoinFloor } from './joinFloor.ts';
import { benchPresenting } from './presenting/presenting.ts';
import { formatPresenting } from './presenting/report.ts';
import { benchQuickCall } from './quickCall/quickCall.ts';
import { formatQuickCall } from './quickCall/report.ts';
import { benchSignaling, formatSignalingBench } from './signaling.ts';
import { median, spreadOf } from './spread.ts';

const SUBJECTS = ['join', 'signaling', 'presenting', 'quickcall'] as const;
type SubjectName = (typeof SUBJECTS)[number] | 'starts';

const args = process.argv.slice(2);
const named = ([...SUBJECTS, 'starts'] as const).filter((name) => args.includes(name));
const wanted: readonly SubjectName[] = named.length === 0 ? SUBJECTS : named;
const REPETITIONS = Number(args.find((argument) => /^\d+$/.test(argument)) ?? 15);
const FEWER_REPETITIONS = Math.max(3, Math.ceil(REPETITIONS / 3));
/** A round of presenting takes a minute for each of the two. */
const PRESENTING_ROUNDS = Math.max(1, Math.round(REPETITIONS / 5));
/** Join → first picture, as a multiple of the floor. */
const JOIN_GOAL = 1.5;

function spread(values: readonly number[]): string {
  const { median: middle, min, max } = spreadOf(values);
  return `${middle.toFixed(0)} (${min.toFixed(0)} to ${max.toFixed(0)})`;
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

const BENCHES: Readonly<Record<SubjectName, () => Promise<void>>> = {
  join: benchJoin,
  async signaling() {
    const options = { repetitions: FEWER_REPETITIONS, seconds: 1.5, idleClients: 4_000 };
    process.stdout.write(`${formatSignalingBench(await benchSignaling(options))}\n`);
  },
  async presenting() {
    process.stdout.write(formatPresenting(await benchPresenting(PRESENTING_ROUNDS)));
  },
  async quickcall() {
    process.stdout.write(formatQuickCall(await benchQuickCall(REPETITIONS)));
  },
  async starts() {
    process.stdout.write(formatQuickCall(await benchQuickCall(REPETITIONS, { calls: false })));
  },
};

process.stdout.write(`${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}\n\n`);
for (const name of wanted) await BENCHES[name]();
process.exit(0);
