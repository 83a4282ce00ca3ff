import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';

/**
 * A frame that was on its way to a worker when its share ended: nobody can close it, and Chromium, which
 * frees it, says so.
 */
const FRAME_ON_ITS_WAY = /A VideoFrame was garbage collected without being closed/;

/** What goes wrong in an instance of the app, whatever a test is about. */
export class AppProblems {
  readonly #logFile: string;
  readonly #told: string[] = [];
  readonly #expected: RegExp[] = [FRAME_ON_ITS_WAY];
  readonly #taken = new Set<string>();

  /** @param userDataDir - where the instance keeps its log. */
  constructor(app: ElectronApplication, userDataDir: string) {
    this.#logFile = path.join(userDataDir, 'logs', 'parley.log');
    const context = app.context();
    context.on('weberror', (event) => {
      const error = event.error();
      this.#told.push(`page error: ${error.stack ?? error.message} (${event.page()?.url()})`);
    });
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      this.#told.push(`console error: ${message.text()} (${message.location().url})`);
    });
  }

  /** A problem that a test brings about is none. */
  expect(problem: RegExp): void {
    this.#expected.push(problem);
  }

  /**
   * What is new since it was last asked: errors in main's log, a page's errors, errors that a page's
   * console shows.
   */
  takeUnexpected(): readonly string[] {
    const found = [...this.#logged(), ...this.#told].filter(
      (problem) =>
        !this.#taken.has(problem) && !this.#expected.some((expected) => expected.test(problem)),
    );
    for (const problem of found) this.#taken.add(problem);
    return found;
  }

  #logged(): readonly string[] {
    // The file and not standard error: the last line is in it when the process has ended.
    if (!existsSync(this.#logFile)) return [];
    const lines = readFileSync(this.#logFile, 'utf8').split('\n');
    return lines.filter((line) => / error |event="page error"/.test(line));
  }
}
