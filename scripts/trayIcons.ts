// Draws the pictures of build/tray anew from the SVG files there: node scripts/trayIcons.ts
import { chromium } from 'playwright';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './setUp/places.ts';

const DIR = path.join(root, 'build/tray');

/**
 * Each appearance's colours and sizes. A taskbar's colour may be told wrongly, so a thin halo keeps both
 * readable; `on-any` is for panels of which nobody tells it: 3:1 at least on white and on dark grey.
 */
const APPEARANCES = {
  'on-dark': {
    glyph: '#f0f0ee',
    voice: '#72dbc1',
    stop: '#f0525e',
    share: '#f5a464',
    cut: '#ffffff',
    halo: '#0a0e0e80',
    sizes: [16, 24, 32, 44],
  },
  'on-light': {
    glyph: '#1a2224',
    voice: '#097060',
    stop: '#c02334',
    share: '#9d521c',
    cut: '#ffffff',
    halo: '#ffffff99',
    sizes: [16, 24, 32, 44],
  },
  'on-any': {
    glyph: '#1c9a84',
    voice: '#1c9a84',
    stop: '#e5484d',
    share: '#c9752d',
    cut: '#ffffff',
    halo: 'none',
    sizes: [22, 44],
  },
} as const;
/** macOS colours these itself, by their opacity alone. Their names tell it so. */
const TEMPLATE_SIZES = [
  [16, ''],
  [32, '@2x'],
] as const;
const PRESENCE_SIZES = [
  [16, ''],
  [32, '@2x'],
] as const;

type Colours = Readonly<Record<'glyph' | 'voice' | 'stop' | 'share' | 'cut' | 'halo', string>>;

function style(colours: Colours): string {
  const filled = (['glyph', 'voice', 'stop', 'share'] as const).map(
    (name) => `.${name}{fill:${colours[name]}}`,
  );
  return [
    ...filled,
    `.glyph,.voice,.stop,.share{stroke:${colours.halo};stroke-width:1.1;paint-order:stroke}`,
    `.cut{stroke:${colours.cut};stroke-width:2.4;stroke-linecap:round}`,
    `.line{fill:none;stroke:${colours.glyph};stroke-width:2.6}`,
  ].join('');
}

const TEMPLATE_STYLE = [
  '.glyph,.voice,.stop,.share{fill:#000}',
  '.line{fill:none;stroke:#000;stroke-width:2.6}',
].join('');

const browser = await chromium.launch({
  executablePath: process.env['PARLEY_CHROMIUM'] || '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

async function draw(source: string, css: string, size: number, file: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}${css}</style>${source}`,
  );
  writeFileSync(path.join(DIR, file), await page.screenshot({ omitBackground: true }));
}

/** What is white becomes a hole. */
function withHoles(source: string): string {
  const cuts = source.match(/<path[^>]*class="cut"\/>/g) ?? [];
  if (cuts.length === 0) return source;
  const holes = cuts.map((cut) =>
    cut.replace('class="cut"', 'stroke="#000" stroke-width="2.4" stroke-linecap="round"'),
  );
  const rest = cuts.reduce((text, cut) => text.replace(cut, ''), source);
  return rest.replace(
    /(<path|<circle)([^>]*class="stop")/,
    `<mask id="cut"><rect width="24" height="24" fill="#fff"/>${holes.join('')}</mask>$1 mask="url(#cut)"$2`,
  );
}

try {
  for (const name of readdirSync(DIR).filter((file) => file.endsWith('.svg'))) {
    const source = readFileSync(path.join(DIR, name), 'utf8');
    const kind = path.parse(name).name;
    if (kind.startsWith('presence-')) {
      // Menus are light or dark as they like.
      const css = style({
        ...APPEARANCES['on-light'],
        glyph: '#788283',
        voice: '#1c9a84',
        halo: 'none',
      });
      for (const [size, suffix] of PRESENCE_SIZES)
        await draw(source, css, size, `${kind}${suffix}.png`);
      continue;
    }
    for (const [appearance, colours] of Object.entries(APPEARANCES)) {
      for (const size of colours.sizes)
        await draw(source, style(colours), size, `${kind}-${appearance}-${size}.png`);
    }
    for (const [size, suffix] of TEMPLATE_SIZES) {
      await draw(withHoles(source), TEMPLATE_STYLE, size, `${kind}Template${suffix}.png`);
    }
  }
} finally {
  await browser.close();
}
