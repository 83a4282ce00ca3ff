import { DoorOpen, Link, Plus } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/classNames.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { PersonAvatar } from '../contacts/PersonAvatar.tsx';
import type { Match } from '../matching.ts';
import { typedRoom } from '../typedRoom.ts';
import { namesList } from '../words/names.ts';
import type { Language } from '../words/words.ts';
import type { PaletteOption } from './searchPalette.ts';

export interface PaletteListProps {
  /** Prefix of the ids by which the field names its options. */
  readonly id: string;
  readonly options: readonly PaletteOption[];
  /** Index of the one that Enter acts on. */
  readonly active: number;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (option: PaletteOption) => void;
  readonly typed: string;
}

/** What it says when it offers nothing. */
const NOTHING = {
  empty: 'palette.empty',
  link: 'palette.brokenLink',
  address: 'palette.address',
  room: 'palette.nothing',
  invalid: 'palette.nothing',
} as const;

/** What the palette offers, people above rooms. */
export function PaletteList({ id, options, active, onPoint, onChoose, typed }: PaletteListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector('[aria-selected=true]');
    // With the first one its heading is in sight too.
    if (active <= 0) list.current?.scrollTo({ top: 0 });
    else row?.scrollIntoView({ block: 'nearest' });
  }, [active, options]);
  const people = options.filter(({ type }) => type === 'contact').length;
  const isLink = options.some(({ type }) => type === 'typed-link');
  const row = (option: PaletteOption, index: number): ReactNode => (
    <Row
      key={keyOf(option)}
      id={`${id}-${index}`}
      option={option}
      active={index === active}
      onPoint={() => onPoint(index)}
      onChoose={() => onChoose(option)}
    />
  );
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={t('palette.list')}
      className="scroll-py-2 overflow-y-auto scroll-thin p-2"
    >
      {people > 0 && (
        <Group heading={t('palette.people')} id={`${id}-people`}>
          {options.slice(0, people).map(row)}
        </Group>
      )}
      {isLink && options.map(row)}
      {!isLink && people < options.length && (
        <Group heading={t('palette.rooms')} id={`${id}-rooms`}>
          {options.slice(people).map((option, index) => row(option, people + index))}
        </Group>
      )}
      {options.length === 0 && (
        <div
          role="option"
          tabIndex={-1}
          aria-selected={false}
          aria-disabled
          className="px-3 py-4 text-ink-2 outline-none"
        >
          {t(NOTHING[typedRoom(typed).kind])}
        </div>
      )}
    </div>
  );
}

interface GroupProps {
  readonly id: string;
  readonly heading: string;
  readonly children: ReactNode;
}

function Group({ id, heading, children }: GroupProps) {
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className="px-3 pt-1.5 pb-1 text-caption font-semibold text-ink-3">
        {heading}
      </div>
      {children}
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly option: PaletteOption;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Row({ id, option, active, onPoint, onChoose }: RowProps) {
  return (
    // Keys belong to the field, which names the active option.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onPointerMove={active ? undefined : onPoint}
      // The field keeps the keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={classNames(
        'flex h-11.5 items-center gap-3 rounded-control px-3 outline-none',
        active
          ? 'bg-press [--ground:color-mix(in_oklab,var(--ink)_13%,var(--raised))]'
          : '[--ground:var(--raised)]',
      )}
    >
      <Content option={option} active={active} />
      {active && (
        <span aria-hidden="true" className="ml-auto">
          <KeyCap>Enter</KeyCap>
        </span>
      )}
    </div>
  );
}

function Content({ option, active }: { readonly option: PaletteOption; readonly active: boolean }) {
  const { t, i18n } = useTranslation();
  const small = classNames(
    'min-w-0 flex-1 truncate text-pill',
    active ? 'text-ink-2' : 'text-ink-3',
  );
  switch (option.type) {
    case 'contact': {
      const { address, name, presence, isHere } = option.entry;
      return (
        <>
          <PersonAvatar id={address} name={name} presence={presence} size="entry" />
          <Name text={name} match={option.match} />
          <span className={small}>{t(isHere ? 'palette.here' : `presence.${presence}`)}</span>
        </>
      );
    }
    case 'room': {
      const { room, people } = option.entry;
      const names = namesList(people, 3, i18n.language as Language, (count) =>
        t('common.others', { count }),
      );
      return (
        <>
          <RoomMark icon={<DoorOpen size={16} aria-hidden="true" />} />
          <Name text={room} match={option.match} />
          <span className={small}>{people.length > 0 && t('palette.with', { names })}</span>
        </>
      );
    }
    case 'typed-room':
      return (
        <>
          <RoomMark icon={<Plus size={16} aria-hidden="true" />} />
          <span className="min-w-0 truncate font-semibold">
            {t('palette.joinRoom', { room: option.room })}
          </span>
        </>
      );
    case 'typed-link':
      return (
        <>
          <RoomMark icon={<Link size={16} aria-hidden="true" />} />
          <LinkWords leads={option.leads} />
        </>
      );
  }
}

/** Where a link leads, as far as it is known. */
function LinkWords({ leads }: Pick<Extract<PaletteOption, { type: 'typed-link' }>, 'leads'>) {
  const { t } = useTranslation();
  const words = leads === null ? t('palette.openLink') : t(`palette.open-${leads.kind}`);
  return (
    <>
      <span className="flex-none font-semibold">{words}</span>
      {leads?.kind === 'join' && (
        <span className="min-w-0 flex-1 truncate text-pill text-ink-2">{leads.room}</span>
      )}
    </>
  );
}

/** A name with the letters that were typed made out. */
function Name({ text, match }: { readonly text: string; readonly match: Match | null }) {
  const letters = Array.from(text);
  const { start, end } = match ?? { start: 0, end: 0 };
  return (
    <span className="max-w-[70%] flex-none truncate font-semibold" title={text}>
      {letters.slice(0, start).join('')}
      <mark className="bg-transparent font-bold text-voice">
        {letters.slice(start, end).join('')}
      </mark>
      {letters.slice(end).join('')}
    </span>
  );
}

function RoomMark({ icon }: { readonly icon: ReactNode }) {
  return (
    <span className="grid size-8 flex-none place-items-center rounded-avatar text-ink-2 inset-ring inset-ring-edge edged">
      {icon}
    </span>
  );
}

function keyOf(option: PaletteOption): string {
  switch (option.type) {
    case 'contact':
      return option.entry.address;
    case 'room':
      return `${option.entry.server ?? ''} ${option.entry.room}`;
    case 'typed-room':
      return 'typed';
    case 'typed-link':
      return 'link';
  }
}
