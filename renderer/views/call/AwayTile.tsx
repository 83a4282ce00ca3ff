import { PictureInPicture2 } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import type { HostWindow } from '../hostWindow.tsx';
import { ChildWindow } from '../ChildWindow.tsx';
import { ScreenTile, type ScreenTileProps } from './ScreenTile.tsx';
import { useIdle } from './useIdle.ts';
import { useScreenName } from './useScreenName.ts';

export interface AwayTileProps extends Pick<
  ScreenTileProps,
  'screen' | 'pens' | 'onPens' | 'onAspect'
> {
  readonly window: HostWindow;
  readonly style: CSSProperties;
  readonly onBack: () => void;
}

/** How long nobody moves in that window before the picture has it for itself, milliseconds. */
const IDLE_MS = 3_000;
const FILLS: CSSProperties = { width: '100%', height: '100%' };

/** The place of a screen that is in a window of its own, and the screen in that window. */
export function AwayTile({ window: host, style, onBack, ...tile }: AwayTileProps) {
  const { t } = useTranslation();
  const label = useScreenName(tile.screen);
  const quiet = useIdle(IDLE_MS, host);
  return (
    <>
      <div
        role="group"
        aria-label={label}
        style={style}
        className="absolute top-0 left-0 rounded-tile bg-field inset-ring inset-ring-line edged"
      >
        <div className="tile-box absolute inset-0 grid place-content-center justify-items-center gap-1.5 p-2 text-center">
          <PictureInPicture2 size={18} aria-hidden="true" className="text-ink-3 low:hidden" />
          <p className="max-w-full truncate text-caption font-semibold text-ink-2">{label}</p>
          <Button size="small" look="line" onClick={onBack}>
            {t('watch.bringBack')}
          </Button>
        </div>
      </div>
      <ChildWindow window={host} title={label}>
        <ScreenTile
          {...tile}
          small={false}
          hidden={false}
          quiet={quiet}
          style={FILLS}
          focus={null}
          ownWindow={null}
          noWindow={false}
        />
      </ChildWindow>
    </>
  );
}
