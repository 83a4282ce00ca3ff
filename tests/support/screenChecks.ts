import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { findViolations } from './accessibility.ts';
import { withCallWindow, type RunningApp } from './app.ts';
import { settle } from './standingStill.ts';

/** Pictures of every screen; those of the README are copies. */
export const PICTURES = 'test-results/screens';
const SIZES = [
  { width: 640, height: 480 },
  { width: 1280, height: 800 },
] as const;
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

async function resize(
  instance: RunningApp,
  size: { width: number; height: number },
): Promise<void> {
  const { page } = instance;
  await withCallWindow(instance, size);
  // The window manager may give a pixel less than asked for.
  await page.evaluate(
    (width) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (Math.abs(innerWidth - width) > 2) return;
          removeEventListener('resize', look);
          resolve();
        };
        addEventListener('resize', look);
        look();
      }),
    size.width,
  );
}

/** axe-core finds nothing. */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  const violations = await findViolations(page);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  expect(found, where).toEqual([]);
}

/** Once tiles have moved to their places, nothing reaches out of the window. */
async function expectNothingCutOff(page: Page, where: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const root = document.documentElement;
          const x = root.scrollWidth - root.clientWidth;
          const y = root.scrollHeight - root.clientHeight;
          if (x === 0 && y === 0) return { x, y, what: null };
          const { clientWidth: width, clientHeight: height } = root;
          const what = [...document.querySelectorAll('body *')]
            .filter((element) => {
              const { right, bottom } = element.getBoundingClientRect();
              return right > width || bottom > height;
            })
            .map((element) => element.outerHTML.slice(0, 200))
            .slice(-3);
          return { x, y, what };
        }),
      { message: where },
    )
    .toEqual({ x: 0, y: 0, what: null });
}

/** Chooses a theme in an instance, and waits until one of its pages has it. */
async function showTheme(instance: RunningApp, page: Page, theme: Theme): Promise<void> {
  await instance.page.evaluate(
    (chosen) => window.api.invoke('settings:change', { theme: chosen }),
    theme,
  );
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/**
 * Looks at a page while somebody moves the pointer in it: what fades when nobody does would be
 * looked at in the middle of that.
 */
async function withSomebodyThere(page: Page, look: () => Promise<void>): Promise<void> {
  const timer = await page.evaluate(() => {
    const move = (): boolean => window.dispatchEvent(new PointerEvent('pointermove'));
    move();
    return window.setInterval(move, 500);
  });
  await look();
  await page.evaluate((moving) => window.clearInterval(moving), timer);
}

/** Looks at a screen in each size and theme: axe, overflow, a picture. */
export async function inspect(instance: RunningApp, name: string): Promise<void> {
  const { page } = instance;
  await withSomebodyThere(page, async () => {
    for (const size of SIZES) {
      await resize(instance, size);
      for (const theme of THEMES) {
        await showTheme(instance, page, theme);
        const where = `${name}-${theme}-${size.width}x${size.height}`;
        await expectNothingCutOff(page, where);
        await settle(page);
        await page.screenshot({ path: path.join(PICTURES, `${where}.png`) });
        await expectNoViolations(page, where);
      }
    }
  });
}

/** The same for a window whose size is its own. */
export async function inspectSmall(instance: RunningApp, small: Page, name: string): Promise<void> {
  await withSomebodyThere(small, async () => {
    for (const theme of THEMES) {
      await showTheme(instance, small, theme);
      const where = `${name}-${theme}`;
      await settle(small);
      await small.screenshot({ path: path.join(PICTURES, `${where}.png`) });
      await expectNoViolations(small, where);
    }
  });
}
