import { Link } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import type { AloneWords } from './useAlone.ts';

export interface AloneBarProps {
  readonly alone: AloneWords;
  readonly onLeave: () => void;
}

/** Under an empty stage: who has left and what happens then, or how to get somebody here. */
export function AloneBar({ alone: { gone, secondsLeft, stay }, onLeave }: AloneBarProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  // Of a call elsewhere it is not true.
  const isServer = useApp(({ server, roomServer }) => server.kind === 'embedded' && !roomServer);
  const nobodyYet = gone === null;
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 px-4 pt-3 pb-1 text-ink-2 compact:pt-2">
      <div role="status" className="min-w-0">
        <p className={nobodyYet && !isServer ? undefined : 'font-semibold text-ink'}>
          {nobodyYet
            ? t('callLife.nobodyYet')
            : secondsLeft === null
              ? `${gone} ${t('callLife.nobody')}`
              : gone}
        </p>
        {nobodyYet && isServer && <p className="text-pill">{t('callLife.serverHere')}</p>}
      </div>
      {secondsLeft === null ? (
        <Button look={nobodyYet ? 'go' : 'line'} onClick={() => app.send({ type: 'copy-invite' })}>
          <Link size={18} aria-hidden="true" />
          {t('people.inviteText')}
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
