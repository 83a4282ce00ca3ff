import { Eraser, Undo2, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InkIntent, OverlayState } from '../../../preload/contract/presenting.ts';
import { PlateButton, PlateSeparator, PlateToolbar } from '../../ui/PlateToolbar.tsx';
import { PenColours, PenTools } from '../watch/PenTools.tsx';
import type { Pens } from '../watch/pens.ts';

export interface BoardToolsProps extends Pick<OverlayState, 'picture'> {
  readonly pens: Pens;
  readonly onPens: (pens: Pens) => void;
  readonly send: (ink: InkIntent) => void;
  readonly onStop: () => void;
}

/** CSS pixels that the tools need, with the gap to what is beside them. */
const ROOM = { width: 432, height: 54 } as const;
const GAP = 8;

/** Pens of the presenter: below the picture where there is room, else at its lower edge. */
export function BoardTools({ picture, pens, onPens, send, onStop }: BoardToolsProps) {
  const { t } = useTranslation();
  const icon = (Icon: LucideIcon) => <Icon size={18} aria-hidden="true" />;
  return (
    <div style={placeOf(picture)} className="fixed top-0 left-0 flex justify-center">
      <PlateToolbar
        label={t('presenting.boardTools')}
        rows={[
          <>
            <PenColours pens={pens} onPens={onPens} />
            <PlateSeparator />
            <PenTools pens={pens} onPens={onPens} />
            <PlateSeparator />
            <PlateButton
              label={t('watch.undo')}
              icon={icon(Undo2)}
              onClick={() => send({ type: 'undo' })}
            />
            <PlateButton
              label={t('watch.clear')}
              icon={icon(Eraser)}
              onClick={() => send({ type: 'clear', whose: 'all' })}
            />
            <PlateSeparator />
            <PlateButton
              label={t('presenting.stopDrawing')}
              icon={icon(X)}
              keyCap="Esc"
              onClick={onStop}
            />
          </>,
        ]}
      />
    </div>
  );
}

function placeOf({ left, top, width, height }: OverlayState['picture']): React.CSSProperties {
  const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));
  const bottom = top + height;
  const below = bottom + ROOM.height <= window.innerHeight;
  const x = within(left + (width - ROOM.width) / 2, window.innerWidth - ROOM.width);
  const y = within(below ? bottom + GAP : bottom - ROOM.height, window.innerHeight - ROOM.height);
  return { transform: `translate(${x}px, ${y}px)`, width: ROOM.width };
}
