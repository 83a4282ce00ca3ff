import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_LINK_TEXT, type TypedLink } from '../../../preload/contract/links.ts';
import type { PaletteIntent } from '../../../preload/contract/paletteSnapshot.ts';
import type { PaletteChoice, PaletteState } from '../../../preload/contract/ringing.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { typedRoom } from '../typedRoom.ts';
import { PaletteList } from './PaletteList.tsx';
import { searchPalette, type PaletteOption } from './searchPalette.ts';

export interface PaletteProps {
  readonly state: PaletteState;
  readonly typedLink: TypedLink | null;
  readonly send: (intent: PaletteIntent) => void;
}

/** Letters in, a call or a room out: the keyboard never leaves the field. */
export function Palette({ state, typedLink, send }: PaletteProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { entries, inCall } = state;
  const options = useMemo(
    () => searchPalette({ entries, inCall, typedLink }, typed),
    [entries, inCall, typedLink, typed],
  );
  // The list may have become shorter while it is open.
  const active = Math.min(at, options.length - 1);
  const current = options[active];
  useKeyboardHere(field, () => send({ type: 'close' }));

  const act = (option: PaletteOption | undefined): void => {
    if (option !== undefined) send(choiceOf(option));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Enter that ends a composed letter chooses nobody.
    if (event.nativeEvent.isComposing) return;
    const moved = movedTo(event.key, active, options.length);
    if (moved !== null) setAt(moved);
    else if (event.key === 'Enter') act(current);
    else if (event.key === 'Escape') send({ type: 'close' });
    // Nowhere else to go: the field is all there is.
    else if (event.key !== 'Tab') return;
    event.preventDefault();
  };

  return (
    <main className="grid h-full grid-rows-[64px_minmax(0,1fr)_44px] bg-raised text-ink inset-ring inset-ring-line">
      <h1 className="sr-only">{t('palette.title')}</h1>
      <div className="flex items-center gap-3.5 border-b border-line px-5">
        <Search size={20} aria-hidden="true" className="text-ink-2" />
        <input
          ref={field}
          role="combobox"
          type="text"
          aria-label={t('palette.field')}
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : `${id}-${active}`}
          value={typed}
          // A link is long.
          maxLength={MAX_LINK_TEXT}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            setAt(0);
            send({ type: 'look-at-link', text: typedRoom(text).kind === 'link' ? text : null });
          }}
          onKeyDown={onKeyDown}
          placeholder={t('palette.field')}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          className="h-full min-w-0 flex-1 bg-transparent text-title caret-voice outline-none"
        />
      </div>
      <PaletteList
        id={id}
        options={options}
        active={active}
        onPoint={setAt}
        onChoose={act}
        typed={typed}
      />
      <Keys option={current} />
    </main>
  );
}

/**
 * Keeps the keyboard in the field, and says when the window loses it. Shown anew, the page is the
 * same one: the field has to take it itself.
 */
function useKeyboardHere(
  field: React.RefObject<HTMLInputElement | null>,
  onLost: () => void,
): void {
  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  });
  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    field.current?.focus();
    window.addEventListener('focus', () => field.current?.focus(), { signal });
    window.addEventListener('blur', () => lost.current(), { signal });
    return () => life.abort();
  }, [field]);
}

function choiceOf(option: PaletteOption): PaletteChoice {
  switch (option.type) {
    case 'contact':
      return { type: 'contact', address: option.entry.address };
    case 'room':
      return { type: 'room', room: option.entry.room, server: option.entry.server };
    case 'typed-room':
      return { type: 'room', room: option.room, server: null };
    case 'typed-link':
      return { type: 'link', text: option.text };
  }
}

/** Round and round; null: the key does not move. */
function movedTo(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return count === 0 ? 0 : (at + 1) % count;
    case 'ArrowUp':
      return count === 0 ? 0 : (at - 1 + count) % count;
    default:
      return null;
  }
}

function Keys({ option }: { readonly option: PaletteOption | undefined }) {
  const { t } = useTranslation();
  return (
    <footer className="flex items-center gap-4.5 border-t border-line px-5 text-caption text-ink-3">
      <span aria-hidden="true" className="flex items-center gap-1.5">
        <KeyCap>↑</KeyCap>
        <KeyCap>↓</KeyCap>
        {t('palette.choose')}
      </span>
      {option !== undefined && (
        <span aria-hidden="true" className="flex items-center gap-1.5">
          <KeyCap>Enter</KeyCap>
          {t(enterDoes(option))}
        </span>
      )}
      <span aria-hidden="true" className="ml-auto flex items-center gap-1.5">
        <KeyCap>Esc</KeyCap>
        {t('palette.close')}
      </span>
    </footer>
  );
}

function enterDoes(
  option: PaletteOption,
): 'palette.call' | 'palette.show' | 'palette.join' | 'palette.open' {
  if (option.type === 'typed-link') return 'palette.open';
  if (option.type !== 'contact') return 'palette.join';
  return option.entry.isHere ? 'palette.show' : 'palette.call';
}
