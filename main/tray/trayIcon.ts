import type { Language } from '../../preload/contract/settings.ts';
import { waitingCount, type TraySnapshot } from './traySnapshot.ts';
import { TRAY_WORDS } from './trayWords.ts';

/** What the system shows of a tooltip: Windows ends it there. */
const MAX_TOOLTIP = 127;

/** `missed`: calls were missed, or somebody asks to be a contact. */
export type TrayIconKind = 'idle' | 'ringing' | 'in-call' | 'muted' | 'sharing' | 'missed';

export interface TrayIcon {
  readonly kind: TrayIconKind;
  /** Calls were missed, or somebody asks to be a contact, while something else is shown. */
  readonly badge: boolean;
}

/**
 * What the icon tells: of several things, the one that matters most now. That one's screen is out
 * comes before that one is muted, which is heard in the call itself.
 */
export function trayIcon(snapshot: TraySnapshot): TrayIcon {
  const { call, incoming } = snapshot;
  const badge = waitingCount(snapshot) > 0;
  if (incoming !== null) return { kind: 'ringing', badge: false };
  if (call?.sharing === true) return { kind: 'sharing', badge };
  if (call !== null) return { kind: call.microphone ? 'in-call' : 'muted', badge };
  return { kind: badge ? 'missed' : 'idle', badge: false };
}

/** The state in words, for who points at the icon. What does not fit is left out. */
export function trayTooltip(snapshot: TraySnapshot, language: Language): string {
  const words = TRAY_WORDS[language];
  const { call, incoming, missedUnseen, requests, shownStatus } = snapshot;
  const parts = [
    incoming === null ? null : words.calling(clipped(incoming.name)),
    call === null ? words.status[shownStatus] : words.inCall(clipped(call.title)),
    call?.sharing === true ? words.sharing : null,
    call?.microphone === false ? words.muted : null,
    missedUnseen === 0 ? null : words.missedCount(missedUnseen),
    requests === 0 ? null : words.requestCount(requests),
  ];
  return parts
    .filter((part) => part !== null)
    .reduce((text, part, index) => {
      const longer = `${text}${index === 0 ? '' : ', '}${part}`;
      return longer.length > MAX_TOOLTIP ? text : longer;
    }, 'Parley: ');
}

function clipped(name: string): string {
  const letters = [...name];
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : name;
}
