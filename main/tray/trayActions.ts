import type { CallWish } from '../../preload/contract/callSummary.ts';
import type { RingAnswer } from '../../preload/contract/ringing.ts';
import type { ManualStatus } from '../../preload/contract/settings.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { RingId } from '../../signaling/protocol/ringMessages.ts';
import type { TrayAction } from './trayMenu.ts';

/** Those who do what is asked for by the tray. */
export interface TrayDoers {
  readonly setStatus: (status: ManualStatus) => void;
  readonly answer: (ring: RingId, answer: RingAnswer) => void;
  readonly ring: (address: ContactAddress) => void;
  readonly openPalette: () => void;
  readonly newCall: () => void;
  readonly joinLastRoom: () => void;
  readonly wish: (wish: CallWish) => void;
  readonly showWindow: () => void;
  /** Who asks to be a contact, in the window. */
  readonly showRequests: () => void;
  readonly quit: () => void;
}

export function doTrayAction(action: TrayAction, doers: TrayDoers): void {
  switch (action.type) {
    case 'set-status':
      return doers.setStatus(action.status);
    case 'answer':
      return doers.answer(action.ring, action.answer);
    case 'call':
      return doers.ring(action.address);
    case 'open-palette':
      return doers.openPalette();
    case 'new-call':
      return doers.newCall();
    case 'join-last-room':
      return doers.joinLastRoom();
    case 'wish':
      // The picker is in the window.
      if (action.wish.type === 'share-screen') doers.showWindow();
      return doers.wish(action.wish);
    case 'show-requests':
      return doers.showRequests();
    case 'show-missed':
    case 'open':
      return doers.showWindow();
    case 'quit':
      return doers.quit();
  }
}
