import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { SCENES } from './scenes.ts';

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
const config = path.join(HERE, 'vite.config.ts');

function option(name: string, usual: readonly string[]): readonly string[] {
  const start = `--${name}=`;
  const given = process.argv.find((argument) => argument.startsWith(start));
  return given === undefined ? usual : given.slice(start.length).split(',');
}

/** Presses what the scene wants pressed; the names are English, the page may not be. */
async function act(page: Page, name: string): Promise<void> {
  const scene = SCENES[name];
  for (const press of scene?.press ?? []) {
    await page
      .getByRole('button', { name: press, exact: true })
      .or(page.getByRole('menuitem', { name: press, exact: true }))
      .or(page.getByRole('tab', { name: press, exact: true }))
      .or(page.getByRole('combobox', { name: press, exact: true }))
      .first()
      .click();
  }
  if (scene?.type !== undefined) await page.keyboard.type(scene.type);
}

/**
 * Base UI guards the focus of an open popup with focusable elements that it hides, which is right
 * and looks wrong; an open menu stands outside of the landmarks, as the pattern wants it.
 */
function axe(page: Page): AxeBuilder {
  const builder = new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]');
  const popup = '[data-base-ui-portal] :is([role=menu],[role=listbox])';
  return builder.exclude(popup);
}

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
  for (const size of option('size', SIZES)) {
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
        for (const name of option('scene', Object.keys(SCENES))) {
          await page.goto(`${url}?scene=${name}&theme=${theme}&lang=${lang}`);
          await page.locator('#root > *').first().waitFor();
          if (lang === 'en') await act(page, name);
          await page.evaluate(() => document.fonts.ready);
          // Painted cameras need a moment for their first frame.
          await page.waitForTimeout(500);
          await page.screenshot({
            path: path.join(folder, `${name}-${theme}-${lang}-${size}.png`),
          });
          const { violations } = await axe(page).analyze();
          for (const { id, help, nodes } of violations) {
            faults += 1;
            const where = nodes.map((node) => node.target.join(' ')).slice(0, 3);
            console.log(
              `${name} ${theme} ${lang} ${size}: ${id}: ${help}\n  ${where.join('\n  ')}`,
            );
            console.log(`  ${nodes[0]?.failureSummary?.replaceAll('\n', '\n  ') ?? ''}`);
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
