import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/classNames.ts';
import type { Extent } from './pictureView.ts';

export interface ScreenCaptionProps {
  readonly label: string;
  /** Pixels of the picture; null: not known, or not of interest. */
  readonly picture: Extent | null;
  /** Among the faces it stands where their names are. */
  readonly small: boolean;
  /** In percent; null: all of the picture is seen. */
  readonly zoom: number | null;
  readonly quiet: boolean;
}

/** Whose screen it is, and how large. */
export function ScreenCaption({ label, picture, small, zoom, quiet }: ScreenCaptionProps) {
  const { t } = useTranslation();
  return (
    <div
      className={classNames(
        'pointer-events-none absolute flex h-7 max-w-[calc(100%-16px)] items-center gap-2 rounded-pill forced-color-adjust-none bg-plate px-2.5 text-pill font-semibold whitespace-nowrap text-on-scrim ring-1 ring-[oklch(100%_0_0/.12)] edged',
        'transition-opacity duration-(--slow) compact:h-6 compact:text-caption wide:h-8 wide:text-lead',
        small
          ? 'bottom-2 left-2 compact:bottom-1.5 compact:left-1.5 low:bottom-1.5 low:left-1.5 low:h-5.5 low:px-1.75 low:text-caption'
          : 'top-2 right-2',
        quiet && 'opacity-0',
      )}
    >
      <span className="min-w-0 truncate">{label}</span>
      {picture !== null && (
        <span className="text-caption font-medium text-[#c7cdcc] tabular-nums wide:text-body">
          {t('call.pixels', { width: picture.width, height: picture.height })}
        </span>
      )}
      {zoom !== null && (
        <span className="text-caption font-medium text-[#c7cdcc] tabular-nums wide:text-body">
          {t('watch.zoom', { percent: zoom })}
        </span>
      )}
    </div>
  );
}
