import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { incomingBounds, paletteBounds } from '../../../main/windows/cornerBounds.ts';
import { withCallWindow } from '../../support/app.ts';
import { becomeContacts, startPerson } from '../../support/quickCalls.ts';
import { startServer } from '../../support/serverProcess.ts';
import { startStatusNotifier, startTestBus } from '../../support/statusNotifier.ts';
import { writeVoice } from '../../support/voice.ts';
import { heardAt, watchHeard } from '../heardAudio.ts';
import { learnAppearance, untilGone, untilPainted, type Appearance } from './appearance.ts';
import {
  placeOf,
  placeToCall,
  press,
  recordConnections,
  rungAt,
  watchPointer,
  watchRung,
} from './appPage.ts';
import type { PageProbe } from './pageProbe.ts';
import { startParley, type Program } from './program.ts';
import { startScreen, WHOLE, type Point, type Screen } from './screen.ts';

/** After a window has come up or gone, before the next thing is measured. */
const SETTLE_MS = 1_500;
/** The palette is made ready three seconds after the start. */
const STARTED_MS = 6_000;
/** Both windows are to be seen at once; Bob's small ones come up over his. */
const HALVES = {
  ada: { x: 20, y: 40, width: 900, height: 700 },
  bob: { x: 980, y: 40, width: 900, height: 700 },
} as const;
const CALL_PAGE = '/windows/main/';
const INCOMING = incomingBounds(WHOLE, 1, 'linux');
const PALETTE = paletteBounds(WHOLE);

/** One call, in milliseconds. */
interface AppCall {
  /** From the click to the news in the other's main window; null when that is closed. */
  readonly toldMs: number | null;
  /** From the click to the other's small window on the screen. */
  readonly paintedMs: number;
  /** From `Accept` until both hear each other. */
  readonly heardMs: number;
}

export interface RingApp {
  /** Ada calls Bob, who accepts, and both leave. */
  call(): Promise<AppCall>;
  /** Closes Bob's window, so that he is called in the tray. */
  putInTray(): Promise<void>;
  /** @returns milliseconds from the keys to the palette on the screen. */
  palette(): Promise<number>;
  close(): Promise<void>;
}

/** Two people who are contacts, each with a folder of their own. */
async function makeContacts(screen: Screen, server: string): Promise<{ ada: string; bob: string }> {
  const { env } = screen;
  const ada = await startPerson('Ada', { server, env });
  const bob = await startPerson('Bob', { server, env });
  await becomeContacts({ app: ada, name: 'Ada' }, { app: bob, name: 'Bob' });
  await withCallWindow(ada, HALVES.ada);
  await withCallWindow(bob, HALVES.bob);
  await Promise.all([ada.app.close(), bob.app.close()]);
  return { ada: ada.userDataDir, bob: bob.userDataDir };
}

/** Where a page's corner is on the screen: by a move of the pointer that it tells of. */
async function cornerOf(screen: Screen, page: PageProbe, inside: Point): Promise<Point> {
  await page.evaluate(watchPointer, null);
  await screen.move(inside);
  await page.until(() => window.parleyPointer !== undefined, null);
  const seen = await page.evaluate(() => window.parleyPointer, null);
  if (seen === undefined) throw new Error('the pointer was not seen');
  return { x: inside.x - seen.x, y: inside.y - seen.y };
}

function shifted(point: Point | null, { x, y }: Point): Point {
  if (point === null) throw new Error('there is no such button');
  return { x: point.x + x, y: point.y + y };
}

async function openCallPage(program: Program): Promise<PageProbe> {
  const page = await program.page(CALL_PAGE);
  await page.evaluate(recordConnections, null);
  return page;
}

