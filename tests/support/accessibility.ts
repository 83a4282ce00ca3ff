import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const { resolve } = createRequire(import.meta.url);
const AXE = readFileSync(resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** A rule of axe-core that a page breaks, and where. */
export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly html: string;
    readonly selector: string;
    readonly summary: string;
  }[];
}

/**
 * Has axe-core look at a page.
 *
 * @param exclude - selectors of what it is not to look at.
 */
export async function findViolations(
  page: Page,
  exclude: readonly string[] = [],
): Promise<readonly Violation[]> {
  // Once for each page, and only what was found comes back: to read and to tell it took longest.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (excluded) => {
    if (window.axe === undefined) throw new Error('axe-core is not there');
    const context = { exclude: excluded.map((selector) => [selector]) };
    const { violations } = await window.axe.run(context, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, target, failureSummary }) => ({
        html,
        selector: target.join(' '),
        summary: failureSummary ?? '',
      })),
    }));
  }, exclude);
}
