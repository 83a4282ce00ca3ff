import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in which Linux tells processor time, whatever the machine. */
const TICKS_PER_SECOND = 100;

/**
 * Fields of `/proc/ID/stat` from the third, the state, on; null when there is no such process.
 * See proc_pid_stat(5).
 */
function readStat(id: number | string): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The command may hold spaces and brackets: fields count from the last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Process ids of a process and all below it. Linux only. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = readStat(entry)?.[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const tree = [root];
  for (const ancestor of tree) {
    for (const [child, parent] of parents) if (parent === ancestor) tree.push(child);
  }
  return tree;
}

/**
 * Processor time, user and system, that a process and all below it have used, in seconds. Processes
 * that have ended count no more: compare two readings only of a tree that stays.
 */
export function treeCpuSeconds(root: number): number {
  let ticks = 0;
  for (const id of processTree(root)) {
    const stat = readStat(id);
    ticks += Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0);
  }
  return ticks / TICKS_PER_SECOND;
}
