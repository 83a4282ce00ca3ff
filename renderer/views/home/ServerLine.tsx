import { useTranslation } from 'react-i18next';
import type { AppSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { useNow } from '../useNow.ts';

const DOTS: Record<AppSnapshot['server']['state'], string> = {
  starting: 'bg-caution',
  connecting: 'bg-caution',
  online: 'bg-voice',
  reconnecting: 'bg-caution',
  unreachable: 'bg-stop',
};

/** Which server calls go through and how it is. */
export function ServerLine() {
  const { t } = useTranslation();
  const { app } = useParley();
  const server = useApp((state) => state.server);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      <p role="status" className="flex min-w-0 items-center gap-2">
        <span
          aria-hidden="true"
          className={classNames('size-2 flex-none rounded-full edged', DOTS[server.state])}
        />
        <span className="truncate">
          {t(`server.${server.kind}_${server.state}`, { host: server.address })}
        </span>
      </p>
      {server.retryAtMs !== null && <Countdown untilMs={server.retryAtMs} />}
      {server.state === 'unreachable' && (
        <Button size="small" look="line" onClick={() => app.send({ type: 'retry-server' })}>
          {t('common.tryAgain')}
        </Button>
      )}
    </div>
  );
}

/** Outside of the status, which would be read out each second. */
function Countdown({ untilMs }: { readonly untilMs: number }) {
  const { t } = useTranslation();
  const left = Math.ceil((untilMs - useNow(1_000)) / 1_000);
  if (left < 1) return null;
  return (
    <span className="flex-none whitespace-nowrap tabular-nums compact:hidden">
      {t('server.retryIn', { seconds: t('time.seconds', { seconds: left }) })}
    </span>
  );
}
