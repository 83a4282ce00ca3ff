import electronLog from 'electron-log/node';
import path from 'node:path';
import process from 'node:process';

/** What may stand beside an event: figures and codes, nothing that names a person or an address. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const MAX_FILE_BYTES = 1024 * 1024;

/**
 * A log to a file in `dir`, rotated at 1 MiB, and to standard error.
 *
 * @param level - the least that is written to either.
 */
export function createLog(dir: string, level: 'debug' | 'info' | 'warn'): Log {
  const logger = electronLog.create({ logId: 'parley' });
  const { file, console: toConsole } = logger.transports;
  file.resolvePathFn = () => path.join(dir, 'parley.log');
  file.maxSize = MAX_FILE_BYTES;
  file.level = level;
  file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms} {level} {text}';
  toConsole.level = level;
  toConsole.format = '{h}:{i}:{s}.{ms} {level} {text}';
  toConsole.writeFn = ({ message }) => {
    process.stderr.write(`${message.data.join(' ')}\n`);
  };
  const write =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void => {
      logger[method](logLine(event, fields));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}

/** `event key=value key="value with spaces"`, always one line. */
export function logLine(event: string, fields: LogFields): string {
  const parts = Object.entries(fields).map(([key, value]) => {
    const text = String(value);
    return `${key}=${/^[\w.:+-]*$/.test(text) ? text : JSON.stringify(text)}`;
  });
  return [event.replaceAll(/\p{Cc}/gu, ' '), ...parts].join(' ');
}
