import { PhoneIncoming, PhoneOutgoing, Pin, PinOff, X } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { AvatarStack } from '../AvatarStack.tsx';
import { colourKey, joinNames, nameOf } from '../../stores/callPeople.ts';
import { Button } from '../../ui/Button.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { hostOf } from '../dialogs/serverField.ts';
import { useApp, useContacts, useParley } from '../ParleyProvider.tsx';
import { When } from '../When.tsx';
import { hoursAndMinutes } from '../words/time.ts';
import { languageOf } from '../words/words.ts';

type Recent = AppSnapshot['recentCalls'][number];

export function RecentCalls() {
  const { t } = useTranslation();
  const calls = useApp((state) => state.recentCalls);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  // Removing a row takes the focused button away: the focus goes to the row in its place.
  const removed = useRef<number | null>(null);
  useLayoutEffect(() => {
    const index = removed.current;
    if (index === null) return;
    removed.current = null;
    const rows = [...(list.current?.children ?? [])];
    rows[Math.min(index, rows.length - 1)]?.querySelector<HTMLElement>('[data-remove]')?.focus();
  }, [calls]);
  return (
    <section className="mt-14 short:mt-8 compact:mt-8">
      <h2 id={id} className="text-pill leading-5 font-bold text-ink-2">
        {t('home.recentCalls')}
      </h2>
      {calls.length === 0 ? (
        <div className="mt-3 rounded-tile p-4 inset-ring inset-ring-line edged">
          <p className="font-bold">{t('home.noCalls')}</p>
          <p className="mt-0.5 text-pill text-ink-2">{t('home.noCallsText')}</p>
        </div>
      ) : (
        <ul ref={list} aria-labelledby={id} className="-mx-3 mt-2">
          {calls.map((call, index) => (
            <RecentRow
              key={`${call.server ?? ''} ${call.room}`}
              call={call}
              onRemove={() => {
                removed.current = index;
              }}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RecentRowProps {
  readonly call: Recent;
  readonly onRemove: () => void;
}

function RecentRow({ call, onRemove }: RecentRowProps) {
  const { t } = useTranslation();
  const { app, ringing } = useParley();
  const { room, server, pinned, contact, outcome } = call;
  const here = useApp((state) => state.server.address);
  const language = useApp(languageOf);
  const contacts = useContacts((state) => state.contacts);
  const people = call.people.length > 0 || contact === null ? call.people : [contact];
  const shown = people.map((person) => ({
    id: colourKey(person),
    name: nameOf(person, contacts),
  }));
  const names = joinNames(
    shown.map(({ name }) => name),
    language,
  );
  const callee = contact === null ? null : nameOf(contact, contacts);
  const title = contact === null ? room : names;
  return (
    <li className="group relative grid h-14 grid-cols-[auto_minmax(0,1fr)_128px_112px_auto] items-center gap-x-3 rounded-control px-3 focus-within:bg-hover hover:bg-hover compact:h-12 narrow:grid-cols-[auto_minmax(0,1fr)_auto_auto] before:absolute before:inset-x-3 before:top-0 before:h-px [&+li]:before:bg-line hover:before:opacity-0 [:hover+&]:before:opacity-0">
      <div>
        <AvatarStack people={shown} most={3} />
        {contact === null && <span className="sr-only">{names}</span>}
      </div>
      <p className="flex min-w-0 items-baseline gap-2">
        <span className="min-w-0 truncate text-list font-semibold">{title}</span>
        {contact?.direction !== undefined && <DirectionSign direction={contact.direction} />}
        {pinned && (
          <Pin size={14} aria-hidden="true" className="self-center fill-current text-ink-3" />
        )}
        {outcome !== 'held' && (
          <span className="hidden flex-none text-caption text-ink-2 narrow:inline">
            {t(outcomeWords(outcome, contact))}
          </span>
        )}
        {contact === null && server !== null && hostOf(server) !== here && (
          <span className="min-w-0 truncate text-caption text-ink-3">
            {t('home.onServer', { host: hostOf(server) })}
          </span>
        )}
      </p>
      <When atMs={call.startedAtMs} />
      {outcome === 'held' ? (
        <HowLong durationMs={call.durationMs} />
      ) : (
        <span className="truncate text-pill text-ink-2 narrow:hidden">
          {t(outcomeWords(outcome, contact))}
        </span>
      )}
      <div className="flex items-center justify-end gap-1">
        <RowAction
          label={pinLabel(t, pinned, call, title)}
          onClick={() => app.send({ type: 'pin-recent', call, pinned: !pinned })}
        >
          {pinned ? <PinOff size={16} aria-hidden="true" /> : <Pin size={16} aria-hidden="true" />}
        </RowAction>
        <RowAction
          removes
          label={
            contact === null
              ? t('home.removeRoom', { room })
              : t('callLife.removeCall', { name: title })
          }
          onClick={() => {
            onRemove();
            app.send({ type: 'remove-recent', call });
          }}
        >
          <X size={16} aria-hidden="true" />
        </RowAction>
        <Button
          size="small"
          look="line"
          // The whole row joins or calls on a click, the button says so.
          layout="ml-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 after:absolute after:inset-0"
          aria-label={
            callee === null ? t('home.joinRoom', { room }) : t('contacts.call', { name: callee })
          }
          onClick={() => {
            if (contact === null) app.send({ type: 'open-room', room, server });
            else ringing.send({ type: 'call', address: contact.address });
          }}
        >
          {t(contact === null ? 'home.join' : 'callLife.callAgain')}
        </Button>
      </div>
    </li>
  );
}

const DIRECTIONS = {
  incoming: { icon: PhoneIncoming, words: 'callLife.incoming' },
  outgoing: { icon: PhoneOutgoing, words: 'callLife.outgoing' },
} as const;

/** Who rang. */
function DirectionSign({ direction }: { readonly direction: keyof typeof DIRECTIONS }) {
  const { t } = useTranslation();
  const { icon: Icon, words } = DIRECTIONS[direction];
  return (
    <span className="flex-none self-center text-ink-3" title={t(words)}>
      <Icon size={14} aria-hidden="true" />
      <span className="sr-only">{t(words)}</span>
    </span>
  );
}

const OUTCOMES = {
  'no-answer': 'callLife.noAnswer',
  declined: 'callLife.declined',
  busy: 'callLife.busy',
} as const;

function outcomeWords(outcome: keyof typeof OUTCOMES, contact: Recent['contact']) {
  const isOwn = outcome === 'declined' && contact?.direction === 'incoming';
  return isOwn ? 'callLife.youDeclined' : OUTCOMES[outcome];
}

function pinLabel(t: TFunction, pinned: boolean, { room, contact }: Recent, name: string): string {
  if (contact === null) return t(pinned ? 'home.unpinRoom' : 'home.pinRoom', { room });
  return t(pinned ? 'callLife.unpinCall' : 'callLife.pinCall', { name });
}

interface RowActionProps {
  readonly label: string;
  readonly removes?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function RowAction({ label, removes = false, onClick, children }: RowActionProps) {
  return (
    <Tooltip text={label}>
      <Button
        icon
        size="small"
        aria-label={label}
        data-remove={removes ? '' : undefined}
        onClick={onClick}
        layout="relative z-1 text-ink-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
      >
        {children}
      </Button>
    </Tooltip>
  );
}

function HowLong({ durationMs }: { readonly durationMs: number }) {
  const { t } = useTranslation();
  const { hours, minutes } = hoursAndMinutes(durationMs);
  return (
    <span className="text-pill whitespace-nowrap text-ink-3 tabular-nums narrow:hidden">
      {hours > 0
        ? t('time.hours', { hours, minutes: String(minutes).padStart(2, '0') })
        : minutes > 0
          ? t('time.minutes', { minutes })
          : t('time.underMinute')}
    </span>
  );
}
