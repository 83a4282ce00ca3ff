import { readFileSync } from 'node:fs';
import { processTree } from './processTree.ts';

/** Proportional set size of a process and all below it, MiB: shared pages count once in all. */
export function treeMemoryMib(root: number): number {
  let kib = 0;
  for (const id of processTree(root)) {
    try {
      const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      kib += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      // The process ended while we looked.
    }
  }
  return kib / 1_024;
}
