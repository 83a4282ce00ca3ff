import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { classNames } from '../../ui/classNames.ts';
import { PortalContainer } from '../../ui/PortalContainer.tsx';
import { InkLayer } from '../ink/InkLayer.tsx';
import { useCall } from '../ParleyProvider.tsx';
import { useElementSize } from '../useElementSize.ts';
import { HandSurface } from '../watch/HandSurface.tsx';
import { usePixelRatio } from '../hostWindow.tsx';
import { OwnShareTools } from '../watch/OwnShareTools.tsx';
import { isAllowed, type HandTool, type Pens } from '../watch/pens.ts';
import {
  FIT,
  coveredPixels,
  frameOf,
  isActualSize,
  zoomOf,
  type Extent,
  type PictureFrame,
  type Viewing,
} from '../watch/pictureView.ts';
import { ScreenCaption } from '../watch/ScreenCaption.tsx';
import { ShareMarks } from '../watch/ShareMarks.tsx';
import { StillLayer } from '../watch/StillLayer.tsx';
import { useFullScreen } from '../watch/useFullScreen.ts';
import { usePictureView } from '../watch/usePictureView.ts';
import { useWatching } from '../watch/useWatching.ts';
import { WatchToolbar } from '../watch/WatchToolbar.tsx';
import { LiveVideo } from './FaceTile.tsx';
import { useScreenName } from './useScreenName.ts';

export interface ScreenTileProps {
  readonly screen: SharedScreen;
  /** A glance among the faces instead of what the stage is for. */
  readonly small: boolean;
  /** Fades what lies on the picture while nobody moves. */
  readonly quiet: boolean;
  /** It is not to be seen, although it is there. */
  readonly hidden: boolean;
  readonly style: CSSProperties;
  readonly pens: Pens;
  readonly onPens: (pens: Pens) => void;
  /** Shown alone above the others; null while there is only one. */
  readonly focus: { readonly on: boolean; readonly press: () => void } | null;
  /** Null where it is in a window of its own already. */
  readonly ownWindow: (() => void) | null;
  /** A window of its own was asked for, and refused. */
  readonly noWindow: boolean;
  readonly onAspect?: (aspect: number) => void;
  /** Whether less than all of it is seen, or it is not fitted to its tile. */
  readonly onZoomed?: (zoomed: boolean) => void;
}

/** Narrower than this not all tools fit in a row, CSS pixels. */
const ROOM_FOR_TOOLS = 470;
/** From here on pixels are to be seen as pixels, not smoothed. */
const PIXELS_FROM = 2;

