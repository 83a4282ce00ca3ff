// How much the signaling server costs beside the least relay on `ws` that could do its work.
// Run by itself: node tests/bench/signaling.ts [repetitions]
import os from 'node:os';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { loadFanOut, loadIdle, loadRelay } from './signalingLoads.ts';
import type { LoadOptions } from './signalingLoads.ts';
import { startFloor, startParley } from './signalingSubjects.ts';
import type { Subject } from './signalingSubjects.ts';
import { spreadOf, type Spread } from './spread.ts';
import { formatTable } from './table.ts';

export interface SignalingRow {
  readonly name: string;
  readonly unit: string;
  readonly floor: Spread;
  readonly parley: Spread;
  /** Of the two medians. */
  readonly ratio: number;
  /** The ratio not to be above (for costs) or below (for rates); null: for information. */
  readonly goal: { readonly most: number } | null;
}

export interface SignalingBench {
  readonly rows: readonly SignalingRow[];
  /** Share of the machine that other processes used meanwhile, 0 to 1. */
  readonly othersShare: number;
  readonly repetitions: number;
}

export interface SignalingBenchOptions {
  readonly repetitions: number;
  /** Length of one load, in seconds. */
  readonly seconds: number;
  readonly idleClients: number;
}

interface Sample {
  readonly relayRate: number;
  readonly relayCpu: number;
  readonly singleCpu: number;
  readonly fanOutRate: number;
  readonly fanOutCpu: number;
  readonly idleKilobytes: number;
}

const ROWS: readonly {
  readonly key: keyof Sample;
  readonly name: string;
  readonly unit: string;
  readonly goal: SignalingRow['goal'];
}[] = [
  { key: 'relayCpu', name: 'relay of 1.5 KB, CPU', unit: 'µs/message', goal: { most: 1.1 } },
  { key: 'relayRate', name: 'relay of 1.5 KB, rate', unit: 'messages/s', goal: null },
  { key: 'singleCpu', name: 'relay, one at a time, CPU', unit: 'µs/message', goal: null },
  { key: 'fanOutCpu', name: 'fan-out in rooms of 10, CPU', unit: 'µs/delivery', goal: null },
  { key: 'fanOutRate', name: 'fan-out in rooms of 10, rate', unit: 'deliveries/s', goal: null },
  { key: 'idleKilobytes', name: 'memory of an idle connection', unit: 'KB', goal: { most: 1.3 } },
];

/** Runs both servers in turn, in processes of their own, with the order swapped every time. */
export async function benchSignaling(options: SignalingBenchOptions): Promise<SignalingBench> {
  const samples = { floor: [] as Sample[], parley: [] as Sample[] };
  const machine = watchMachine();
  let ownMicros = 0;
  for (let repetition = 0; repetition < options.repetitions; repetition++) {
    const order =
      repetition % 2 === 0 ? (['floor', 'parley'] as const) : (['parley', 'floor'] as const);
    for (const kind of order) {
      const subject = await (kind === 'floor' ? startFloor() : startParley());
      samples[kind].push(await sample(subject, options));
      ownMicros += (await subject.measure()).cpuMicros;
      await subject.stop();
    }
  }
  return {
    rows: ROWS.map(({ key, name, unit, goal }) => {
      const floor = spreadOf(samples.floor.map((one) => one[key]));
      const parley = spreadOf(samples.parley.map((one) => one[key]));
      return { name, unit, goal, floor, parley, ratio: parley.median / floor.median };
    }),
    othersShare: machine.othersShare(ownMicros),
    repetitions: options.repetitions,
  };
}

async function sample(subject: Subject, options: SignalingBenchOptions): Promise<Sample> {
  const { seconds } = options;
  const crowded: LoadOptions = { seconds, window: 32, batch: 8 };
  const alone: LoadOptions = { seconds, window: 1, batch: 1 };
  const announcing: LoadOptions = { seconds, window: 16, batch: 4 };
  const idleBytes = await loadIdle(subject, options.idleClients);
  // The first load only warms the server up: its code is compiled as it runs.
  await loadRelay(subject, { ...crowded, seconds: seconds / 2 });
  const relay = await loadRelay(subject, crowded);
  const single = await loadRelay(subject, alone);
  await loadFanOut(subject, { ...announcing, seconds: seconds / 4 });
  const fanOut = await loadFanOut(subject, announcing);
  return {
    relayRate: relay.perSecond,
    relayCpu: relay.cpuMicros,
    singleCpu: single.cpuMicros,
    fanOutRate: fanOut.perSecond,
    fanOutCpu: fanOut.cpuMicros,
    idleKilobytes: idleBytes / 1_024,
  };
}

/** Tells what share of the machine was used by processes other than this one and its servers. */
function watchMachine() {
  const busyMicros = () =>
    os.cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) *
    1_000;
  const before = { busy: busyMicros(), own: process.cpuUsage(), atMs: performance.now() };
  return {
    othersShare(serversMicros: number): number {
      const { user, system } = process.cpuUsage(before.own);
      const others = busyMicros() - before.busy - user - system - serversMicros;
      const available = (performance.now() - before.atMs) * 1_000 * os.cpus().length;
      return Math.max(0, others / available);
    },
  };
}

export function formatSignalingBench({ rows, othersShare, repetitions }: SignalingBench): string {
  const figure = (value: number) => (value >= 1_000 ? value.toFixed(0) : value.toFixed(2));
  const range = ({ median, min, max }: Spread) =>
    `${figure(median)} (${figure(min)} to ${figure(max)})`;
  const lines = formatTable([
    ['signaling', 'unit', 'ws floor', 'parley', 'ratio', 'goal'],
    ...rows.map((row) => [
      row.name,
      row.unit,
      range(row.floor),
      range(row.parley),
      row.ratio.toFixed(2),
      row.goal === null ? '' : `≤ ${row.goal.most}`,
    ]),
  ]);
  const others = `${(othersShare * 100).toFixed(0)} % of the machine was used by others`;
  return [...lines, `medians (ranges) of ${repetitions} interleaved runs; ${others}`, ''].join(
    '\n',
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const repetitions = Number(process.argv[2] ?? 5);
  const bench = await benchSignaling({ repetitions, seconds: 1.5, idleClients: 4_000 });
  process.stdout.write(formatSignalingBench(bench));
}
