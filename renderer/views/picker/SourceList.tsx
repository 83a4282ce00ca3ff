import { AppWindow, Check, Monitor, ScreenShare } from 'lucide-react';
import { useId, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickerSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { classNames } from '../../ui/classNames.ts';
import { moveInGrid } from './moveInGrid.ts';
import { useBytesKey, usePicture } from './usePicture.ts';

type Source = PickerSnapshot['sources'][number];

export interface SourceListProps {
  readonly label: string;
  readonly sources: readonly Source[];
  readonly chosen: Source['id'] | null;
  /** Where typing goes. */
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChoose: (id: Source['id']) => void;
  readonly onShare: (id: Source['id']) => void;
}

/**
 * Screens or windows to choose one from: arrows move, Space chooses, Enter shares, and typing
 * searches.
 */
export function SourceList(props: SourceListProps) {
  const { label, sources, chosen, search, onChoose, onShare } = props;
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const marks = useId();
  const stop = Math.max(
    0,
    sources.findIndex((source) => source.id === chosen),
  );
  const marksOf = ({ shared, display }: Source): readonly string[] => [
    ...(shared ? [t('picker.shared')] : []),
    ...(display === null ? [] : [t('picker.display', { number: display })]),
  ];
  /** A screen's name is the system's, in English and the same for all of them. */
  const nameOf = ({ kind, name, display }: Source): string => {
    if (kind === 'window') return name;
    return display === null ? t('picker.entireScreen') : t('picker.display', { number: display });
  };
  const move = (event: KeyboardEvent, index: number, source: Source): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onShare(source.id);
      return;
    }
    if (event.key === ' ') {
      event.preventDefault();
      onChoose(source.id);
      return;
    }
    if (event.key.length === 1) {
      // The key itself goes on to where the focus is now.
      search.current?.focus();
      return;
    }
    const options = [...(list.current?.children ?? [])] as HTMLElement[];
    const firstTop = options[0]?.offsetTop;
    const columns = options.filter((option) => option.offsetTop === firstTop).length;
    if (event.key === 'ArrowUp' && index < columns) {
      event.preventDefault();
      search.current?.focus();
      return;
    }
    const next = moveInGrid(event.key, index, sources.length, columns);
    const target = next === null ? undefined : sources[next];
    if (next === null || target === undefined) return;
    event.preventDefault();
    options[next]?.focus();
    onChoose(target.id);
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={label}
      className="grid grid-cols-3 gap-x-4 gap-y-3 px-6 pt-1.5 pb-5 compact:grid-cols-2 compact:px-4"
    >
      {sources.map((source, index) => (
        <div
          key={source.id}
          role="option"
          aria-label={nameOf(source)}
          aria-describedby={`${marks}-${index}`}
          aria-selected={source.id === chosen}
          tabIndex={index === stop ? 0 : -1}
          onClick={() => onChoose(source.id)}
          onDoubleClick={() => onShare(source.id)}
          onKeyDown={(event) => move(event, index, source)}
          className={classNames(
            'relative min-w-0 rounded-tile p-1.5 edged',
            source.id === chosen ? 'bg-voice-wash inset-ring-2 inset-ring-voice' : 'hover:bg-hover',
          )}
        >
          <Thumbnail source={source} />
          <span id={`${marks}-${index}`} hidden>
            {marksOf(source).join(', ')}
          </span>
          <div className="flex items-center gap-2 px-1 pt-2 pb-1 text-pill font-semibold">
            <SourceIcon source={source} />
            <span className="min-w-0 truncate">{nameOf(source)}</span>
          </div>
          {source.id === chosen && (
            <span
              aria-hidden="true"
              className="absolute top-3.5 right-3.5 grid size-6 place-items-center rounded-control bg-voice-fill text-on-voice"
            >
              <Check size={16} />
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function Thumbnail({ source }: { readonly source: Source }) {
  const { t } = useTranslation();
  const { thumbnail, thumbnailKey, kind, display, shared } = source;
  const url = usePicture(thumbnail, thumbnailKey);
  const Fallback = kind === 'screen' ? Monitor : AppWindow;
  return (
    <div className="relative grid aspect-[244/158] place-items-center overflow-hidden rounded-pill bg-stage ring-1 ring-line">
      {url === null ? (
        <Fallback size={24} aria-hidden="true" className="text-ink-3" />
      ) : (
        <img src={url} alt="" draggable={false} className="size-full object-contain" />
      )}
      {shared && (
        <span className="absolute top-1.5 left-1.5 flex h-6 items-center gap-1.5 rounded-pill bg-share-fill px-2 text-caption font-bold text-on-share edged">
          <ScreenShare size={14} aria-hidden="true" className="stroke-2!" />
          {t('picker.shared')}
        </span>
      )}
      {display !== null && (
        <span className="absolute bottom-1.5 left-1.5 flex h-6 items-center rounded-pill forced-color-adjust-none bg-plate px-2 text-caption font-semibold text-on-scrim edged">
          {t('picker.display', { number: display })}
        </span>
      )}
    </div>
  );
}

function SourceIcon({ source: { icon, kind } }: { readonly source: Source }) {
  const url = usePicture(icon, useBytesKey(icon));
  if (url !== null) return <img src={url} alt="" draggable={false} className="size-4 flex-none" />;
  const Fallback = kind === 'screen' ? Monitor : AppWindow;
  return <Fallback size={16} aria-hidden="true" className="text-ink-2" />;
}
