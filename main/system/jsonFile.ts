import { writeFileSync } from 'atomically';
import { constants, copyFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { Log } from './log.ts';

/** Readable by its owner only. */
const MODE = 0o600;

export interface JsonFileOptions<Schema extends z.ZodType> {
  readonly dir: string;
  /** File name without `.json`. */
  readonly name: string;
  readonly schema: Schema;
  /** Used when there is no file, or none that can be used. */
  readonly fallback: () => z.output<Schema>;
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/**
 * `damaged`: it was set aside; `unreadable`: it is there still, but cannot be read, or not be set
 * aside.
 */
export type FileCondition = 'absent' | 'good' | 'damaged' | 'unreadable';

/**
 * A value of a schema in a JSON file, read once, written whole and atomically.
 *
 * A file that is not JSON or not of the schema is set aside as `NAME.damaged-TIMESTAMP.json`, so
 * that nothing of it is lost, and the fallback takes its place. One that cannot be set aside is
 * never written over.
 */
export class JsonFile<Schema extends z.ZodType> {
  readonly #options: JsonFileOptions<Schema>;
  readonly #file: string;
  #condition: FileCondition = 'good';
  #value: z.output<Schema>;

  constructor(options: JsonFileOptions<Schema>) {
    this.#options = options;
    this.#file = path.join(options.dir, `${options.name}.json`);
    this.#value = this.#read();
  }

  get value(): z.output<Schema> {
    return this.#value;
  }

  /** How it was found when it was read. */
  get condition(): FileCondition {
    return this.#condition;
  }

  /**
   * Keeps the value even when it cannot be written, which is logged.
   *
   * @returns whether it is written.
   */
  write(value: z.output<Schema>): boolean {
    this.#value = value;
    const { dir, name, log } = this.#options;
    if (this.#condition === 'unreadable') {
      log.error('unreadable file not replaced', { name });
      return false;
    }
    try {
      mkdirSync(dir, { recursive: true });
      writeFileSync(this.#file, `${JSON.stringify(value, undefined, 2)}\n`, { mode: MODE });
      return true;
    } catch (error) {
      log.error('file not written', { name, code: codeOf(error) });
      return false;
    }
  }

  /**
   * Keeps what is on the disk as `NAME.replaced-TIMESTAMP.json` too, before something else takes its
   * place.
   *
   * @returns false when it could not be kept; true when there is nothing to keep.
   */
  keepCopy(): boolean {
    const { dir, name, log } = this.#options;
    try {
      const copy = path.join(dir, `${name}.replaced-${this.#stamp()}.json`);
      copyFileSync(this.#file, copy, constants.COPYFILE_EXCL);
      log.info('file set aside', { name });
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return true;
      log.error('file not set aside', { name, code: codeOf(error) });
      return false;
    }
  }

  #read(): z.output<Schema> {
    const { schema, fallback, name, log } = this.#options;
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (error) {
      const isAbsent = codeOf(error) === 'ENOENT';
      this.#condition = isAbsent ? 'absent' : 'unreadable';
      if (!isAbsent) log.error('file not read', { name, code: codeOf(error) });
      return fallback();
    }
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    this.#setAside();
    return fallback();
  }

  #setAside(): void {
    const { dir, name, log } = this.#options;
    try {
      this.#condition = 'damaged';
      renameSync(this.#file, path.join(dir, `${name}.damaged-${this.#stamp()}.json`));
      log.warn('damaged file set aside', { name });
    } catch (error) {
      this.#condition = 'unreadable';
      log.error('damaged file not set aside', { name, code: codeOf(error) });
    }
  }

  /** The time as names of files can have it. */
  #stamp(): string {
    return new Date(this.#options.now()).toISOString().replaceAll(/[:.]/g, '-');
  }
}

/** @returns undefined for what is not JSON; no schema here takes that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
