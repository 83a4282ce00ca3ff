import path from 'node:path';

/**
 * Whether a PulseAudio server, or PipeWire in its place, is to be expected (Linux).
 *
 * @param exists - whether there is such a file.
 */
export function hasPulseServer(
  env: Readonly<Record<string, string | undefined>>,
  exists: (file: string) => boolean,
): boolean {
  const server = env['PULSE_SERVER'];
  if (server !== undefined && server !== '') {
    // `{machine}unix:/path`, `unix:/path` or `/path`; else another machine, which is believed in.
    const socket = /^(?:\{[^}]*\})?(?:unix:)?(\/.*)$/.exec(server)?.[1];
    return socket === undefined || exists(socket);
  }
  const runtimeDir = env['PULSE_RUNTIME_PATH'] ?? path.join(env['XDG_RUNTIME_DIR'] ?? '/', 'pulse');
  return exists(path.join(runtimeDir, 'native'));
}