/** A shared screen, window or region: watched, or one's own. */
export function ScreenTile(props: ScreenTileProps) {
  const { screen, small, quiet, hidden, style, pens, onPens, focus, ownWindow, noWindow } = props;
  const { onAspect, onZoomed } = props;
  const { t } = useTranslation();
  const { owner, own, lane, share, ink } = screen;
  const label = useScreenName(screen);
  const self = useCall((state) => state.self.id);
  const tile = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const size = useElementSize(tile);
  const pixelRatio = usePixelRatio();
  const [picture, setPicture] = useState<Extent | null>(null);
  const fullScreen = useFullScreen(tile);
  const viewing = useViewing(size, picture, pixelRatio);
  const watched = !own && !small;
  const controls = usePictureView(surface, watched ? viewing : null);
  const shown = watched ? controls.view : FIT;
  const frame = useMemo(
    () => (viewing === null ? { left: 0, top: 0, ...size } : frameOf(shown, viewing)),
    [viewing, size, shown],
  );
  const [held, setHeld] = useState<HandTool>('none');
  const tool = watched && isAllowed(held, ink) ? held : 'none';

  const { fit } = controls;
  useEffect(() => {
    // Another source on the same lane is another picture.
    fit();
    setHeld('none');
  }, [share, fit]);
  const zoomed = shown.mode === 'zoom';
  const narrow = size.width < ROOM_FOR_TOOLS;
  const tellZoomed = useRef(onZoomed);
  useEffect(() => {
    tellZoomed.current = onZoomed;
  });
  useEffect(() => tellZoomed.current?.(zoomed), [zoomed]);

  const covered = viewing === null ? null : coveredPixels(frame, viewing);
  const layout = classNames(
    viewing === null ? 'object-contain' : 'object-fill',
    viewing !== null && zoomOf(shown, viewing) >= PIXELS_FROM && '[image-rendering:pixelated]',
  );
  return (
    <PortalContainer element={fullScreen.element}>
      <div
        ref={tile}
        role="group"
        aria-label={label}
        style={style}
        className={classNames(
          'group/screen absolute top-0 left-0 rounded-tile bg-[#000] edged [&:fullscreen]:rounded-none',
          'transition-transform duration-(--slow) ease-out will-change-transform',
        )}
      >
        {watched && (hidden || covered !== null) && (
          <Watching share={share} seen={hidden ? null : covered} />
        )}
        <div className="tile-box absolute inset-0 overflow-hidden">
          <HandSurface
            screen={screen}
            live={watched}
            tool={tool}
            pens={pens}
            surface={surface}
            controls={controls}
            frame={frame}
            viewing={viewing}
            onLeaveTool={() => setHeld('none')}
          >
            <div style={placeIn(frame)} className="absolute top-0 left-0">
              <LiveVideo
                member={owner}
                lane={lane}
                layout={layout}
                onSize={(width, height) => {
                  setPicture({ width, height });
                  onAspect?.(width / height);
                }}
              />
              <StillLayer share={share} layout={layout} />
            </div>
            {viewing !== null && (
              <InkLayer share={share} frame={frame} viewing={viewing} self={self} />
            )}
          </HandSurface>
          <Corners />
          <div
            className={classNames(
              'pointer-events-none absolute inset-0 rounded-[inherit]',
              own
                ? 'inset-ring-3 inset-ring-share-fill'
                : 'inset-ring inset-ring-[oklch(100%_0_0/.09)]',
            )}
          />
          <ScreenCaption
            label={label}
            picture={watched && !narrow ? picture : null}
            small={!watched}
            zoom={zoomed && viewing !== null ? Math.round(zoomOf(shown, viewing) * 100) : null}
            quiet={watched && quiet}
          />
          <ShareMarks screen={screen} noWindow={noWindow} />
          {own && (
            <div className="absolute inset-0 m-auto size-max opacity-0 transition-opacity duration-(--base) group-hover/screen:opacity-100 has-focus-visible:opacity-100">
              <OwnShareTools tile={label} screen={screen} />
            </div>
          )}
          {!own && small && focus !== null && (
            <button
              type="button"
              aria-label={t('watch.focus')}
              onClick={focus.press}
              className="absolute inset-0 rounded-[inherit] hover:bg-[oklch(100%_0_0/.08)] focus-visible:-outline-offset-4 focus-visible:outline-on-scrim"
            />
          )}
          {watched && (
            <div
              className={classNames(
                'absolute right-2 bottom-2 transition-opacity duration-(--slow) hover:opacity-100 has-focus-visible:opacity-100',
                quiet && 'opacity-0',
              )}
            >
              <WatchToolbar
                tile={label}
                screen={screen}
                narrow={narrow}
                tool={tool}
                onTool={setHeld}
                pens={pens}
                onPens={onPens}
                fit={{ on: !zoomed, press: fit }}
                actualSize={{ on: isActualSize(shown), press: () => controls.actualSize() }}
                fullScreen={{ on: fullScreen.element !== null, press: fullScreen.toggle }}
                ownWindow={ownWindow}
                focus={focus}
              />
            </div>
          )}
        </div>
      </div>
    </PortalContainer>
  );
}

/** Sizes that belong together; null until both are known. */
function useViewing(tile: Extent, picture: Extent | null, pixelRatio: number): Viewing | null {
  return useMemo(
    () =>
      picture === null || tile.width === 0 || tile.height === 0
        ? null
        : { tile, picture, pixelRatio },
    [tile, picture, pixelRatio],
  );
}

function placeIn({ left, top, width, height }: PictureFrame): CSSProperties {
  return { width, height, transform: `translate(${left}px, ${top}px)` };
}

interface WatchingProps {
  readonly share: SharedScreen['share'];
  /** Null: not to be seen. */
  readonly seen: Extent | null;
}

function Watching({ share, seen }: WatchingProps) {
  useWatching(share, seen?.width ?? 0, seen?.height ?? 0);
  return null;
}

const CORNERS = [
  'top-0 left-0 [--middle:100%_100%]',
  'top-0 right-0 [--middle:0_100%]',
  'bottom-0 left-0 [--middle:100%_0]',
  'right-0 bottom-0 [--middle:0_0]',
];

/**
 * Rounds the picture by what lies over its corners: to cut it to a round shape would have all of it
 * drawn twice, for each frame.
 */
function Corners() {
  return CORNERS.map((place) => (
    <span
      key={place}
      aria-hidden="true"
      className={`tile-corner pointer-events-none absolute group-[:fullscreen]/screen:hidden ${place}`}
    />
  ));
}
