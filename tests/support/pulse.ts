import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

const START_TIMEOUT_MS = 10_000;
/** As the browser's audio runs, so that nothing is resampled on the way. */
const RATE = 48_000;
/** A tone comes and goes this often: noise suppression takes away a steady one. */
const BEEP_SECONDS = 0.25;
/** Ten milliseconds, which is what a microphone gives at once. */
const CHUNK_BYTES = (RATE / 100) * 2;

/** A device that can be pulled. Plugged in again under its label, it is the same device. */
interface PluggedDevice {
  /** As device lists show it: letters, digits, spaces and dashes. */
  readonly label: string;
  pull(): void;
}

interface PluggedSpeaker extends PluggedDevice {
  /**
   * Listens to what is played on it.
   *
   * @returns its root mean square, 0 to 1, over so many milliseconds.
   */
  loudness(durationMs: number): Promise<number>;
  /**
   * Plays a WAV file on it, as any other program would.
   *
   * @returns stops it.
   */
  play(file: string): () => void;
}

/** A sound server of a test's own, with real devices for whatever runs with its environment. */
export interface SoundServer {
  /** For a process that is to use these devices. */
  readonly env: Readonly<Record<string, string>>;
  /** Plugs in a microphone that hears beeps, and makes it the system's default. */
  plugMicrophone(label: string, hertz?: number): PluggedDevice;
  /** Plugs in a speaker, and makes it the system's default. */
  plugSpeaker(label: string): PluggedSpeaker;
  stop(): Promise<void>;
}

/** Starts PulseAudio in a folder of its own: no device of the machine, no other server. */
export async function startSoundServer(): Promise<SoundServer> {
  const dir = mkdtempSync(path.join(tmpdir(), 'parley-sound-'));
  const socket = path.join(dir, 'native');
  const env = { XDG_RUNTIME_DIR: dir, PULSE_RUNTIME_PATH: dir, PULSE_SERVER: `unix:${socket}` };
  const server = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--use-pid-file=no',
      '--exit-idle-time=-1',
      '--disallow-exit',
      '--log-level=error',
      `--load=module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    ],
    { env: { ...process.env, ...env }, stdio: 'ignore' },
  );
  const running = new AbortController();
  await untilListening(server, socket);

  const pactl = (...args: readonly string[]): string =>
    execFileSync('pactl', args, { env: { ...process.env, ...env }, encoding: 'utf8' }).trim();

  let pipes = 0;
  const plug = (
    kind: 'source' | 'sink',
    module: string,
    label: string,
    args: readonly string[],
  ) => {
    if (!/^[\w -]+$/.test(label)) throw new RangeError(`not a label for a device: ${label}`);
    // The name is what makes it the same device when it comes back.
    const name = `${kind}.${label.replaceAll(' ', '_')}`;
    const loaded = pactl(
      'load-module',
      module,
      `${kind}_name=${name}`,
      `${kind}_properties='device.description="${label}"'`,
      ...args,
    );
    pactl(`set-default-${kind}`, name);
    return { name, label, pull: () => void pactl('unload-module', loaded) };
  };

  return {
    env,
    plugMicrophone(label, hertz = 440) {
      const pipe = path.join(dir, `pipe${(pipes += 1)}`);
      const format = ['format=s16le', `rate=${RATE}`, 'channels=1'];
      const device = plug('source', 'module-pipe-source', label, [`file=${pipe}`, ...format]);
      const pulled = new AbortController();
      void beepInto(pipe, hertz, AbortSignal.any([pulled.signal, running.signal]));
      return {
        label,
        pull() {
          pulled.abort();
          device.pull();
        },
      };
    },
    plugSpeaker(label) {
      const { name, pull } = plug('sink', 'module-null-sink', label, [
        'format=s16le',
        `rate=${RATE}`,
        'channels=2',
      ]);
      return {
        label,
        pull,
        loudness: (durationMs) => listen(`${name}.monitor`, durationMs, env),
        play(file) {
          const player = spawn('paplay', [`--device=${name}`, file], {
            env: { ...process.env, ...env },
            stdio: 'ignore',
          });
          return () => void player.kill();
        },
      };
    },
    async stop() {
      running.abort();
      const ended = once(server, 'exit');
      if (server.exitCode === null && server.kill()) await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function untilListening(server: ChildProcess, socket: string): Promise<void> {
  const endMs = Date.now() + START_TIMEOUT_MS;
  while (!existsSync(socket)) {
    if (server.exitCode !== null || Date.now() > endMs) {
      server.kill();
      throw new Error('PulseAudio did not start');
    }
    await delay(20);
  }
}

/**
 * Writes beeps into a pipe, as a microphone would: PulseAudio's pipe has no clock, and whoever
 * listens would otherwise get seconds of sound in every second.
 */
async function beepInto(pipe: string, hertz: number, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(beeps(hertz)), createWriteStream(pipe), { signal });
  } catch {
    // The reader is gone, or nobody wants beeps any more.
  }
}

async function* beeps(hertz: number): AsyncGenerator<Buffer> {
  const [beep, silence] = [12_000, 0].map((loudness) => {
    const samples = Buffer.alloc(Math.round(BEEP_SECONDS * RATE) * 2);
    for (let index = 0; index < samples.length / 2; index++) {
      const sample = Math.sin((2 * Math.PI * hertz * index) / RATE) * loudness;
      samples.writeInt16LE(Math.round(sample), index * 2);
    }
    return samples;
  });
  if (beep === undefined || silence === undefined) return;
  const startedAt = performance.now();
  for (let written = 0; ; written += CHUNK_BYTES) {
    const dueMs = startedAt + (written / 2 / RATE) * 1_000;
    const early = dueMs - performance.now();
    if (early > 0) await delay(early);
    const place = written % (beep.length * 2);
    const [sound, from] = place < beep.length ? [beep, place] : [silence, place - beep.length];
    yield sound.subarray(from, from + CHUNK_BYTES);
  }
}

async function listen(
  source: string,
  durationMs: number,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const wantedBytes = Math.ceil((durationMs * RATE) / 1_000) * 2;
  const format = ['--format=s16le', `--rate=${RATE}`, '--channels=1', '--latency-msec=50'];
  const recorder = spawn('parec', [`--device=${source}`, ...format], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of recorder.stdout as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= wantedBytes) break;
  }
  recorder.kill();
  return loudnessOf(Buffer.concat(chunks));
}

function loudnessOf(samples: Buffer): number {
  const count = Math.floor(samples.length / 2);
  let sum = 0;
  for (let index = 0; index < count; index++) sum += (samples.readInt16LE(index * 2) / 32_768) ** 2;
  return count === 0 ? 0 : Math.sqrt(sum / count);
}
