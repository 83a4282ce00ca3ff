import { Link } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useParley } from '../ParleyProvider.tsx';
import type { AloneWords } from './useAlone.ts';

export interface AloneBarProps {
  readonly alone: AloneWords;
  readonly onLeave: () => void;
}

/** Under an empty stage: who has left and what happens then, or how to get somebody here. */
export function AloneBar({ alone: { gone, secondsLeft, stay }, onLeave }: AloneBarProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 pt-3 pb-1 text-ink-2 compact:pt-2">
      <p role="status" className={gone === null ? undefined : 'font-semibold text-ink'}>
        {gone === null
          ? t('callLife.nobodyYet')
          : secondsLeft === null
            ? `${gone} ${t('callLife.nobody')}`
            : gone}
      </p>
      {secondsLeft === null ? (
        <Button look="line" onClick={() => app.send({ type: 'copy-invite' })}>
          <Link size={18} aria-hidden="true" />
          {t('call.copyLink')}
        </Button>
      ) : (
        <>
          <p className="tabular-nums">{t('callLife.endsIn', { seconds: secondsLeft })}</p>
          <div className="flex gap-2">
            <Button look="line" onClick={stay}>
              {t('callLife.stay')}
            </Button>
            <Button look="stop" onClick={onLeave}>
              {t('callLife.leaveNow')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
