import { logLine, type Log, type LogFields } from '../../main/system/log.ts';

/** A log that keeps its lines, each with its level before it. */
export class KeptLog implements Log {
  readonly lines: string[] = [];
  readonly debug = this.#write('debug');
  readonly info = this.#write('info');
  readonly warn = this.#write('warn');
  readonly error = this.#write('error');
  readonly #written: () => void;

  /** @param written - told of each line. */
  constructor(written: () => void = () => undefined) {
    this.#written = written;
  }

  #write(level: string) {
    return (event: string, fields: LogFields = {}): void => {
      this.lines.push(`${level} ${logLine(event, fields)}`);
      this.#written();
    };
  }
}
