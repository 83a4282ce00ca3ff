import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of a process and all below it. Linux only. */
function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // The command may hold spaces and brackets: fields count from the last bracket.
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      parents.set(Number(entry), Number(parent));
    } catch {
      // The process ended while we looked.
    }
  }
  const tree = [root];
  for (const ancestor of tree) {
    for (const [child, parent] of parents) if (parent === ancestor) tree.push(child);
  }
  return tree;
}

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
