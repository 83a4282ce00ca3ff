import type { SharingBarState } from '../../preload/contract/presenting.ts';
import type { Area } from '../desktop/desktop.ts';
import type { Gateway } from '../ipc/gateway.ts';
import type { BarEvents, BarWindow } from './sharingBars.ts';
import { keepAbove, type SmallWindows } from './smallWindows.ts';
import { surfaceColour } from './windowLook.ts';

/** Opens a sharing bar's window. It comes up without taking the keyboard from anybody. */
export function openBarWindow(
  bounds: Area,
  first: SharingBarState,
  { closed, moved }: BarEvents,
  { windows, gateway }: { readonly windows: SmallWindows; readonly gateway: Gateway },
): BarWindow {
  let state = first;
  const window = windows.make(
    'sharing-bar',
    { ...bounds, title: 'Parley', backgroundColor: surfaceColour('raised', first.theme) },
    ({ webContents }) => gateway.pushTo(webContents, 'bar:state', state),
  );
  const { webContents } = window;
  keepAbove(window);
  window.once('ready-to-show', () => {
    window.showInactive();
    // Where it was shown first, a window manager may have had ideas of its own.
    window.setBounds({ ...window.getBounds(), x: bounds.x, y: bounds.y });
  });
  window.once('closed', closed);
  window.on('move', moved);
  window.on('resize', moved);
  gateway.pushTo(webContents, 'bar:state', state);
  return {
    sender: webContents.id,
    bounds: () => window.getBounds(),
    place: (next) => window.setBounds(next),
    tell(next) {
      if (next.theme !== state.theme) {
        window.setBackgroundColor(surfaceColour('raised', next.theme));
      }
      state = next;
      gateway.pushTo(webContents, 'bar:state', next);
    },
    moveToTop: () => window.moveTop(),
    close() {
      window.off('closed', closed);
      window.destroy();
    },
  };
}
