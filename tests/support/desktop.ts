import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';

/** A picture of the whole X screen. */
export interface Screenshot {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of a pixel, 0 to 255. */
  at(x: number, y: number): readonly [number, number, number];
}

/** Takes a picture of the screen, or of a part of it, as the X server has it. */
export function screenshot(part?: {
  x: number;
  y: number;
  width: number;
  height: number;
}): Screenshot {
  const size = execFileSync('xdotool', ['getdisplaygeometry'], { encoding: 'utf8' });
  const [screenWidth = 0, screenHeight = 0] = size.trim().split(' ').map(Number);
  const { x, y, width, height } = part ?? { x: 0, y: 0, width: screenWidth, height: screenHeight };
  const crop = ['-crop', `${width}x${height}+${x}+${y}`, '+repage', '-depth', '8'];
  const pixels = execFileSync('import', ['-silent', '-window', 'root', ...crop, 'rgb:-'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  if (pixels.length !== width * height * 3) throw new Error('the screenshot has another size');
  return {
    width,
    height,
    at(column, row) {
      const start = (row * width + column) * 3;
      return [pixels[start] ?? 0, pixels[start + 1] ?? 0, pixels[start + 2] ?? 0];
    },
  };
}

/** A compositor, without which a transparent window would be black. */
export interface Compositor {
  stop(): Promise<void>;
}

/** All windows, as `xwininfo` prints them; empty when one went away while it looked. */
function windowTree(): string {
  return spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout;
}

function hasCompositor(): boolean {
  // Picom's own window is there once it has taken the screen's selection.
  return windowTree().includes('"picom"');
}

export async function startCompositor(): Promise<Compositor> {
  const picom = spawn('picom', ['--backend', 'xrender', '--config', '/dev/null'], {
    stdio: 'ignore',
  });
  await expect.poll(hasCompositor, { message: 'compositor', timeout: 10_000 }).toBe(true);
  return {
    async stop() {
      picom.kill();
      await expect.poll(hasCompositor, { message: 'compositor gone' }).toBe(false);
    },
  };
}

/** X id of the window with this title. */
function windowId(title: string): string {
  const ids = execFileSync('xdotool', ['search', '--name', `^${title}$`], { encoding: 'utf8' });
  const id = ids.trim().split('\n')[0];
  if (id === undefined || id === '') throw new Error(`no window is called ${title}`);
  return id;
}

/** Where a window's content is on the screen. */
export function windowPlace(title: string): {
  x: number;
  y: number;
  width: number;
  height: number;
} {
  const text = execFileSync('xwininfo', ['-id', windowId(title)], { encoding: 'utf8' });
  const read = (label: string): number =>
    Number(new RegExp(`${label}: +(-?\\d+)`).exec(text)?.[1] ?? Number.NaN);
  return {
    x: read('Absolute upper-left X'),
    y: read('Absolute upper-left Y'),
    width: read('Width'),
    height: read('Height'),
  };
}

/** The icon that a window gives to title bars and lists of windows, as `xprop` prints it. */
export function windowIcon(title: string): string {
  const args = ['-id', windowId(title), '_NET_WM_ICON'];
  return spawnSync('xprop', args, { encoding: 'utf8' }).stdout;
}

export function moveWindow(title: string, x: number, y: number): void {
  execFileSync('xdotool', ['windowmove', '--sync', windowId(title), String(x), String(y)]);
}

export function resizeWindow(title: string, width: number, height: number): void {
  const size = [String(width), String(height)];
  execFileSync('xdotool', ['windowsize', '--sync', windowId(title), ...size]);
}

/** Has the window manager minimise the window. */
export function minimiseWindow(title: string): void {
  execFileSync('xdotool', ['windowminimize', windowId(title)]);
}

/** Brings a window back and to the front. */
export function activateWindow(title: string): void {
  execFileSync('wmctrl', ['-i', '-a', windowId(title)]);
}

/** Tells everybody on the session bus what a screen saver tells when it locks or unlocks. */
export function lockScreen(locked: boolean): void {
  execFileSync('dbus-send', [
    '--session',
    '--type=signal',
    '/org/freedesktop/ScreenSaver',
    'org.freedesktop.ScreenSaver.ActiveChanged',
    `boolean:${locked}`,
  ]);
}

/** A window whose picture changes several times a second: a clock with a second hand would not do. */
export interface BusyWindow {
  readonly title: string;
  close(): void;
}

/** Opens a terminal that counts. */
export async function showCounter(title: string): Promise<BusyWindow> {
  const script =
    'n=0; while :; do n=$((n+1)); printf "\\033[41;%dm%s\\033[0m\\n" $((30 + n % 8)) "$n$n$n$n$n$n"; sleep 0.1; done';
  const terminal: ChildProcess = spawn(
    'xterm',
    ['-title', title, '-geometry', '60x20+200+200', '-e', 'sh', '-c', script],
    { stdio: 'ignore' },
  );
  await expect.poll(windowTree, { timeout: 10_000 }).toContain(`"${title}"`);
  return { title, close: () => void terminal.kill() };
}

/** A window with text in it. */
export interface TextWindow {
  readonly title: string;
  change(text: string): void;
  close(): void;
}

/** Opens a terminal without a blinking cursor that shows a text. */
export async function showText(title: string, text: string): Promise<TextWindow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-text-'));
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const script = `printf '\\033[?25l%s\\n' "$0"; while :; do cat ${pipe}; done`;
  const terminal = spawn(
    'xterm',
    ['-title', title, '-fa', 'DejaVu Sans Mono', '-fs', '8', '-geometry', '70x20+300+300'].concat([
      '-e',
      'sh',
      '-c',
      script,
      text,
    ]),
    { stdio: 'ignore' },
  );
  await expect.poll(windowTree, { timeout: 10_000 }).toContain(`"${title}"`);
  return {
    title,
    change: (next) => writeFileSync(pipe, `${next}\n`),
    close() {
      terminal.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Shared-memory segments on this machine: a running capture of the X screen holds some. */
export function sharedMemorySegments(): number {
  return execFileSync('ipcs', ['-m'], { encoding: 'utf8' }).match(/^0x/gm)?.length ?? 0;
}
