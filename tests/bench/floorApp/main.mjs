// The least Electron app that can hold a call: one window on the page that it is given, which may
// capture the first screen. `--whole-screen` lets the window cover its screen and what is there.
import { app, BrowserWindow, desktopCapturer, session } from 'electron';
import process from 'node:process';

async function firstScreen() {
  const [screen] = await desktopCapturer.getSources({
    types: ['screen'],
    thumbnailSize: { width: 0, height: 0 },
  });
  return screen;
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
  return window.loadURL(process.argv.at(-1));
});
