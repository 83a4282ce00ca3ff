// What quick calls cost, beside the least code that does the same: a ring, an answer, the palette,
// the start and idle memory.
import { setTimeout as delay } from 'node:timers/promises';
import { watchOthers } from '../busyMachine.ts';
import { startJoinFloor } from '../joinFloor.ts';
import { startRingApp } from './ringApp.ts';
import { startRingFloor } from './ringFloor.ts';
import { startStarts, type StartKind } from './starts.ts';

/** Between things measured, for what they leave behind to be done. */
const PAUSE_MS = 500;
/** Memory is steady, and takes long. */
const MEMORY_SHARE = 1 / 3;
/** As rare as a window that is closed and a start in a new folder are. */
const RARE_SHARE = 1 / 2;

/** All values that were taken of one figure. */
export interface Figure {
  readonly floor: readonly number[];
  readonly parley: readonly number[];
}

export const FIGURES = [
  'ringTold',
  'ringPainted',
  'ringPaintedInTray',
  'heard',
  'heardByPicture',
  'heardFromTray',
  'palettePainted',
  'startUsed',
  'startNew',
  'memoryOpen',
  'memoryOpenOtherServer',
  'memoryOpenNoContacts',
  'memoryTray',
  'memoryTrayOtherServer',
  'memoryTrayNoContacts',
] as const;
export type FigureName = (typeof FIGURES)[number];

export interface QuickCallBench {
  /** Milliseconds, or MiB of memory. */
  readonly figures: Readonly<Record<FigureName, Figure>>;
  /**
   * Share of the machine that others used, while calls, then while starts were measured, 0 to 1;
   * null: they were not.
   */
  readonly othersShare: { readonly calls: number | null; readonly starts: number };
}

type Taken = Record<FigureName, { floor: number[]; parley: number[] }>;

/**
 * Measures floor and app in turn, the order swapped every time.
 *
 * @param calls - false: the start and idle memory alone.
 */
export async function benchQuickCall(
  rounds: number,
  { calls: withCalls }: { readonly calls: boolean } = { calls: true },
): Promise<QuickCallBench> {
  const taken = Object.fromEntries(
    FIGURES.map((name) => [name, { floor: [], parley: [] }]),
  ) as unknown as Taken;
  const calls = withCalls ? await benchCalls(rounds, taken) : null;
  const starts = await benchStarts(rounds, taken);
  return { figures: taken, othersShare: { calls, starts } };
}

async function takeTurns(
  rounds: number,
  turns: readonly [() => Promise<void>, () => Promise<void>],
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) {
      await turn();
      await delay(PAUSE_MS);
    }
  }
}

async function benchCalls(rounds: number, taken: Taken): Promise<number> {
  const joinFloor = await startJoinFloor();
  const ringFloor = await startRingFloor();
  const app = await startRingApp();
  try {
    await joinFloor.joinHeard();
    const others = watchOthers();
    const takeFloor = async (): Promise<void> => {
      taken.ringPainted.floor.push(await ringFloor.ring());
      taken.palettePainted.floor.push(await ringFloor.palette());
      const { heardMs, pictureMs } = await joinFloor.joinHeard();
      taken.heard.floor.push(heardMs);
      taken.heardByPicture.floor.push(pictureMs);
    };
    await takeTurns(rounds, [
      takeFloor,
      async () => {
        const call = await app.call();
        if (call.toldMs !== null) taken.ringTold.parley.push(call.toldMs);
        taken.ringPainted.parley.push(call.paintedMs);
        taken.heard.parley.push(call.heardMs);
        taken.heardByPicture.parley.push(call.heardMs);
        taken.palettePainted.parley.push(await app.palette());
      },
    ]);
    await app.putInTray();
    await takeTurns(Math.ceil(rounds * RARE_SHARE), [
      async () => {
        taken.ringPaintedInTray.floor.push(await ringFloor.ring());
        taken.heardFromTray.floor.push((await joinFloor.joinHeard()).heardMs);
      },
      async () => {
        const call = await app.call();
        taken.ringPaintedInTray.parley.push(call.paintedMs);
        taken.heardFromTray.parley.push(call.heardMs);
      },
    ]);
    return others();
  } finally {
    await app.close();
    await ringFloor.close();
    await joinFloor.close();
  }
}

async function benchStarts(rounds: number, taken: Taken): Promise<number> {
  const starts = await startStarts();
  try {
    const others = watchOthers();
    const paint = (
      name: 'startUsed' | 'startNew',
      which: 'used' | 'new',
    ): readonly [() => Promise<void>, () => Promise<void>] => [
      async () => void taken[name].floor.push(await starts.paint('floor', which)),
      async () => void taken[name].parley.push(await starts.paint('own-server', which)),
    ];
    await takeTurns(rounds, paint('startUsed', 'used'));
    await takeTurns(Math.ceil(rounds * RARE_SHARE), paint('startNew', 'new'));
    const own = ['memoryOpen', 'memoryTray'] as const;
    const other = ['memoryOpenOtherServer', 'memoryTrayOtherServer'] as const;
    const none = ['memoryOpenNoContacts', 'memoryTrayNoContacts'] as const;
    const takeMemory = async (
      kind: StartKind,
      [open, tray]: typeof own | typeof other | typeof none,
    ): Promise<void> => {
      const { openMib, trayMib } = await starts.memory(kind);
      taken[open].parley.push(openMib);
      if (trayMib !== null) taken[tray].parley.push(trayMib);
    };
    for (let round = 0; round < Math.max(2, Math.ceil(rounds * MEMORY_SHARE)); round++) {
      // One empty window is the floor of them all.
      const { openMib } = await starts.memory('floor');
      for (const name of [...own, ...other, ...none]) taken[name].floor.push(openMib);
      await takeMemory('own-server', own);
      await takeMemory('other-server', other);
      await takeMemory('no-contacts', none);
    }
    return others();
  } finally {
    await starts.close();
  }
}
