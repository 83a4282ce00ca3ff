import { createClient, type X11Client, type X11Display, type XTest } from 'x11';
import { startDisplay } from '../presenting/display.ts';
import { SCREEN } from '../presenting/scene.ts';

const Z_PIXMAP = 2;
const ALL_PLANES = 0xffff_ffff;
const LEFT_BUTTON = 1;
/** For a pointer that has come to be noticed, and what it hovers over to be drawn. */
const HOVER_MS = 80;

/** Keys by their codes in the layout of a virtual X server. */
const KEYS = { control: 37, alt: 64, p: 33, f4: 70 } as const;
type Key = keyof typeof KEYS;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** The whole of a screen. */
export const WHOLE: Area = { x: 0, y: 0, ...SCREEN };

/** A screen with a pointer and keys, all at the hands of the bench: input and pictures have one clock. */
export interface Screen {
  /** Environment for what shall appear on it. */
  readonly env: Readonly<Record<string, string>>;
  /** The pixels of a part, row by row, as they are to be seen now. */
  read(area: Area): Promise<Uint32Array>;
  move(to: Point): Promise<void>;
  /** Moves there and clicks. @returns when, as `performance.now()` has it. */
  click(at: Point): Promise<number>;
  /** Presses keys together. @returns when the last went down. */
  press(...keys: readonly Key[]): number;
  close(): void;
}

export async function startScreen(): Promise<Screen> {
  const display = await startDisplay();
  const { client, screen } = await connect(display.env['DISPLAY'] ?? '');
  const root = screen[0]?.root ?? 0;
  const test = await new Promise<XTest>((resolve, reject) => {
    client.require('xtest', (error, extension) =>
      error === null || error === undefined ? resolve(extension) : reject(error),
    );
  });
  const move = async ({ x, y }: Point): Promise<void> => {
    test.FakeInput(test.MotionNotify, 0, 0, root, Math.round(x), Math.round(y));
    await new Promise((resolve) => setTimeout(resolve, HOVER_MS));
  };
  return {
    env: display.env,
    read: ({ x, y, width, height }) =>
      new Promise((resolve, reject) => {
        client.GetImage(Z_PIXMAP, root, x, y, width, height, ALL_PLANES, (error, image) => {
          if (error !== null && error !== undefined) return reject(error);
          // Copied, for where it came it need not lie on a whole word.
          resolve(new Uint32Array(Uint8Array.from(image.data).buffer, 0, width * height));
        });
      }),
    move,
    async click(where) {
      await move(where);
      test.FakeInput(test.ButtonPress, LEFT_BUTTON, 0, 0, 0, 0);
      const at = performance.now();
      test.FakeInput(test.ButtonRelease, LEFT_BUTTON, 0, 0, 0, 0);
      return at;
    },
    press(...keys) {
      for (const key of keys) test.FakeInput(test.KeyPress, KEYS[key], 0, 0, 0, 0);
      const at = performance.now();
      for (const key of keys.toReversed()) test.FakeInput(test.KeyRelease, KEYS[key], 0, 0, 0, 0);
      return at;
    },
    close() {
      client.terminate();
      display.close();
    },
  };
}

function connect(display: string): Promise<X11Display> {
  return new Promise((resolve, reject) => {
    const options = { display, shm: false, disableBigRequests: true } as const;
    const client: X11Client = createClient(options, (error, opened) =>
      error === undefined || error === null ? resolve(opened) : reject(error),
    );
    client.on('error', reject);
  });
}
