import {
  ArrowUpRight,
  ClockFading,
  Eraser,
  PencilLine,
  Square,
  Type,
  Undo2,
  X,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InkIntent, InkTool, OverlayState } from '../../../preload/contract/presenting.ts';
import { PlateButton, PlateSeparator, PlateToolbar } from '../../ui/PlateToolbar.tsx';
import type { Pens } from '../watch/pens.ts';

export interface BoardToolsProps extends Pick<OverlayState, 'picture'> {
  readonly pens: Pens;
  readonly onPens: (pens: Pens) => void;
  readonly send: (ink: InkIntent) => void;
  readonly onStop: () => void;
}

const PENS = [
  { tool: 'pen', icon: PencilLine },
  { tool: 'arrow', icon: ArrowUpRight },
  { tool: 'rectangle', icon: Square },
  { tool: 'text', icon: Type },
] as const satisfies readonly { tool: InkTool; icon: LucideIcon }[];
/** CSS pixels that the tools need, with the gap to what is beside them. */
const ROOM = { width: 360, height: 54 } as const;
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
            {PENS.map(({ tool, icon: Icon }) => (
              <PlateButton
                key={tool}
                label={t(`watch.${tool}`)}
                icon={icon(Icon)}
                pressed={pens.tool === tool}
                onClick={() => onPens({ ...pens, tool })}
              />
            ))}
            <PlateButton
              label={t('watch.fading')}
              icon={icon(ClockFading)}
              pressed={pens.fades}
              onClick={() => onPens({ ...pens, fades: !pens.fades })}
            />
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
