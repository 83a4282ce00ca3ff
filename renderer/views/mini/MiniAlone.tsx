import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import type { AloneWords } from '../call/useAlone.ts';

export interface MiniAloneProps {
  readonly alone: AloneWords;
  readonly onLeave: () => void;
}

/** That nobody else is here, over all of the small window. */
export function MiniAlone({ alone: { gone, secondsLeft, stay }, onLeave }: MiniAloneProps) {
  const { t } = useTranslation();
  return (
    <div className="absolute inset-0 grid place-content-center justify-items-center gap-2 bg-stage px-4 pb-12 text-center text-ink">
      <p role="status" className="font-semibold">
        {gone ?? t('callLife.nobodyYet')}
      </p>
      {secondsLeft !== null && (
        <>
          <p className="text-pill text-ink-2 tabular-nums">
            {t('callLife.endsIn', { seconds: secondsLeft })}
          </p>
          <div className="flex gap-2 [app-region:no-drag]">
            <Button size="small" look="stop" onClick={onLeave}>
              {t('callLife.leaveNow')}
            </Button>
            <Button size="small" look="line" onClick={stay}>
              {t('callLife.stay')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
