import type { CallSummary } from '../../preload/contract/callSummary.ts';
import type { ShortcutsState } from '../../preload/contract/desktopState.ts';
import type { RecentCall } from '../../preload/contract/recentCalls.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { lookAtLink } from '../system/deepLinks.ts';
import type { RequestHandlers } from './requestCheck.ts';

export interface QuickCallHandlerParts {
  /** The running call is as this now; null: there is none. */
  readonly summarised: (summary: CallSummary | null) => void;
  readonly shortcuts: () => ShortcutsState;
  readonly hasTray: () => boolean;
  readonly closePalette: () => void;
  readonly ring: (address: ContactAddress) => void;
  /** As if it had been clicked in another program. */
  readonly openLink: (text: string) => void;
  readonly joinRoom: (room: Pick<RecentCall, 'room' | 'server'>) => void;
}

export type QuickCallHandlers = Pick<
  RequestHandlers,
  'call:summary' | 'shortcuts:state' | 'tray:state' | 'palette:look' | 'palette:choose'
>;

/** What main does for the quick-call palette, and for who follows the call from outside. */
export function createQuickCallHandlers(parts: QuickCallHandlerParts): QuickCallHandlers {
  const { summarised, shortcuts, hasTray, closePalette, ring, joinRoom, openLink } = parts;
  return {
    'call:summary': summarised,
    'shortcuts:state': () => shortcuts(),
    'tray:state': () => ({ isThere: hasTray() }),
    'palette:look': ({ text }) => lookAtLink(text),
    'palette:choose'(choice) {
      // First: the window that comes next is to get the keyboard.
      closePalette();
      switch (choice.type) {
        case 'contact':
          return ring(choice.address);
        case 'room':
          return joinRoom({ room: choice.room, server: choice.server });
        case 'link':
          return openLink(choice.text);
        case 'close':
      }
    },
  };
}
