import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { findViolations } from '../support/accessibility.ts';
import { firstPictures, settle } from '../support/standingStill.ts';
import type { Scene } from './base.ts';
import { SCENES } from './scenes.ts';
import { SMALL_SCENES } from './smallScenes.ts';

/*
 * Takes pictures of the gallery and looks for accessibility faults and for what the content
 * security policy refuses:
 *
 *   node tests/gallery/shoot.ts FOLDER [--scene=NAME] [--size=WxH] [--theme=dark] [--lang=ru]
 *
 * Ends with 1 when something was found.
 */

const HERE = import.meta.dirname;
const SIZES = ['1280x800', '640x480', '2560x1440'];
/** The windows beside the call's have one size each. */
const NAMES = [...Object.keys(SCENES), ...Object.keys(SMALL_SCENES)];
const config = path.join(HERE, 'vite.config.ts');

function option(name: string, usual: readonly string[]): readonly string[] {
  const start = `--${name}=`;
  const given = process.argv.find((argument) => argument.startsWith(start));
  return given === undefined ? usual : given.slice(start.length).split(',');
}

const SCREEN_TOOLS: ReadonlySet<string> = new Set(['Actual size', 'Focus']);

type Acted = Pick<Scene, 'press' | 'type' | 'keyboard' | 'keys' | 'hover'>;

/** Presses what the scene wants pressed; the names are English, the page may not be. */
async function act(page: Page, name: string): Promise<void> {
  const scene: Acted | undefined = SCENES[name] ?? SMALL_SCENES[name];
  for (const press of scene?.press ?? []) {
    const button = page.getByRole('button', { name: press, exact: true });
    // What does not fit in a small tile's row is in its menu.
    if (SCREEN_TOOLS.has(press) && (await button.count()) === 0) {
      await page.getByRole('button', { name: 'More', exact: true }).first().click();
    }
    await button
      .or(page.getByRole('menuitem', { name: press, exact: true }))
      .or(page.getByRole('tab', { name: press, exact: true }))
      .or(page.getByRole('combobox', { name: press, exact: true }))
      .or(page.getByRole('option', { name: press }))
      .or(page.getByRole('checkbox', { name: press, exact: true }))
      .or(page.getByRole('radio', { name: press, exact: true }))
      .first()
      .click();
  }
  if (scene?.type !== undefined) await page.keyboard.type(scene.type);
  if (scene?.keyboard !== undefined) {
    const button = page.getByRole('button', { name: scene.keyboard, exact: true }).first();
    const pressed = (await button.getAttribute('aria-pressed')) === 'true';
    await button.focus();
    await page.keyboard.press('Enter');
    if (pressed) await page.keyboard.press('Enter');
  }
  for (const key of scene?.keys ?? []) await page.keyboard.press(key);
  if (scene?.hover !== undefined) {
    const hovered = page
      .getByRole('button', { name: scene.hover, exact: true })
      .or(page.getByRole('checkbox', { name: scene.hover, exact: true }))
      .first();
    await hovered.hover({ force: true });
    // Its words come up once the pointer has rested there.
    await page.locator('[data-popup-open]').first().waitFor();
  }
}

/**
 * Base UI guards the focus of an open popup with focusable elements that it hides, which is right
 * and looks wrong; an open menu stands outside of the landmarks, as the pattern wants it.
 */
const RIGHT_AS_IT_IS = [
  '[data-base-ui-focus-guard]',
  '[data-base-ui-portal] :is([role=menu],[role=listbox])',
];

const folder = process.argv[2];
if (folder === undefined || folder.startsWith('--')) throw new Error('name a folder');
mkdirSync(folder, { recursive: true });
if (!process.argv.includes('--built')) await build({ configFile: config });
const server = await preview({ configFile: config, preview: { host: '127.0.0.1', port: 0 } });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env['PARLEY_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
});
let faults = 0;
try {
  const sizes = option('size', SIZES);
  for (const size of sizes) {
    const [width = 1_280, height = 800] = size.split('x').map(Number);
    for (const theme of option('theme', ['dark', 'light'])) {
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: 'reduce',
        colorScheme: theme === 'light' ? 'light' : 'dark',
      });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        faults += 1;
        console.log(`  console: ${message.text().slice(0, 300)}`);
      });
      page.on('pageerror', (error) => {
        faults += 1;
        console.log(`  page error: ${error.message}`);
      });
      for (const lang of option('lang', ['en'])) {
        for (const name of option('scene', NAMES)) {
          const small = SMALL_SCENES[name];
          if (small !== undefined && size !== sizes[0]) continue;
          await page.setViewportSize(small?.size ?? { width, height });
          await page.goto(`${url}?scene=${name}&theme=${theme}&lang=${lang}`);
          await page.locator('#root > *').first().waitFor();
          if (lang === 'en') await act(page, name);
          await page.evaluate(() => document.fonts.ready);
          await firstPictures(page);
          await settle(page);
          await page.screenshot({
            path: path.join(folder, `${name}-${theme}-${lang}-${size}.png`),
          });
          for (const { id, help, nodes } of await findViolations(page, RIGHT_AS_IT_IS)) {
            faults += 1;
            const where = nodes.map(({ selector }) => selector).slice(0, 3);
            console.log(
              `${name} ${theme} ${lang} ${size}: ${id}: ${help}\n  ${where.join('\n  ')}`,
            );
            console.log(`  ${nodes[0]?.summary.replaceAll('\n', '\n  ') ?? ''}`);
          }
        }
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(faults === 0 ? 'nothing found' : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
