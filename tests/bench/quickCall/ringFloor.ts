import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRelay } from '../relay.ts';
import { learnAppearance, untilGone, untilPainted, type Appearance } from './appearance.ts';
import { barePage, startBare } from './program.ts';
import { startScreen, WHOLE, type Area } from './screen.ts';

/** Where the app puts its small windows. */
const CORNER: Area = { x: WHOLE.width - 436, y: WHOLE.height - 196, width: 420, height: 180 };
/** The first of anything warms up code. */
const SETTLE_MS = 1_500;
/** Until an app that was started has painted its window and listens. */
const STARTED_MS = 4_000;

export interface RingFloor {
  /** @returns milliseconds from the click to the other's small window on the screen. */
  ring(): Promise<number>;
  /** @returns milliseconds from the keys to a window that was kept ready. */
  palette(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The floor of ringing: a page whose button sends a word over a relay, and an app that opens a small
 * window with a static page when it comes.
 */
export async function startRingFloor(): Promise<RingFloor> {
  const screen = await startScreen();
  const relay = await startRelay();
  const url = `ws://${relay.address}`;
  const folders = [0, 1].map(() => mkdtempSync(path.join(tmpdir(), 'parley-floor-')));
  const [callerFolder = '', calledFolder = ''] = folders;
  const page = barePage('caller');
  page.searchParams.set('relay', url);
  const called = startBare(barePage('marked'), [`--rung-by=${url}`], {
    screen,
    folder: calledFolder,
  });
  await delay(STARTED_MS);
  const caller = startBare(page, ['--ready-for=Control+Alt+P'], { screen, folder: callerFolder });
  await delay(STARTED_MS);
  const pressKeys = (): number => screen.press('control', 'alt', 'p');
  const middle = { x: WHOLE.width / 2, y: WHOLE.height / 2 };

  const learn = async (show: () => unknown, hide: () => void): Promise<Appearance> => {
    const before = await screen.read(CORNER);
    await show();
    await delay(SETTLE_MS);
    const appearance = await learnAppearance(screen, CORNER, before);
    hide();
    await untilGone(screen, appearance);
    return appearance;
  };
  const endRing = (): void => relay.tell('end');
  await screen.move(middle);
  const small = await learn(() => screen.click(middle), endRing);
  const ready = await learn(pressKeys, () => void pressKeys());
  return {
    async ring() {
      const clickedAt = await screen.click(middle);
      const paintedAt = await untilPainted(screen, small);
      endRing();
      await untilGone(screen, small);
      return paintedAt - clickedAt;
    },
    async palette() {
      const pressedAt = pressKeys();
      const paintedAt = await untilPainted(screen, ready);
      await delay(SETTLE_MS);
      pressKeys();
      await untilGone(screen, ready);
      return paintedAt - pressedAt;
    },
    async close() {
      await Promise.all([caller.end(), called.end()]);
      relay.close();
      screen.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
