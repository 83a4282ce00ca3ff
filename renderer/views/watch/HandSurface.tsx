import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_INK_TEXT_LENGTH } from '../../../preload/contract/presenting.ts';
import { classNames } from '../../ui/classNames.ts';
import { inkColours } from '../ink/inkColours.ts';
import { writtenSize } from '../ink/paintInk.ts';
import { placeOf, type Place } from './pictureView.ts';
import { useHand, type HandOptions } from './useHand.ts';

export interface HandSurfaceProps extends Omit<HandOptions, 'surface'> {
  /** A picture that is only glanced at takes neither mouse nor keys. */
  readonly live: boolean;
  readonly surface: React.RefObject<HTMLDivElement | null>;
  readonly children: ReactNode;
}

/** A watched picture in reach of mouse and keyboard. */
export function HandSurface({ live, children, ...options }: HandSurfaceProps) {
  const { t } = useTranslation();
  const { screen, tool, pens, surface, controls, frame, viewing } = options;
  const hand = useHand(options);
  const description = useId();
  const hint = { none: 'pictureKeys', point: 'pointKeys', draw: 'drawKeys' } as const;
  const { line } = inkColours(pens.colour);
  return (
    <div
      ref={surface}
      data-takes-keys={tool === 'none' ? undefined : tool}
      {...(live && {
        role: 'application',
        tabIndex: 0,
        'aria-label': t('watch.picture'),
        'aria-describedby': description,
        ...hand.handlers,
      })}
      className={classNames(
        'absolute inset-0 touch-none overflow-hidden outline-on-scrim! focus-visible:-outline-offset-4!',
        tool === 'none' && controls.view.mode === 'zoom' && 'cursor-grab active:cursor-grabbing',
        tool === 'point' && (screen.inkInPicture ? 'cursor-crosshair' : 'cursor-none'),
        tool === 'draw' && (pens.tool === 'text' ? 'cursor-text' : 'cursor-crosshair'),
      )}
    >
      {children}
      <span id={description} hidden>
        {t(`watch.${hint[tool]}`)}
      </span>
      {hand.laser !== null && !screen.inkInPicture && (
        <Laser place={placeOf(frame, hand.laser)} colour={line} />
      )}
      {hand.cross !== null && hand.writing === null && (
        <Cross place={placeOf(frame, hand.cross)} colour={line} />
      )}
      {hand.writing !== null && (
        <TextEntry
          label={t('watch.textField')}
          place={placeOf(frame, hand.writing)}
          room={viewing?.tile.width ?? 0}
          colour={inkColours(pens.colour).plate}
          size={writtenSize(frame.width)}
          onDone={hand.write}
        />
      )}
    </div>
  );
}

function at({ x, y }: Place): { transform: string } {
  return { transform: `translate(${x}px, ${y}px)` };
}

interface MarkProps {
  readonly place: Place;
  readonly colour: string;
}

function Laser({ place, colour }: MarkProps) {
  return (
    <span
      aria-hidden="true"
      style={at(place)}
      className="pointer-events-none absolute top-0 left-0 forced-color-adjust-none"
    >
      <span
        style={{ backgroundColor: colour }}
        className="absolute -top-1.75 -left-1.75 size-3.5 rounded-full ring-2 ring-[#fff]"
      />
    </span>
  );
}

export function Cross({ place, colour }: MarkProps) {
  return (
    <svg
      aria-hidden="true"
      data-cross
      width="34"
      height="34"
      viewBox="-17 -17 34 34"
      style={at({ x: place.x - 17, y: place.y - 17 })}
      className="pointer-events-none absolute top-0 left-0 forced-color-adjust-none"
    >
      {[
        ['#fff', 5],
        [colour, 2],
      ].map(([stroke, width]) => (
        <path
          key={stroke}
          d="M-15 0H-4M4 0H15M0-15V-4M0 4V15"
          stroke={String(stroke)}
          strokeWidth={width}
          strokeLinecap="round"
        />
      ))}
    </svg>
  );
}

interface TextEntryProps extends MarkProps {
  readonly label: string;
  /** Width of the tile, CSS pixels. */
  readonly room: number;
  /** Of the letters, as they will be painted: CSS pixels. */
  readonly size: number;
  readonly onDone: (text: string | null) => void;
}

const ENTRY_WIDTH = 220;

/** Enter or leaving it writes what was typed, Esc does not. */
export function TextEntry({ label, place, room, colour, size, onDone }: TextEntryProps) {
  const left = Math.max(0, Math.min(place.x, room - ENTRY_WIDTH));
  // Being done takes the focus away, which is another way to be done.
  const over = useRef(false);
  const finish = (text: string | null): void => {
    if (over.current) return;
    over.current = true;
    onDone(text);
  };
  return (
    <input
      // It opens where the person has just asked for it.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      aria-label={label}
      maxLength={MAX_INK_TEXT_LENGTH}
      autoComplete="off"
      spellCheck={false}
      style={{
        ...at({ x: left, y: place.y }),
        width: ENTRY_WIDTH,
        backgroundColor: colour,
        fontSize: size,
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(event.currentTarget.value);
        else if (event.key === 'Escape') finish(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
      onPointerDown={(event) => event.stopPropagation()}
      className="absolute top-0 left-0 h-[1.9em] rounded-pill px-[.4em] font-semibold text-[#fff] ring-2 ring-[#fff] outline-none! forced-color-adjust-none select-text"
    />
  );
}
