import type { CallWish } from '../../preload/contract/callSummary.ts';
import type { RingAnswer } from '../../preload/contract/ringing.ts';
import type { Language, ManualStatus } from '../../preload/contract/settings.ts';
import type { ContactStatus } from '../../signaling/protocol/contactMessages.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import type { RingId } from '../../signaling/protocol/ringMessages.ts';
import type { TrayContact, TraySnapshot } from './traySnapshot.ts';
import { MANUAL_STATUSES, TRAY_WORDS, type TrayWords } from './trayWords.ts';

/** What a person asks for by the tray. */
export type TrayAction =
  | { readonly type: 'set-status'; readonly status: ManualStatus }
  | { readonly type: 'answer'; readonly ring: RingId; readonly answer: RingAnswer }
  | { readonly type: 'call'; readonly address: ContactAddress }
  | { readonly type: 'open-palette' }
  | { readonly type: 'new-call' }
  | { readonly type: 'join-last-room' }
  | { readonly type: 'wish'; readonly wish: CallWish }
  | { readonly type: 'show-missed' }
  | { readonly type: 'show-requests' }
  | { readonly type: 'open' }
  | { readonly type: 'quit' };

export interface TrayMenuEntry {
  readonly type: 'entry';
  /** Of no other item in the menu. */
  readonly id: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly action: TrayAction;
  /** Shown beside it, where the system does that; set by the global shortcuts. */
  readonly accelerator?: string;
  /** A mark beside a person's name, which never carries their state itself. */
  readonly presence?: ContactStatus;
  /** Small below the label, where the system does that. */
  readonly detail?: string;
}

/** The tray's menu as plain data. */
export type TrayMenuItem =
  | { readonly type: 'separator' }
  /** Words that nothing can be done with. */
  | { readonly type: 'note'; readonly id: string; readonly label: string }
  | TrayMenuEntry
  | (Omit<TrayMenuEntry, 'type'> & { readonly type: 'radio'; readonly checked: boolean })
  | {
      readonly type: 'submenu';
      readonly id: string;
      readonly label: string;
      readonly items: readonly TrayMenuItem[];
    };

const SEPARATOR: TrayMenuItem = { type: 'separator' };

/** What the menu is while things are as in the snapshot. */
export function trayMenu(snapshot: TraySnapshot, language: Language): readonly TrayMenuItem[] {
  const words = TRAY_WORDS[language];
  const parts = [
    incomingItems(snapshot, words),
    statusItems(snapshot, words),
    callItems(snapshot, words),
    startItems(snapshot, words),
    [entry('open', words.open, { type: 'open' }), entry('quit', words.quit, { type: 'quit' })],
  ];
  return joined(parts);
}

function incomingItems({ incoming }: TraySnapshot, words: TrayWords): TrayMenuItem[] {
  if (incoming === null) return [];
  const { ring, name } = incoming;
  const answer = (id: RingAnswer, label: string): TrayMenuItem =>
    entry(id, label, { type: 'answer', ring, answer: id });
  return [
    { type: 'note', id: 'incoming', label: words.calling(name) },
    answer('accept', words.accept),
    answer('accept-without-video', words.acceptWithoutVideo),
    answer('decline', words.decline),
  ];
}

/** What was chosen, and below it what others see, where a call or an absence makes that another. */
function statusItems({ status, shownStatus }: TraySnapshot, words: TrayWords): TrayMenuItem[] {
  const choices = MANUAL_STATUSES.map((one): TrayMenuItem => ({
    type: 'radio',
    id: `status-${one}`,
    label: words.status[one],
    checked: one === status,
    enabled: true,
    action: { type: 'set-status', status: one },
  }));
  if (shownStatus === status) return choices;
  const label = words.othersSee(words.status[shownStatus]);
  return [...choices, { type: 'note', id: 'shown-status', label }];
}

function callItems({ call, shortcuts }: TraySnapshot, words: TrayWords): TrayMenuItem[] {
  if (call === null) return [];
  const { microphone, camera, sharing } = call;
  const wish = (id: string, label: string, wanted: CallWish): TrayMenuEntry =>
    entry(id, label, { type: 'wish', wish: wanted });
  return [
    {
      ...wish('microphone', microphone ? words.mute : words.unmute, {
        type: 'set-microphone',
        on: !microphone,
      }),
      ...(shortcuts.mute === null ? {} : { accelerator: shortcuts.mute }),
    },
    wish('camera', camera ? words.stopCamera : words.startCamera, {
      type: 'set-camera',
      on: !camera,
    }),
    sharing
      ? wish('share', words.stopSharing, { type: 'stop-sharing' })
      : wish('share', words.shareScreen, { type: 'share-screen' }),
    wish('leave', words.leaveCall, { type: 'leave' }),
  ];
}

function startItems(snapshot: TraySnapshot, words: TrayWords): TrayMenuItem[] {
  const { call, hasLastRoom, missedUnseen, requests } = snapshot;
  return [
    ...(requests === 0
      ? []
      : [entry('requests', words.requests(requests), { type: 'show-requests' })]),
    ...(missedUnseen === 0 ? [] : [entry('missed', words.missedCalls, { type: 'show-missed' })]),
    {
      type: 'submenu',
      id: 'quick-call',
      label: words.quickCall,
      items: quickCallItems(snapshot, words),
    },
    // One is in one call at a time.
    entry('new-call', words.newCall, { type: 'new-call' }, call === null),
    entry(
      'join-last-room',
      words.joinLastRoom,
      { type: 'join-last-room' },
      call === null && hasLastRoom,
    ),
  ];
}

function quickCallItems(snapshot: TraySnapshot, words: TrayWords): readonly TrayMenuItem[] {
  const { online, lastCalled, shortcuts } = snapshot;
  const person = ({ address, name, presence, isHere }: TrayContact): TrayMenuEntry => {
    const isPlain = presence === 'unavailable' || presence === 'available';
    const detail = isHere ? words.inThisCall : isPlain ? null : words.status[presence];
    return {
      ...entry(`call-${address}`, name, { type: 'call', address }),
      ...(presence === 'unavailable' ? {} : { presence }),
      ...(detail === null ? {} : { detail }),
    };
  };
  const nobody: TrayMenuItem = { type: 'note', id: 'nobody-online', label: words.nobodyOnline };
  return joined([
    online.length === 0 ? [nobody] : online.map(person),
    lastCalled.length === 0
      ? []
      : [{ type: 'note', id: 'last-called', label: words.lastCalled }, ...lastCalled.map(person)],
    [
      {
        ...entry('palette', words.callOrJoin, { type: 'open-palette' }),
        ...(shortcuts.palette === null ? {} : { accelerator: shortcuts.palette }),
      },
    ],
  ]);
}

function entry(id: string, label: string, action: TrayAction, enabled = true): TrayMenuEntry {
  return { type: 'entry', id, label, enabled, action };
}

/** The parts that are not empty, with a line between them. */
function joined(parts: readonly (readonly TrayMenuItem[])[]): TrayMenuItem[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [SEPARATOR, ...part]));
}
