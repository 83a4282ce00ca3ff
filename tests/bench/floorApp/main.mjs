// The least Electron app that can hold a call: one window on the page that it is given, which may
// capture the first screen. `--whole-screen` lets the window cover its screen and what is there.
// `--rung-by=URL` opens a small window when the relay there says so; `--ready-for=KEYS` keeps one
// ready for a shortcut.
import { app, BrowserWindow, desktopCapturer, globalShortcut, screen, session } from 'electron';
import path from 'node:path';
import process from 'node:process';

async function firstScreen() {
  const [screen] = await desktopCapturer.getSources({
    types: ['screen'],
    thumbnailSize: { width: 0, height: 0 },
  });
  return screen;
}

/** @param {string} name */
function option(name) {
  const start = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length);
}

/** @param {boolean} show */
function openSmall(show) {
  const { x, y, width, height } = screen.getPrimaryDisplay().workArea;
  const size = { width: 420, height: 180 };
  const window = new BrowserWindow({
    ...size,
    x: x + width - size.width - 16,
    y: y + height - size.height - 16,
    show,
    frame: false,
    alwaysOnTop: true,
    webPreferences: { backgroundThrottling: false },
  });
  void window.loadFile(path.join(import.meta.dirname, 'small.html'));
  return window;
}

/** @param {string} relay */
async function awaitRings(relay) {
  const { WebSocket } = await import('ws');
  /** @type {BrowserWindow | null} */
  let ring = null;
  new WebSocket(relay).on('message', (/** @type {Buffer} */ data) => {
    ring?.destroy();
    ring = data.toString() === 'ring' ? openSmall(true) : null;
  });
}

/** @param {string} keys */
function awaitShortcut(keys) {
  const window = openSmall(false);
  globalShortcut.register(keys, () => (window.isVisible() ? window.hide() : window.show()));
}

void app.whenReady().then(() => {
  session.defaultSession.setDisplayMediaRequestHandler((_, answer) => {
    void firstScreen().then((video) => answer({ video }));
  });
  const whole = process.argv.includes('--whole-screen');
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { backgroundThrottling: false },
    ...(whole ? { fullscreen: true, frame: false, alwaysOnTop: true } : {}),
  });
  const relay = option('rung-by');
  if (relay !== undefined) void awaitRings(relay);
  const keys = option('ready-for');
  if (keys !== undefined) awaitShortcut(keys);
  return window.loadURL(process.argv.at(-1));
});
