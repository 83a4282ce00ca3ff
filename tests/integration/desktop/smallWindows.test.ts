import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncomingState } from '../../../preload/contract/ringing.ts';
import { startElectronSubject, type ElectronSubject } from '../../support/electronSubject.ts';
import { incomingRing } from '../../support/quickCallPeople.ts';
import type { WindowsCommand } from '../../support/windowsSubject.ts';
import { startX11Screen, type X11Screen } from '../../support/x11Screen.ts';

const STARTS_MS = 30_000;
const WAIT = { timeout: 10_000, interval: 50 };

let pages: string;
let screen: X11Screen;
let subject: ElectronSubject;

beforeAll(async () => {
  pages = mkdtempSync(path.join(tmpdir(), 'parley-pages-'));
  for (const page of ['main', 'incoming', 'palette']) {
    const dir = path.join(pages, 'windows', page);
    mkdirSync(dir, { recursive: true });
    writeFileSync(path.join(dir, 'index.html'), `<!doctype html><title>${page}</title>${page}`);
  }
  screen = await startX11Screen();
  subject = await startElectronSubject('windowsSubject.ts', {
    DISPLAY: screen.display,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
    PAGES_DIR: pages,
    PRELOAD_DIR: pages,
    LC_ALL: 'C.UTF-8',
  });
}, STARTS_MS);

afterAll(async () => {
  await subject.stop();
  screen.stop();
  rmSync(pages, { recursive: true, force: true });
});

function send(command: WindowsCommand): void {
  subject.send(command);
}

/** How the windows stood when it was last asked for; asks anew. */
function seen(): unknown {
  send({ do: 'look' });
  return subject.lines.at(-1);
}

function calling(text: string, letter: string): IncomingState {
  return {
    language: 'en',
    theme: 'dark',
    call: incomingRing(text, letter),
    speaker: '',
    secondSpeaker: null,
  };
}

test('at the start the window is there, and the palette is ready behind it', async () => {
  const start = { main: 'shown', incoming: 'none', palette: 'hidden', focused: 'main' };
  await expect.poll(seen, WAIT).toMatchObject(start);
});

test('an incoming call comes up above all else, and leaves the keyboard where it is', async () => {
  send({ do: 'incoming', state: calling('Yana', 'y') });
  await expect.poll(seen, WAIT).toMatchObject({ incoming: 'shown', focused: 'main' });
  const id = screen.run('xdotool', 'search', '--onlyvisible', '--name', '^incoming$').trim();
  expect(screen.run('xprop', '-id', id, '_NET_WM_STATE')).toContain('_NET_WM_STATE_ABOVE');
  expect(screen.run('xwininfo', '-id', id)).toMatch(/X: +884\n.*Y: +604\n/);
  // It is found with the keys that change windows.
  expect(screen.run('xprop', '-id', id, '_NET_WM_STATE')).not.toContain('SKIP_TASKBAR');
});

test('closed, it is gone until somebody calls anew', async () => {
  send({ do: 'close-incoming' });
  await expect.poll(seen, WAIT).toMatchObject({ incoming: 'none' });
  send({ do: 'incoming', state: calling('Yana', 'y') });
  send({ do: 'incoming', state: calling('Yana', 'z') });
  await expect.poll(seen, WAIT).toMatchObject({ incoming: 'shown' });
  send({ do: 'incoming', state: null });
  await expect.poll(seen, WAIT).toMatchObject({ incoming: 'none' });
});

test('the palette takes the keyboard, and gives it back', async () => {
  send({ do: 'palette' });
  await expect.poll(seen, WAIT).toMatchObject({ palette: 'shown', focused: 'palette' });
  send({ do: 'palette' });
  await expect.poll(seen, WAIT).toMatchObject({ palette: 'hidden', focused: 'main' });
});

test('the palette goes when another window gets the keyboard', async () => {
  send({ do: 'palette' });
  await expect.poll(seen, WAIT).toMatchObject({ palette: 'shown', focused: 'palette' });
  const other = await screen.openWindow('another', '40x10+50+50');
  screen.run('xdotool', 'windowactivate', String(other.id));
  await expect.poll(seen, WAIT).toMatchObject({ palette: 'hidden', focused: null });
  other.close();
  await expect.poll(seen, WAIT).toMatchObject({ focused: 'main' });
});

test('the palette that is closed is ready for the next time', async () => {
  send({ do: 'palette' });
  await expect.poll(seen, WAIT).toMatchObject({ palette: 'shown', focused: 'palette' });
  send({ do: 'close-palette' });
  await expect.poll(seen, WAIT).toMatchObject({ palette: 'hidden' });
});

test('closing the window in a call hides it, and says so once', async () => {
  send({ do: 'facts', isInCall: true, hasTray: true });
  send({ do: 'close-main' });
  await expect.poll(seen, WAIT).toMatchObject({ main: 'hidden', told: ['call-in-tray'] });
  send({ do: 'open-main' });
  await expect.poll(seen, WAIT).toMatchObject({ main: 'shown', focused: 'main' });
  send({ do: 'close-main' });
  await expect.poll(seen, WAIT).toMatchObject({ main: 'hidden', told: ['call-in-tray'] });
});

test('a hidden window ends some time after the call, not before', async () => {
  send({ do: 'call-is-over' });
  await expect.poll(seen, WAIT).toMatchObject({ main: 'hidden' });
  send({ do: 'facts', isInCall: false, hasTray: true });
  await expect.poll(seen, WAIT).toMatchObject({ main: 'none' });
});

test('closing the window in a call without a tray minimises it, with words', async () => {
  send({ do: 'open-main' });
  await expect.poll(seen, WAIT).toMatchObject({ main: 'shown' });
  send({ do: 'facts', isInCall: true, hasTray: false });
  send({ do: 'close-main' });
  await expect
    .poll(seen, WAIT)
    .toMatchObject({ main: 'minimised', told: ['call-in-tray', 'call-minimised'] });
});

test('closing the window outside of a call ends it, and without a tray quits', async () => {
  send({ do: 'open-main' });
  await expect.poll(seen, WAIT).toMatchObject({ main: 'shown' });
  send({ do: 'facts', isInCall: false, hasTray: false });
  send({ do: 'close-main' });
  await expect
    .poll(seen, WAIT)
    .toMatchObject({ main: 'none', told: ['call-in-tray', 'call-minimised', 'quits'] });
});
