import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import type { ContactBook, StoredContact } from '../../../main/contacts/contactBook.ts';
import { startServer } from '../../support/serverProcess.ts';
import { startStatusNotifier, startTestBus } from '../../support/statusNotifier.ts';
import { treeMemoryMib } from '../processMemory.ts';
import { learnAppearance, untilGone, untilPainted, type Appearance } from './appearance.ts';
import {
  barePage,
  runtime,
  startBare,
  startParley,
  type Program,
  type ProgramOptions,
} from './program.ts';
import { startScreen, WHOLE } from './screen.ts';

/** What is prepared after the start is there by then, and what was needed for the start is gone. */
const SETTLE_MS = 12_000;
const LEARN_MS = 4_000;

/**
 * What is started: an empty window; the app of somebody with a contact, on its own server inside it
 * or on one elsewhere; the app of somebody who has none yet, on its own server.
 */
export type StartKind = 'floor' | 'own-server' | 'other-server' | 'no-contacts';

/** Somebody who is never there. */
const CONTACT = {
  address: '0'.repeat(32),
  name: 'Bob',
  givenName: null,
  key: null,
  server: null,
  standing: 'contact',
  before: null,
  ticket: null,
  lastCallAtMs: null,
} as const satisfies z.input<typeof StoredContact>;
const BOOK: z.input<typeof ContactBook> = {
  contacts: [CONTACT],
  requests: [],
  declined: [],
  ticket: null,
};

interface Memory {
  /** With the window open, MiB. */
  readonly openMib: number;
  /** In the tray with the window closed, MiB; null of what has no tray. */
  readonly trayMib: number | null;
}

export interface Starts {
  /** @returns milliseconds from the start of the process to its window's page on the screen. */
  paint(kind: StartKind, folder: 'used' | 'new'): Promise<number>;
  memory(kind: StartKind): Promise<Memory>;
  close(): Promise<void>;
}

/** Starts programs as a desktop does, nothing looking into them. */
export async function startStarts(): Promise<Starts> {
  const screen = await startScreen();
  const server = await startServer();
  const bus = await startTestBus();
  const tray = await startStatusNotifier(bus.address);
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-start-'));
    folders.push(folder);
    return folder;
  };
  // Pages of a file that two programs map count half for each: so none that runs beside may share it.
  const copy = newFolder();
  cpSync(path.dirname(runtime()), copy, { recursive: true });
  const executable = path.join(copy, path.basename(runtime()));
  const start = (kind: StartKind, folder: string): Program => {
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_CURRENT_DESKTOP: 'KDE' };
    const options: ProgramOptions = { screen, folder, env, executable };
    switch (kind) {
      case 'floor':
        return startBare(barePage('marked'), [], options);
      case 'own-server':
      case 'no-contacts':
        return startParley(options);
      case 'other-server':
        return startParley({ ...options, args: [`--server=${server.url}`] });
    }
  };
  const end = async (program: Program, appearance: Appearance): Promise<void> => {
    await program.end();
    await untilGone(screen, appearance);
  };
  const empty = await screen.read(WHOLE);
  const learn = async (kind: StartKind, folder: string): Promise<Appearance> => {
    const program = start(kind, folder);
    await delay(LEARN_MS);
    const appearance = await learnAppearance(screen, WHOLE, empty);
    await end(program, appearance);
    return appearance;
  };
  const prepare = async (kind: StartKind) => {
    const folder = newFolder();
    const look = await learn(kind, folder);
    if (kind === 'own-server' || kind === 'other-server') {
      writeFileSync(path.join(folder, 'contacts.json'), JSON.stringify(BOOK));
    }
    return { folder, look: { new: look, used: await learn(kind, folder) } };
  };
  const kinds = {
    floor: await prepare('floor'),
    'own-server': await prepare('own-server'),
    'other-server': await prepare('other-server'),
    'no-contacts': await prepare('no-contacts'),
  } as const;
  return {
    async paint(kind, which) {
      const { folder, look } = kinds[kind];
      const program = start(kind, which === 'used' ? folder : newFolder());
      const paintedAt = await untilPainted(screen, look[which]);
      await end(program, look[which]);
      return paintedAt - program.startedAt;
    },
    async memory(kind) {
      const { folder, look } = kinds[kind];
      const program = start(kind, folder);
      await untilPainted(screen, look.used);
      await delay(SETTLE_MS);
      const openMib = treeMemoryMib(program.root);
      let trayMib: number | null = null;
      if (kind !== 'floor') {
        // Of the window manager: closes the window that has the focus.
        screen.press('alt', 'f4');
        await untilGone(screen, look.used);
        await delay(SETTLE_MS);
        if (program.hasEnded) throw new Error('the app ended with its window');
        trayMib = treeMemoryMib(program.root);
      }
      await end(program, look.used);
      return { openMib, trayMib };
    },
    async close() {
      await tray.stop();
      bus.stop();
      await server.stop();
      screen.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
