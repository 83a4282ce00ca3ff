import { PhoneOff, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useOpenDialog } from '../dialogs/DialogsProvider.tsx';
import { hueOf, initialOf } from '../identity.ts';
import { KEY_CAPS } from '../keyboard.ts';
import { Logo } from '../Logo.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { JoinForm } from './JoinForm.tsx';
import { RecentCalls } from './RecentCalls.tsx';
import { ServerLine } from './ServerLine.tsx';

const COLUMN = 'mx-auto w-full max-w-230 px-18 wide:max-w-310 compact:px-4';

export function Home() {
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)_auto]">
      <HomeHeader />
      <main className="overflow-y-auto scroll-thin">
        <div className={`${COLUMN} pt-16 pb-6 short:pt-6 compact:pt-6`}>
          <CallEnded />
          <JoinForm />
          <RecentCalls />
        </div>
      </main>
      <HomeFooter />
    </div>
  );
}

function HomeHeader() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  const name = useApp((state) => state.settings.displayName);
  return (
    <header className={COLUMN}>
      <div className="flex h-15 items-center gap-2.5 compact:h-12">
        <Logo size={24} />
        <h1 className="flex-1 text-lead font-bold tracking-[-.01em]">Parley</h1>
        <Avatar initial={initialOf(name)} hue={hueOf(name)} size="line" />
        <span className="max-w-60 truncate font-semibold">{name}</span>
        <Tooltip text={t('home.settings')}>
          <Button
            icon
            aria-label={t('home.settings')}
            layout="-mr-2.25"
            onClick={() => openDialog('settings')}
          >
            <Settings size={18} aria-hidden="true" />
          </Button>
        </Tooltip>
      </div>
    </header>
  );
}

/** Why the last call ended without the person asking. */
function CallEnded() {
  const { t } = useTranslation();
  const { app } = useParley();
  const ended = useApp((state) => state.callEnded);
  return (
    <div aria-live="polite">
      {ended !== null && (
        <div className="mb-8 compact:mb-4">
          <Strip
            tone="caution"
            icon={<PhoneOff size={18} aria-hidden="true" />}
            title={t(`ended.${ended}`)}
            text={t(`ended.${ended}Text`)}
            dismiss={{
              label: t('common.dismiss'),
              onDismiss: () => app.send({ type: 'dismiss-call-ended' }),
            }}
          />
        </div>
      )}
    </div>
  );
}

function HomeFooter() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  return (
    <footer className={COLUMN}>
      <div className="flex h-11 items-center gap-3 text-pill text-ink-3">
        <ServerLine />
        <button
          type="button"
          className="quiet -mr-2 flex h-7 flex-none items-center gap-1.5 rounded-pill px-2"
          onClick={() => openDialog('shortcuts')}
        >
          <span aria-hidden="true">
            <KeyCap>{KEY_CAPS.list}</KeyCap>
          </span>
          {t('home.shortcuts')}
        </button>
      </div>
    </footer>
  );
}
