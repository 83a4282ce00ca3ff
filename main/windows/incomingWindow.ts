import type { IncomingState } from '../../preload/contract/ringing.ts';
import type { Area } from '../desktop/desktop.ts';
import type { Gateway } from '../ipc/gateway.ts';
import type { IncomingWindow } from './incomingCalls.ts';
import { keepAbove, type SmallWindows } from './smallWindows.ts';
import { surfaceColour } from './windowLook.ts';

/**
 * Opens the window of an incoming call. It comes up without taking the keyboard from anybody, and
 * is in the list of windows, so that it can be reached without a pointer.
 *
 * @param place - where it goes, given the zoom of its page.
 */
export function openIncomingWindow(
  first: IncomingState,
  place: (zoom: number) => Area,
  closed: () => void,
  { windows, gateway }: { readonly windows: SmallWindows; readonly gateway: Gateway },
): IncomingWindow {
  let state = first;
  const window = windows.make(
    'incoming',
    {
      ...place(1),
      title: 'Parley',
      skipTaskbar: false,
      backgroundColor: surfaceColour('raised', first.theme),
    },
    ({ webContents }) => gateway.pushTo(webContents, 'incoming:state', state),
  );
  const { webContents } = window;
  keepAbove(window);
  window.once('ready-to-show', () => {
    // It shares its zoom with the call's window, for it shares the session.
    const bounds = place(webContents.getZoomFactor());
    window.setBounds(bounds);
    window.showInactive();
    // Where it was shown first, a window manager may have had ideas of its own.
    window.setBounds(bounds);
    window.flashFrame(true);
  });
  window.once('closed', closed);
  gateway.pushTo(webContents, 'incoming:state', state);
  return {
    tell(next) {
      if (next.theme !== state.theme) {
        window.setBackgroundColor(surfaceColour('raised', next.theme));
      }
      state = next;
      gateway.pushTo(webContents, 'incoming:state', next);
    },
    bringToFront() {
      if (!window.isVisible()) return;
      window.show();
      window.focus();
    },
    close() {
      window.off('closed', closed);
      window.destroy();
    },
  };
}
