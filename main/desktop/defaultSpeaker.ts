import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** PulseAudio's own tool, which PipeWire answers too; a hanging server must not hang us. */
const TIMEOUT_MS = 1_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

const Sinks = z.array(z.object({ name: z.string(), description: z.string() }));

/** Runs `pactl` with these arguments. @returns its standard output. */
export type RunPactl = (args: readonly string[]) => Promise<string>;

/**
 * The speaker that the desktop plays on where nothing else is chosen, by the name that device lists
 * show (Linux with PulseAudio or PipeWire).
 *
 * @returns null when it cannot be known.
 */
export async function defaultSpeaker(pactl: RunPactl = runPactl): Promise<string | null> {
  try {
    const [name, list] = await Promise.all([
      pactl(['get-default-sink']),
      pactl(['--format=json', 'list', 'sinks']),
    ]);
    const sinks = Sinks.safeParse(JSON.parse(list));
    if (!sinks.success) return null;
    return sinks.data.find((sink) => sink.name === name.trim())?.description ?? null;
  } catch {
    return null;
  }
}

async function runPactl(args: readonly string[]): Promise<string> {
  const { stdout } = await run('pactl', [...args], {
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return stdout;
}
