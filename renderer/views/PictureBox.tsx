import type { CSSProperties, ReactNode } from 'react';
import { classNames } from '../ui/classNames.ts';
import { VoiceBars } from '../ui/VoiceBars.tsx';
import { MicOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export interface PictureBoxProps {
  /** Accessible name of the tile, shown in its pill. */
  readonly label: string;
  /** Colour of the person, behind the avatar. */
  readonly hue: number;
  readonly speaking?: boolean;
  readonly muted?: boolean;
  readonly layout: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** A tile with somebody in it: picture or avatar, ring, name. */
export function PictureBox({
  label,
  hue,
  speaking = false,
  muted = false,
  layout,
  style,
  children,
}: PictureBoxProps) {
  const { t } = useTranslation();
  return (
    <div
      role="group"
      aria-label={label}
      style={{ '--hue': hue, ...style } as CSSProperties}
      className={classNames(
        'rounded-tile bg-[light-dark(oklch(89%_.028_var(--hue)),oklch(24.5%_.026_var(--hue)))]',
        'outline-offset-1 outline-voice edged',
        speaking ? 'signal-ring outline-3 wide:outline-4' : 'outline-0',
        layout,
      )}
    >
      <div className="tile-box absolute inset-0 overflow-hidden rounded-[inherit]">
        {children}
        <Pill place="bottom">
          {muted ? (
            <>
              <MicOff
                size={14}
                aria-hidden="true"
                className="text-stop-on-scrim stroke-2! wide:size-4.5"
              />
              <span className="sr-only">{t('call.muted')}</span>
            </>
          ) : (
            speaking && (
              <>
                <VoiceBars tone="video" />
                <span className="sr-only">{t('call.speaking')}</span>
              </>
            )
          )}
          <span className="min-w-0 truncate">{label}</span>
        </Pill>
      </div>
    </div>
  );
}

/** A few words on a picture. */
export function Pill({
  place,
  children,
}: {
  readonly place: 'bottom' | 'top';
  readonly children: ReactNode;
}) {
  return (
    <div
      className={classNames(
        'absolute left-2 flex h-6.5 max-w-[calc(100%-16px)] items-center gap-1.5 rounded-pill forced-color-adjust-none bg-scrim px-2.25 text-pill font-semibold whitespace-nowrap text-on-scrim edged',
        'compact:left-1.5 compact:h-6 compact:text-caption wide:left-3 wide:h-8 wide:px-3 wide:text-lead',
        'low:left-1.5 low:h-5.5 low:px-1.75 low:text-caption',
        place === 'bottom'
          ? 'bottom-2 compact:bottom-1.5 wide:bottom-3 low:bottom-1.5'
          : 'top-2 font-medium compact:top-1.5 wide:top-3 low:top-1.5',
      )}
    >
      {children}
    </div>
  );
}