/** Ada, who calls, and Bob, on one screen and a real server. */
export async function startRingApp(): Promise<RingApp> {
  const screen = await startScreen();
  const server = await startServer();
  const bus = await startTestBus();
  const tray = await startStatusNotifier(bus.address);
  const folders = await makeContacts(screen, server.url);
  const voices = mkdtempSync(path.join(tmpdir(), 'parley-voices-'));
  const start = (name: 'ada' | 'bob', seed: number): Program => {
    const voice = path.join(voices, `${name}.wav`);
    writeVoice(voice, seed);
    return startParley({
      screen,
      folder: folders[name],
      inspected: true,
      args: [
        `--server=${server.url}`,
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${voice}`,
      ],
      env: { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_CURRENT_DESKTOP: 'KDE' },
    });
  };
  // The shortcut is hers who comes first.
  const ada = start('ada', 1);
  const adaPage = await openCallPage(ada);
  await delay(STARTED_MS);
  const bob = start('bob', 2);
  let bobPage = await openCallPage(bob);
  let inTray = false;
  await delay(STARTED_MS);

  const { x, y } = HALVES.ada;
  const corner = await cornerOf(screen, adaPage, { x: x + 450, y: y + 350 });
  let callPlace: Point = { x: 0, y: 0 };
  /** The pointer is where Ada clicks, and what she hovers over is drawn. */
  const getReady = async (): Promise<void> => {
    await adaPage.until(placeToCall, 'Bob');
    await delay(SETTLE_MS);
    callPlace = shifted(await adaPage.until(placeToCall, 'Bob'), corner);
    await screen.move(callPlace);
  };
  const hangUp = async (): Promise<void> => {
    await adaPage.until(press, 'Leave');
    await bobPage.until(press, 'Leave');
    // Out of sight, it stays a while.
    if (inTray) await bob.untilPageGone(CALL_PAGE);
  };

  // The first of each tells how it looks, and warms up.
  const beforeRing = await screen.read(INCOMING);
  await getReady();
  await screen.click(callPlace);
  const ring = await bob.page('/windows/incoming/');
  await ring.until(() => document.querySelector('h1') !== null, null);
  await delay(SETTLE_MS);
  const incoming = await learnAppearance(screen, INCOMING, beforeRing);
  const accept = shifted(await ring.evaluate(placeOf, 'Accept'), INCOMING);
  ring.close();
  await screen.click(accept);
  await delay(SETTLE_MS);
  await hangUp();
  const beforePalette = await screen.read(PALETTE);
  const pressKeys = (): number => screen.press('control', 'alt', 'p');
  pressKeys();
  await delay(SETTLE_MS);
  const palette: Appearance = await learnAppearance(screen, PALETTE, beforePalette);
  pressKeys();
  await untilGone(screen, palette);

  return {
    async call() {
      await getReady();
      if (!inTray) await bobPage.evaluate(watchRung, null);
      const clickedAt = await screen.click(callPlace);
      const paintedAt = await untilPainted(screen, incoming);
      const toldAt = inTray
        ? null
        : (await bobPage.evaluate(rungAt, null)) - performance.timeOrigin;
      // It comes while it rings; before it is so far that it makes connections.
      if (inTray) bobPage = await openCallPage(bob);
      await delay(SETTLE_MS);
      await adaPage.evaluate(watchHeard, null);
      await bobPage.evaluate(watchHeard, null);
      const acceptedAt = await screen.click(accept);
      const heardMs = Math.max(
        ...(await Promise.all([adaPage, bobPage].map((page) => page.evaluate(heardAt, null)))),
      );
      await untilGone(screen, incoming);
      await hangUp();
      return {
        toldMs: toldAt === null ? null : toldAt - clickedAt,
        paintedMs: paintedAt - clickedAt,
        heardMs: heardMs - performance.timeOrigin - acceptedAt,
      };
    },
    async putInTray() {
      // The page may be gone before it has answered.
      await bobPage
        .evaluate(() => setTimeout(() => window.close(), 0), null)
        .catch(() => undefined);
      inTray = true;
      await bob.untilPageGone(CALL_PAGE);
    },
    async palette() {
      const pressedAt = pressKeys();
      const paintedAt = await untilPainted(screen, palette);
      await delay(SETTLE_MS);
      pressKeys();
      await untilGone(screen, palette);
      return paintedAt - pressedAt;
    },
    async close() {
      await Promise.all([ada.end(), bob.end()]);
      await tray.stop();
      bus.stop();
      await server.stop();
      screen.close();
      for (const folder of [folders.ada, folders.bob, voices]) {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
