import type { Language } from '../../preload/contract/settings.ts';
import type { TraySnapshot } from './traySnapshot.ts';
import { TRAY_WORDS } from './trayWords.ts';

export type TrayIconKind = 'idle' | 'ringing' | 'in-call' | 'muted' | 'sharing' | 'missed';

export interface TrayIcon {
  readonly kind: TrayIconKind;
  /** Calls were missed while something else is shown. */
  readonly badge: boolean;
}

/**
 * What the icon tells: of several things, the one that matters most now. That one's screen is out
 * comes before that one is muted, which is heard in the call itself.
 */
export function trayIcon(snapshot: TraySnapshot): TrayIcon {
  const { call, incoming, missedUnseen } = snapshot;
  const badge = missedUnseen > 0;
  if (incoming !== null) return { kind: 'ringing', badge: false };
  if (call?.sharing === true) return { kind: 'sharing', badge };
  if (call !== null) return { kind: call.microphone ? 'in-call' : 'muted', badge };
  return { kind: badge ? 'missed' : 'idle', badge: false };
}

/** The state in words, for who points at the icon. Short: Windows shows 127 characters. */
export function trayTooltip(snapshot: TraySnapshot, language: Language): string {
  const words = TRAY_WORDS[language];
  const { call, incoming, missedUnseen, shownStatus } = snapshot;
  const parts = [
    incoming === null ? null : words.calling(clipped(incoming.name)),
    call === null ? words.status[shownStatus] : words.inCall,
    call?.sharing === true ? words.sharing : null,
    call?.microphone === false ? words.muted : null,
    missedUnseen === 0 ? null : words.missedCount(missedUnseen),
  ];
  return `Parley: ${parts.filter((part) => part !== null).join(', ')}`;
}

function clipped(name: string): string {
  const letters = [...name];
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : name;
}
