// What the painter shows, always the same.
import { KNOWN_TEXT, TEXT_BLOCKS, TEXT_SIZES } from './scene.ts';

/** After this many pixels the listing repeats. */
export const LISTING_HEIGHT = 3_600;
const LINE_HEIGHT = 18;
const LINES = LISTING_HEIGHT / LINE_HEIGHT;
/** Lines that are seen at once, and so come again at the end. */
const REPEATED_LINES = 60;

const WORDS = (
  'const let function return await import export if else for class new this async => { } ( ) ; ' +
  'connection addTrack setLocalDescription bufferedAmount offer answer candidate 0x1f 4096 null'
).split(' ');
const COLOURS = ['#d4d4d4', '#569cd6', '#ce9178', '#6a9955', '#c586c0'];

/** The same numbers each time, 0 to `below`: a linear congruential generator (C standard). */
function createNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
}

/** Code in an editor, coloured, twice as wide as the eye reads. */
export function createCodeListing(): HTMLElement {
  const listing = document.createElement('div');
  listing.style.cssText =
    'position:absolute;left:0;top:0;width:1920px;background:#1e1e1e;white-space:pre;' +
    `font:14px/${LINE_HEIGHT}px "DejaVu Sans Mono",monospace;will-change:transform`;
  const number = createNumbers(1);
  const lines = Array.from({ length: LINES }, () => {
    const words = Array.from({ length: 6 + number(18) }, () => WORDS[number(WORDS.length)] ?? '');
    return {
      text: ' '.repeat(number(8) * 2) + words.join(' '),
      colour: COLOURS[number(COLOURS.length)] ?? '#fff',
    };
  });
  for (let index = 0; index < LINES + REPEATED_LINES; index++) {
    const line = lines[index % LINES];
    const element = document.createElement('div');
    element.style.cssText = `height:${LINE_HEIGHT}px;padding-left:24px;color:${line?.colour}`;
    element.textContent = line?.text ?? '';
    listing.append(element);
  }
  return listing;
}

/** A slide: heading, points, a chart, and something like a photograph. */
export function createSlide(theme: 'light' | 'dark'): HTMLElement {
  const light = theme === 'light';
  const slide = document.createElement('div');
  slide.style.cssText =
    `position:absolute;inset:0;font:28px/48px "DejaVu Sans",sans-serif;` +
    (light
      ? 'background:#fff;color:#1b1f24'
      : 'background:linear-gradient(160deg,#10233f,#2b1640);color:#f3f0ea');
  const points = light
    ? ['Costs fell by a third', 'Two regions were added', 'Nobody was called at night']
    : ['What comes next', 'Move the last service', 'Switch the old racks off', 'Celebrate'];
  const text = document.createElement('div');
  text.style.cssText = `position:absolute;top:170px;${light ? 'left:110px' : 'left:1010px'}`;
  const heading = document.createElement('div');
  heading.style.cssText = 'font-size:56px;line-height:90px;font-weight:bold';
  heading.textContent = light ? 'The year in figures' : 'Plans for autumn';
  text.append(heading);
  for (const point of points) {
    const line = document.createElement('div');
    line.textContent = `– ${point}`;
    text.append(line);
  }
  text.append(createTable(light ? 11 : 13));
  slide.append(text, light ? createChart() : createPhotograph());
  return slide;
}

function createTable(seed: number): HTMLElement {
  const table = document.createElement('pre');
  table.style.cssText = 'margin:24px 0 0;font:15px/22px "DejaVu Sans Mono",monospace';
  const number = createNumbers(seed);
  const row = (): string =>
    Array.from({ length: 7 }, () => String(number(100_000)).padStart(9)).join('');
  table.textContent = Array.from({ length: 14 }, row).join('\n');
  return table;
}

function createChart(): HTMLElement {
  const chart = document.createElement('div');
  chart.style.cssText = 'position:absolute;left:900px;top:200px;width:900px;height:640px';
  const number = createNumbers(7);
  for (let bar = 0; bar < 12; bar++) {
    const height = 80 + number(500);
    const element = document.createElement('div');
    element.style.cssText =
      `position:absolute;left:${bar * 74}px;bottom:0;width:54px;height:${height}px;` +
      `background:hsl(${bar * 24} 60% 52%);font-size:14px;line-height:20px;text-align:center`;
    element.textContent = String(height);
    chart.append(element);
  }
  return chart;
}

/** Soft shapes with a little grain, where a codec has work to do. */
function createPhotograph(): HTMLElement {
  const canvas = document.createElement('canvas');
  canvas.width = 800;
  canvas.height = 600;
  canvas.style.cssText = 'position:absolute;left:110px;top:220px';
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const image = context.createImageData(canvas.width, canvas.height);
  const number = createNumbers(3);
  for (let pixel = 0; pixel < canvas.width * canvas.height; pixel++) {
    const x = pixel % canvas.width;
    const y = Math.floor(pixel / canvas.width);
    const shade = 120 + 60 * Math.sin(x / 61 + Math.sin(y / 47)) + 40 * Math.cos(y / 31 - x / 90);
    const grain = number(9) - 4;
    image.data.set([shade + grain, shade * 0.8 + grain, 200 - shade / 2 + grain, 255], pixel * 4);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The known text in each size, black on white. */
export function createTextPage(): HTMLElement {
  const page = document.createElement('div');
  page.style.cssText = 'position:absolute;inset:0;background:#fff;color:#000';
  for (const size of TEXT_SIZES) {
    const { x, y, width, height } = TEXT_BLOCKS[size];
    const block = document.createElement('div');
    block.style.cssText =
      `position:absolute;left:${x}px;top:${y}px;width:${width}px;height:${height}px;` +
      `box-sizing:border-box;padding:${size}px;white-space:pre;` +
      `font:${size}px/${Math.round(size * 1.6)}px "DejaVu Sans",sans-serif`;
    block.textContent = KNOWN_TEXT.join('\n');
    page.append(block);
  }
  return page;
}
