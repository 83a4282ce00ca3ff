/**
 * Where the engine tells what happens to it: one line per change of a lifecycle at `info`, what a
 * developer looks for at `debug`. Never SDP, addresses, names or message text.
 */
export type EngineLog = (
  level: 'debug' | 'info' | 'warn',
  event: string,
  detail?: Readonly<Record<string, string | number | boolean>>,
) => void;
