import { AppWindow, Check, Monitor } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PickerSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { classNames } from '../../ui/classNames.ts';
import { moveInGrid } from './moveInGrid.ts';

type Source = PickerSnapshot['sources'][number];

export interface SourceListProps {
  readonly label: string;
  readonly sources: readonly Source[];
  readonly chosen: Source['id'] | null;
  readonly onChoose: (id: Source['id']) => void;
  readonly onShare: (id: Source['id']) => void;
}

/** Screens or windows to choose one from: arrows move, Space chooses, Enter shares. */
export function SourceList({ label, sources, chosen, onChoose, onShare }: SourceListProps) {
  const list = useRef<HTMLDivElement>(null);
  const stop = Math.max(
    0,
    sources.findIndex((source) => source.id === chosen),
  );
  const move = (event: KeyboardEvent, index: number, source: Source): void => {
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
    const options = [...(list.current?.children ?? [])] as HTMLElement[];
    const firstTop = options[0]?.offsetTop;
    const columns = options.filter((option) => option.offsetTop === firstTop).length;
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
          <div className="flex items-center gap-2 px-1 pt-2 pb-1 text-pill font-semibold">
            <SourceIcon source={source} />
            <span className="min-w-0 truncate">{source.name}</span>
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

/** An address for picture bytes, given back when they are no longer shown. */
function usePictureUrl(bytes: Source['icon']): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (bytes === null || bytes.length === 0) {
      setUrl(null);
      return undefined;
    }
    const made = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}

function Thumbnail({ source }: { readonly source: Source }) {
  const url = usePictureUrl(source.thumbnail);
  const Fallback = source.kind === 'screen' ? Monitor : AppWindow;
  return (
    <div className="grid aspect-[244/158] place-items-center overflow-hidden rounded-pill bg-stage ring-1 ring-line">
      {url === null ? (
        <Fallback size={24} aria-hidden="true" className="text-ink-3" />
      ) : (
        <img src={url} alt="" draggable={false} className="size-full object-contain" />
      )}
    </div>
  );
}

function SourceIcon({ source }: { readonly source: Source }) {
  const url = usePictureUrl(source.icon);
  if (url !== null) return <img src={url} alt="" draggable={false} className="size-4 flex-none" />;
  const Fallback = source.kind === 'screen' ? Monitor : AppWindow;
  return <Fallback size={16} aria-hidden="true" className="text-ink-2" />;
}
