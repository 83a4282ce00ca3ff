import process from 'node:process';
import type { RegionChoice } from '../../preload/contract/presenting.ts';
import type { Area } from '../desktop/desktop.ts';
import type { Gateway } from '../ipc/gateway.ts';
import type { RegionWindow } from './regionChoices.ts';
import type { SmallWindows } from './smallWindows.ts';
import { surfaceColour } from './windowLook.ts';

/** Covers a display with a window in which a region of its picture is drawn. */
export function openRegionWindow(
  display: Area,
  choice: RegionChoice,
  over: (reason: 'cancelled' | 'failed') => void,
  { windows, gateway }: { readonly windows: SmallWindows; readonly gateway: Gateway },
): RegionWindow {
  const backgroundColor = surfaceColour('stage', choice.theme);
  const window = windows.make(
    'region',
    {
      ...display,
      title: 'Parley',
      backgroundColor,
      fullscreenable: true,
      enableLargerThanScreen: true,
    },
    (made) => gateway.pushTo(made.webContents, 'region:choice', choice),
  );
  window.setAlwaysOnTop(true, 'screen-saver');
  window.once('ready-to-show', () => {
    window.setBounds(display);
    window.show();
    // Only so does a window manager let it lie over panels.
    if (process.platform === 'linux') window.setFullScreen(true);
    window.focus();
  });
  const { webContents } = window;
  webContents.once('render-process-gone', () => over('failed'));
  webContents.once('did-fail-load', () => over('failed'));
  window.once('closed', () => over('cancelled'));
  gateway.pushTo(webContents, 'region:choice', choice);
  // Being closed so is no answer: by then there is one.
  return { sender: webContents.id, close: () => window.destroy() };
}
