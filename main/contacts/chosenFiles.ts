import { open, type FileHandle } from 'node:fs/promises';
import type { Result } from '../../preload/contract/result.ts';
import { MAX_CONTACTS_FILE_BYTES } from './contactFiles.ts';

/** Dialogs in which the person chooses a file. */
export interface FileDialogs {
  /** @returns the path; null when the person thinks better of it. */
  readonly chooseTarget: () => Promise<string | null>;
  readonly chooseSource: () => Promise<string | null>;
}

/** Readable by its owner only. */
const MODE = 0o600;

/** Where contacts, or who one is, go to and come from, by the person's choice. */
export class ChosenFiles {
  readonly #dialogs: FileDialogs;

  constructor(dialogs: FileDialogs) {
    this.#dialogs = dialogs;
  }

  /**
   * Writes a file that its owner alone can read.
   *
   * @param make - what to write; asked for when there is somewhere to write it.
   */
  async save(
    make: () => string | Promise<Uint8Array>,
  ): Promise<Result<undefined, 'cancelled' | 'failed'>> {
    const target = await this.#dialogs.chooseTarget();
    if (target === null) return { ok: false, reason: 'cancelled' };
    try {
      const content = await make();
      const file = await open(target, 'w', MODE);
      try {
        await restrict(file);
        await file.writeFile(content);
        // It may lie on something that is about to be pulled out.
        await file.sync();
      } finally {
        await file.close();
      }
      return { ok: true, value: undefined };
    } catch {
      return { ok: false, reason: 'failed' };
    }
  }

  /** @returns `not_valid` for a file that is larger than contacts can be. */
  async load(): Promise<Result<Buffer, 'cancelled' | 'not_valid' | 'failed'>> {
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
          if (bytesRead === 0) return { ok: true, value: bytes.subarray(0, length) };
        }
      } finally {
        await file.close();
      }
    } catch {
      return { ok: false, reason: 'failed' };
    }
  }
}

/** A file that is written over has kept its mode. What knows no modes, as most sticks, is let be. */
async function restrict(file: FileHandle): Promise<void> {
  await file.chmod(MODE).catch(() => undefined);
}
