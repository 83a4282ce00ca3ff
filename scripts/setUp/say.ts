import process from 'node:process';

/** Progress goes to standard error: standard output belongs to answers. */
export function say(line: string): void {
  process.stderr.write(`parley: ${line}\n`);
}
