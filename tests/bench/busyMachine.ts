import os from 'node:os';
import process from 'node:process';
import { treeCpuSeconds } from './processTree.ts';

interface Busy {
  readonly busy: number;
  readonly all: number;
}

function readBusy(): Busy {
  const times = os.cpus().map((cpu) => cpu.times);
  const all = times.reduce(
    (sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq,
    0,
  );
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}

/** Share of the machine that was busy between two calls, 0 to 1. */
export function watchBusy(): () => number {
  const before = readBusy();
  return () => {
    const after = readBusy();
    return (after.busy - before.busy) / (after.all - before.all);
  };
}

/**
 * Share of the machine that others than this process and those below it used between two calls, 0
 * to 1. Of use only while no process below it comes or goes.
 */
export function watchOthers(): () => number {
  const before = { machine: readBusy(), own: treeCpuSeconds(process.pid) };
  return () => {
    const after = readBusy();
    const own = (treeCpuSeconds(process.pid) - before.own) * 1_000;
    const others = after.busy - before.machine.busy - own;
    return Math.max(0, others / (after.all - before.machine.all));
  };
}
