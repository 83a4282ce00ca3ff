import { useEffect, useId, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Region, RegionChoice } from '../../../preload/contract/presenting.ts';
import { Button } from '../../ui/Button.tsx';
import { useElementSize } from '../useElementSize.ts';
import { HOLDS, centredRegion, regionAfterKey, type Hold } from './regionShape.ts';
import { useRegionDrag } from './useRegionDrag.ts';
import { useWindowKeys } from '../useWindowKeys.ts';

export interface RegionPageProps {
  readonly choice: RegionChoice;
  /** Null: cancelled. */
  readonly answer: (region: Region | null) => void;
}

/** CSS pixels that the buttons need below the area. */
const BUTTONS_ROOM = 60;

/** A picture of the screen, dimmed, and on it the area to share. */
export function RegionPage({ choice, answer }: RegionPageProps) {
  const { t } = useTranslation();
  const keys = useId();
  const root = useRef<HTMLElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const size = useElementSize(root);
  const picture = usePictureUrl(choice.picture);
  const [region, setRegion] = useState(() => centredRegion(choice));
  // The first rectangle is where the keyboard begins; a mouse draws its own, over it too.
  const [adopted, setAdopted] = useState(false);
  const change = (next: Region): void => {
    setRegion(next);
    setAdopted(true);
  };
  const drag = useRegionDrag({ root, picture: choice, region, onChange: change });
  useEffect(() => {
    area.current?.focus();
  }, []);
  useWindowKeys((event) => {
    const { key, shiftKey, ctrlKey } = event;
    const onButton = event.target instanceof HTMLButtonElement;
    const next = regionAfterKey(region, key, { resize: shiftKey, fine: ctrlKey }, choice);
    if (key === 'Escape') answer(null);
    else if (key === 'Enter' && !onButton) answer(region);
    else if (next !== null) change(next);
    else return;
    event.preventDefault();
  });
  const scale = { x: size.width / choice.width, y: size.height / choice.height };
  const box = {
    left: region.x * scale.x,
    top: region.y * scale.y,
    width: region.width * scale.x,
    height: region.height * scale.y,
  };
  const below = box.top + box.height + BUTTONS_ROOM <= size.height;
  return (
    <main
      ref={root}
      {...drag.onPage}
      className="relative h-full cursor-crosshair touch-none overflow-hidden bg-stage"
    >
      <h1 className="sr-only">{t('presenting.regionTitle')}</h1>
      {picture !== null && (
        <img
          src={picture}
          alt=""
          draggable={false}
          className="pointer-events-none absolute inset-0 size-full"
        />
      )}
      <div
        ref={area}
        {...{
          role: 'application',
          tabIndex: 0,
          ...(adopted ? { onPointerDown: drag.shift } : {}),
        }}
        aria-label={t('presenting.area')}
        aria-describedby={keys}
        style={box}
        className={`absolute outline-3 ${adopted ? 'cursor-move' : ''} outline-share-on-scrim! outline-offset-0! forced-color-adjust-none shadow-[0_0_0_200vmax_var(--veil)]`}
      >
        {HOLDS.map((hold) => (
          <Handle
            key={`${hold.x} ${hold.y}`}
            hold={hold}
            onDown={(event) => drag.hold(event, hold)}
          />
        ))}
        <span
          role="status"
          className="pointer-events-none absolute top-2 left-2 rounded-pill bg-scrim px-2 py-0.5 text-pill font-semibold whitespace-nowrap text-on-scrim tabular-nums"
        >
          {t('presenting.pixels', { width: region.width, height: region.height })}
        </span>
      </div>
      <p className="pointer-events-none absolute inset-x-0 top-4 flex justify-center">
        <span className="rounded-control bg-plate px-4 py-2 text-center text-on-scrim shadow-float">
          {t('presenting.regionHint')}
          <span id={keys} className="block text-caption text-[oklch(100%_0_0/.78)]">
            {t('presenting.areaKeys')}
          </span>
        </span>
      </p>
      <div
        style={{
          left: box.left,
          top: below ? box.top + box.height + 12 : box.top + box.height - BUTTONS_ROOM + 12,
          width: box.width,
        }}
        className="pointer-events-none absolute flex justify-center"
      >
        <div
          onPointerDown={(event) => event.stopPropagation()}
          className="pointer-events-auto flex cursor-default gap-2 rounded-control bg-raised p-1.5 shadow-float inset-ring inset-ring-line"
        >
          <Button onClick={() => answer(null)}>{t('common.cancel')}</Button>
          <Button look="share" onClick={() => answer(region)}>
            {t('presenting.shareArea')}
          </Button>
        </div>
      </div>
    </main>
  );
}

const CURSORS = {
  '-1 -1': 'cursor-nwse-resize',
  '0 -1': 'cursor-ns-resize',
  '1 -1': 'cursor-nesw-resize',
  '-1 0': 'cursor-ew-resize',
  '1 0': 'cursor-ew-resize',
  '-1 1': 'cursor-nesw-resize',
  '0 1': 'cursor-ns-resize',
  '1 1': 'cursor-nwse-resize',
} as const satisfies Record<string, string>;

interface HandleProps {
  readonly hold: Hold;
  readonly onDown: (event: PointerEvent<HTMLElement>) => void;
}

/** For the mouse; the keyboard moves and resizes the area itself. */
function Handle({ hold, onDown }: HandleProps) {
  const cursors: Readonly<Record<string, string>> = CURSORS;
  const along = (side: -1 | 0 | 1): string => `${((side + 1) / 2) * 100}%`;
  return (
    <span
      aria-hidden="true"
      style={{ left: along(hold.x), top: along(hold.y) }}
      onPointerDown={onDown}
      className={`absolute grid size-6 -translate-1/2 place-items-center ${cursors[`${hold.x} ${hold.y}`] ?? ''}`}
    >
      <span className="size-2.5 rounded-[3px] bg-share-on-scrim ring-1 ring-[#000]" />
    </span>
  );
}

/** Null until there is one. */
function usePictureUrl(bytes: Uint8Array): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}
