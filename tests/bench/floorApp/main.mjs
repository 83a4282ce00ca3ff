// The least Electron app that can hold a call: one window on the page that it is given.
import { app, BrowserWindow } from 'electron';
import process from 'node:process';

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 });
  return window.loadURL(process.argv.at(-1));
});
