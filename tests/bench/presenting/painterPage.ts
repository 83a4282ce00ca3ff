/*
 * The page on the shared screen. All that it shows is a function of the scene and of the clock's
 * code, which is painted with it, so that any picture can be painted again to compare with.
 */
import { CELL, clockCode, CODE_RECT, whiteCells } from './clockCode.ts';
import { createCodeListing, createSlide, createTextPage, LISTING_HEIGHT } from './painterScenes.ts';
import { SCROLL_SPEED, TYPING_RATE } from './scene.ts';

const SCENES = ['scroll', 'type', 'slideA', 'slideB', 'text'] as const;
export type SceneName = (typeof SCENES)[number];

export interface PainterPage {
  /** Shows a scene, live or still. @returns the code that was painted with it. */
  show(scene: SceneName): Promise<number>;
  /** Stops all motion. @returns the code that stays. */
  hold(): Promise<number>;
  /** Paints the scrolled text as it was with this code. */
  repaint(code: number): Promise<void>;
  /** Pictures painted so far. */
  painted(): number;
}

declare global {
  interface Window {
    painter: PainterPage;
  }
}

document.body.style.cssText = 'margin:0;overflow:hidden;cursor:none;background:#fff';
const typed = document.createElement('pre');
typed.style.cssText =
  'margin:0;padding:140px 80px;height:100%;font:14px/18px "DejaVu Sans Mono",monospace;' +
  'color:#1f2328;white-space:pre-wrap;width:900px';
const layers: Readonly<Record<SceneName, HTMLElement>> = {
  scroll: createCodeListing(),
  type: typed,
  slideA: createSlide('light'),
  slideB: createSlide('dark'),
  text: createTextPage(),
};
for (const name of SCENES) {
  layers[name].hidden = true;
  document.body.append(layers[name]);
}
const canvas = document.createElement('canvas');
canvas.width = CODE_RECT.width;
canvas.height = CODE_RECT.height;
canvas.style.cssText = `position:fixed;left:${CODE_RECT.x}px;top:${CODE_RECT.y}px`;
document.body.append(canvas);
const context = canvas.getContext('2d');

let scene: SceneName = 'text';
let moving = false;
let last = 0;
let lastTypedAt = 0;
let painted = 0;

function paint(code: number): void {
  last = code;
  painted += 1;
  if (scene === 'scroll') {
    const offset = Math.floor((code / 1_000) * SCROLL_SPEED) % LISTING_HEIGHT;
    layers.scroll.style.transform = `translateY(-${offset}px)`;
  }
  if (context === null) throw new Error('no canvas');
  context.fillStyle = '#000';
  context.fillRect(0, 0, CODE_RECT.width, CODE_RECT.height);
  context.fillStyle = '#fff';
  for (const { x, y } of whiteCells(code)) context.fillRect(x, y, CELL, CELL);
}

function frame(): void {
  requestAnimationFrame(frame);
  if (!moving) return;
  const now = Date.now();
  if (scene === 'type') {
    if (now - lastTypedAt < 1_000 / TYPING_RATE - 8) return;
    lastTypedAt = now;
    // A line is 60 characters; the page is emptied when it is full.
    const length = typed.textContent.length;
    typed.textContent =
      length > 2_400
        ? ''
        : typed.textContent + 'the cat sat on a mat and it was fat '.charAt(length % 36);
  }
  paint(clockCode(now));
}
requestAnimationFrame(frame);

/** The second frame after now begins when the first is on its way to the screen. */
async function shown(): Promise<void> {
  for (let times = 0; times < 2; times++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

window.painter = {
  async show(name) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    layers[scene].hidden = true;
    layers[name].hidden = false;
    scene = name;
    moving = name === 'scroll' || name === 'type';
    paint(clockCode(Date.now()));
    const code = last;
    await shown();
    return code;
  },
  async hold() {
    moving = false;
    await shown();
    return last;
  },
  async repaint(code) {
    moving = false;
    layers[scene].hidden = true;
    layers.scroll.hidden = false;
    scene = 'scroll';
    paint(code);
    await shown();
  },
  painted: () => painted,
};
