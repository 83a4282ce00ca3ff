import { open, writeFile } from 'node:fs/promises';
import type { Result } from '../../preload/contract/result.ts';
import { MAX_CONTACTS_FILE_BYTES } from './contactFiles.ts';

/** Dialogs in which the person chooses a file. */
export interface FileDialogs {
  /** @returns the path; null when the person thinks better of it. */
  readonly chooseTarget: () => Promise<string | null>;
  readonly chooseSource: () => Promise<string | null>;
}

/** Where contacts go to and come from, by the person's choice. */
export class ChosenFiles {
  readonly #dialogs: FileDialogs;

  constructor(dialogs: FileDialogs) {
    this.#dialogs = dialogs;
  }

  /** Writes a file that its owner alone can read. */
  async save(text: string): Promise<Result<undefined, 'cancelled' | 'failed'>> {
    const target = await this.#dialogs.chooseTarget();
    if (target === null) return { ok: false, reason: 'cancelled' };
    try {
      await writeFile(target, text, { mode: 0o600 });
      return { ok: true, value: undefined };
    } catch {
      return { ok: false, reason: 'failed' };
    }
  }

  /** @returns `not_valid` for a file that is larger than contacts can be. */
  async load(): Promise<Result<string, 'cancelled' | 'not_valid' | 'failed'>> {
    const source = await this.#dialogs.chooseSource();
    if (source === null) return { ok: false, reason: 'cancelled' };
    try {
      const file = await open(source);
      try {
        // Not by its size: some files have none and no end.
        const bytes = Buffer.alloc(MAX_CONTACTS_FILE_BYTES + 1);
        let length = 0;
        for (;;) {
          const { bytesRead } = await file.read(bytes, length, bytes.length - length);
          length += bytesRead;
          if (length > MAX_CONTACTS_FILE_BYTES) return { ok: false, reason: 'not_valid' };
          if (bytesRead === 0) return { ok: true, value: bytes.toString('utf8', 0, length) };
        }
      } finally {
        await file.close();
      }
    } catch {
      return { ok: false, reason: 'failed' };
    }
  }
}
