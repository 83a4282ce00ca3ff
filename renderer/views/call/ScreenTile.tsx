import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { classNames } from '../../ui/classNames.ts';
import { LiveVideo } from './FaceTile.tsx';

export interface ScreenTileProps {
  readonly screen: SharedScreen;
  /** Fades the caption while nobody moves. */
  readonly quiet: boolean;
  readonly style: CSSProperties;
  readonly onAspect?: (aspect: number) => void;
}

/** A shared screen or window, whole and undistorted. */
export function ScreenTile({ screen, quiet, style, onAspect }: ScreenTileProps) {
  const { t } = useTranslation();
  const { owner, ownerName, own, lane, ordinal } = screen;
  const [pixels, setPixels] = useState<{ width: number; height: number } | null>(null);
  const label =
    ordinal === 1
      ? t('call.screen', { name: ownerName })
      : t('call.screenNumbered', { name: ownerName, number: ordinal });
  return (
    <div
      role="group"
      aria-label={label}
      style={style}
      className={classNames(
        'absolute top-0 left-0 overflow-hidden rounded-tile bg-[#000] edged',
        'transition-transform duration-(--slow) ease-out will-change-transform',
      )}
    >
      <LiveVideo
        member={owner}
        lane={lane}
        layout="object-contain"
        onSize={(width, height) => {
          setPixels({ width, height });
          onAspect?.(width / height);
        }}
      />
      <div
        className={classNames(
          'pointer-events-none absolute inset-0 rounded-[inherit]',
          own
            ? 'inset-ring-3 inset-ring-share-fill'
            : 'inset-ring inset-ring-[oklch(100%_0_0/.09)]',
        )}
      />
      <div
        className={classNames(
          'absolute top-2 right-2 flex h-7 max-w-[calc(100%-16px)] items-center gap-2 rounded-pill bg-plate px-2.5 text-pill font-semibold whitespace-nowrap text-on-scrim ring-1 ring-[oklch(100%_0_0/.12)]',
          'transition-opacity duration-(--slow) compact:h-6 compact:text-caption wide:h-8 wide:text-lead',
          quiet && 'opacity-0',
        )}
      >
        <span className="min-w-0 truncate">{label}</span>
        {pixels !== null && !own && (
          <span className="text-caption font-medium text-[#c7cdcc] tabular-nums wide:text-body">
            {t('call.pixels', pixels)}
          </span>
        )}
      </div>
    </div>
  );
}
