import { PhoneOff, Settings } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useDensity } from '../call/useDensity.ts';
import { ContactRequests } from '../contacts/ContactRequests.tsx';
import { Contacts } from '../contacts/Contacts.tsx';
import { ContactsTrouble } from '../contacts/ContactsTrouble.tsx';
import { OwnStatus } from '../contacts/OwnStatus.tsx';
import { useOpenDialog } from '../dialogs/openDialog.ts';
import { KEY_CAPS } from '../keyboard.ts';
import { Logo } from '../Logo.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { MissedCalls } from '../ringing/MissedCalls.tsx';
import { useKeptFocus } from '../useKeptFocus.ts';
import { JoinForm } from './JoinForm.tsx';
import { RecentCalls } from './RecentCalls.tsx';
import { ServerLine } from './ServerLine.tsx';
import { Welcome } from './Welcome.tsx';

const COLUMN =
  'mx-auto w-full max-w-230 px-18 wide:max-w-310 compact:px-4 [@media(width<1100px)]:px-6';

export function Home() {
  const compact = useDensity() === 'compact';
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  return (
    <div
      ref={root}
      className="grid h-full grid-cols-[minmax(0,1fr)_360px] grid-rows-[auto_minmax(0,1fr)_auto] compact:grid-cols-[minmax(0,1fr)] [@media(760px<=width<1100px)]:grid-cols-[minmax(0,1fr)_300px]"
    >
      <HomeHeader compact={compact} />
      <main className="@container/home col-start-1 overflow-y-auto scroll-thin">
        <div className={`${COLUMN} pt-16 pb-6 short:pt-6 compact:pt-6`}>
          <CallEnded />
          <ContactsTrouble />
          {/* Somebody waits for an answer: before what can wait. */}
          {compact && <ContactRequests />}
          <Welcome />
          <JoinForm />
          <MissedCalls />
          {/* People before rooms: below all recent calls nobody would find them. */}
          {compact && (
            <div className="mt-8 [--ground:var(--paper)]">
              <Contacts />
            </div>
          )}
          <RecentCalls />
        </div>
      </main>
      <HomeFooter />
      {!compact && <Side />}
    </div>
  );
}

function HomeHeader({ compact }: { readonly compact: boolean }) {
  return (
    <header className={`${COLUMN} col-start-1`}>
      <div className="flex h-15 items-center gap-2.5 compact:h-12 [--ground:var(--paper)]">
        <Logo size={24} />
        <h1 className="flex-1 text-lead font-bold tracking-[-.01em]">Parley</h1>
        {compact && (
          <>
            <OwnStatus />
            <SettingsButton />
          </>
        )}
      </div>
    </header>
  );
}

/** Oneself and one's people, beside all that is about rooms. */
function Side() {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={t('contacts.title')}
      className="col-start-2 row-span-3 row-start-1 flex min-h-0 flex-col border-l border-line bg-raised [--ground:var(--raised)]"
    >
      <div className="flex h-15 flex-none items-center gap-2 pr-3 pl-5">
        <div className="flex min-w-0 flex-1">
          <OwnStatus />
        </div>
        <SettingsButton />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto scroll-thin">
        <ContactRequests />
        <Contacts />
      </div>
    </aside>
  );
}

function SettingsButton() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  return (
    <Tooltip text={t('home.settings')}>
      <Button icon aria-label={t('home.settings')} onClick={() => openDialog('settings')}>
        <Settings size={18} aria-hidden="true" />
      </Button>
    </Tooltip>
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
    <footer className={`${COLUMN} col-start-1`}>
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
