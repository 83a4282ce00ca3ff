import { useCallback, useRef, useState, type CSSProperties } from 'react';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { useCall } from '../ParleyProvider.tsx';
import { useElementSize } from '../useElementSize.ts';
import type { Pens } from '../watch/pens.ts';
import { useShareWindows } from '../watch/useShareWindows.ts';
import { AloneBar } from './AloneBar.tsx';
import { AwayTile } from './AwayTile.tsx';
import { FaceTile, OwnTile } from './FaceTile.tsx';
import { screenKey, sortScreens } from './participants.ts';
import { ScreenTile } from './ScreenTile.tsx';
import { stageLayout, type Rect } from './stageLayout.ts';
import { useAlone } from './useAlone.ts';
import { useOwnColour } from './usePersonHue.ts';
import { useDensity } from './useDensity.ts';

const GAPS = { compact: 6, normal: 8, wide: 12 } as const;
/** Until a screen's first picture has told its shape. */
const USUAL_SCREEN = 16 / 9;

function placed(rect: Rect | undefined): CSSProperties {
  if (rect === undefined) return { visibility: 'hidden' };
  return {
    width: rect.width,
    height: rect.height,
    transform: `translate(${rect.left}px, ${rect.top}px)`,
  };
}

/** On whole pixels, which is where what is shown pixel by pixel stays sharp. */
function placedSharply(rect: Rect | undefined): CSSProperties {
  if (rect === undefined) return placed(rect);
  const { left, top, width, height } = rect;
  return placed({
    left: Math.round(left),
    top: Math.round(top),
    width: Math.floor(width),
    height: Math.floor(height),
  });
}

export interface StageProps {
  /** Nobody has moved for a while. */
  readonly quiet: boolean;
  /** A panel lies over all of it. */
  readonly hidden: boolean;
  readonly onLeave: () => void;
}

/**
 * Everybody and every screen. All tiles are siblings that only change places, so that no picture
 * starts anew when the arrangement changes.
 */
export function Stage({ quiet, hidden, onLeave }: StageProps) {
  const self = useCall((state) => state.self);
  const participants = useCall((state) => state.participants);
  const screens = useCall((state) => state.screens);
  const box = useRef<HTMLDivElement>(null);
  const size = useElementSize(box);
  const density = useDensity();
  const [aspects, setAspects] = useState<Readonly<Record<string, number>>>({});
  const keepAspect = useCallback((key: string, aspect: number) => {
    setAspects((known) => (known[key] === aspect ? known : { ...known, [key]: aspect }));
  }, []);
  const [zoomed, setZoomed] = useState<Readonly<Record<string, boolean>>>({});
  const [focused, setFocused] = useState<SharedScreen['share'] | null>(null);
  const ownColour = useOwnColour();
  const [pens, setPens] = useState<Pens>(() => ({
    tool: 'pen',
    colour: ownColour,
    fades: false,
  }));

  const { watched, own } = sortScreens(screens);
  const windows = useShareWindows(watched.map(({ share }) => share));
  const here = watched.filter(({ share }) => !windows.open.has(share));
  const alone = here.find(({ share }) => share === focused);
  const main = alone === undefined || here.length < 2 ? here : [alone];
  const small = watched.filter((screen) => !main.includes(screen));
  const empty = useAlone();
  const tellsEmpty = screens.length === 0 || (empty?.secondsLeft ?? null) !== null;
  const layout = stageLayout(
    participants.length + 1 + own.length + small.length,
    main.map((screen) =>
      zoomed[screenKey(screen)] === true ? null : (aspects[screenKey(screen)] ?? USUAL_SCREEN),
    ),
    size,
    GAPS[density],
  );
  const face = (index: number): CSSProperties =>
    placed(layout.faces[participants.length + 1 + index]);
  const styleOf = (screen: SharedScreen): CSSProperties => {
    const index = main.indexOf(screen);
    if (index >= 0) return placedSharply(layout.screens[index]);
    return face(own.length + small.indexOf(screen));
  };
  const focusOf = ({ share }: SharedScreen) => {
    if (here.length < 2) return null;
    const on = share === alone?.share;
    return { on, press: () => setFocused(on ? null : share) };
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col px-3 pt-3 compact:px-1.5 compact:pt-1.5 wide:px-4 wide:pt-4">
      <div ref={box} className="relative min-h-0 flex-1">
        {participants.map((person, index) => (
          <FaceTile
            key={person.id}
            person={person}
            link={person.link}
            style={placed(layout.faces[index])}
          />
        ))}
        <OwnTile person={self} style={placed(layout.faces[participants.length])} />
        {[...own, ...watched].map((screen) => {
          const key = screenKey(screen);
          const tile = {
            screen,
            quiet: quiet && !screen.own,
            pens,
            onPens: setPens,
            onAspect: (aspect: number) => keepAspect(key, aspect),
          };
          const host = windows.open.get(screen.share);
          if (host !== undefined) {
            return (
              <AwayTile
                key={`${key} away`}
                {...tile}
                window={host}
                style={styleOf(screen)}
                onBack={() => windows.close(screen.share)}
              />
            );
          }
          return (
            <ScreenTile
              key={key}
              {...tile}
              small={!main.includes(screen)}
              hidden={hidden}
              style={screen.own ? face(own.indexOf(screen)) : styleOf(screen)}
              focus={screen.own ? null : focusOf(screen)}
              ownWindow={screen.own ? null : () => windows.show(screen.share)}
              noWindow={windows.refused === screen.share}
              onZoomed={(now) => setZoomed((known) => ({ ...known, [key]: now }))}
            />
          );
        })}
      </div>
      {empty !== null && tellsEmpty && <AloneBar alone={empty} onLeave={onLeave} />}
    </div>
  );
}
