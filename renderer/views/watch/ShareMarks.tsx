import { LockKeyhole, Minus, Pause, Sparkles, SquareX, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { classNames } from '../../ui/classNames.ts';

const PLATE =
  'flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-pill forced-color-adjust-none bg-plate px-2.5 text-pill font-semibold whitespace-nowrap text-on-scrim ring-1 ring-[oklch(100%_0_0/.12)] edged compact:h-6 compact:px-2 compact:text-caption wide:h-8 wide:text-lead low:h-5.5 low:px-1.75 low:text-caption';

const STANDING = {
  paused: Pause,
  locked: LockKeyhole,
  minimised: Minus,
} as const satisfies Record<Exclude<SharedScreen['state'], 'live'>, LucideIcon>;

export interface ShareMarksProps {
  readonly screen: SharedScreen;
  /** It was to be shown in a window of its own, and could not. */
  readonly noWindow?: boolean;
}

/** What is so about a shared picture, in words over its corner; the picture stays to be seen. */
export function ShareMarks({ screen, noWindow = false }: ShareMarksProps) {
  const { t } = useTranslation();
  const { state, still } = screen;
  const stillWords = {
    coming: 'watch.sharpening',
    shown: 'watch.sharp',
    failed: 'watch.sharpenFailed',
  } as const;
  return (
    <div
      role="status"
      className="pointer-events-none absolute top-2 left-2 flex max-w-[calc(100%-16px)] flex-col items-start gap-1.5 low:top-1.5 low:left-1.5"
    >
      {state !== 'live' && (
        <Mark icon={STANDING[state]} words={t(`watch.${state}`)} tone="text-caution-on-scrim" />
      )}
      {still !== 'none' && (
        <Mark
          icon={Sparkles}
          words={t(stillWords[still])}
          tone={still === 'shown' ? 'text-voice-on-scrim' : ''}
          brief={still === 'shown'}
        />
      )}
      {noWindow && <Mark icon={SquareX} words={t('watch.noWindow')} tone="text-caution-on-scrim" />}
    </div>
  );
}

interface MarkProps {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly tone: string;
  /** It need not be read twice, and lies over the picture. */
  readonly brief?: boolean;
}

function Mark({ icon: Icon, words, tone, brief = false }: MarkProps) {
  return (
    <span className={classNames(PLATE, brief && 'told')}>
      <Icon size={14} aria-hidden="true" className={`stroke-2! ${tone}`} />
      <span className="min-w-0 truncate">{words}</span>
    </span>
  );
}
