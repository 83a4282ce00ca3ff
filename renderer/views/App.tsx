import { useEffect, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { UiProvider } from '../ui/UiProvider.tsx';
import { CallScreen } from './call/CallScreen.tsx';
import { useHeardFirst } from './call/useHeardFirst.ts';
import { ContactLinkDialog } from './contacts/ContactLinkQuestion.tsx';
import { BrokenLinkDialog } from './dialogs/BrokenLink.tsx';
import { DialogsProvider } from './dialogs/DialogsProvider.tsx';
import { LinkDialog } from './dialogs/LinkQuestion.tsx';
import { GreenRoom } from './greenRoom/GreenRoom.tsx';
import { Home } from './home/Home.tsx';
import { Logo } from './Logo.tsx';
import { useApp, useParley } from './ParleyProvider.tsx';
import { RingingCards } from './ringing/RingingCards.tsx';
import { ShareChoicesProvider } from './ShareChoicesProvider.tsx';
import { useDocument } from './useDocument.ts';
import { createWords, languageOf } from './words/words.ts';

/** The window: the screen that the app is on. Stands inside a `ParleyProvider`. */
export function App() {
  useDocument();
  const language = useApp(languageOf);
  const [words] = useState(() => createWords(language));
  useEffect(() => {
    void words.changeLanguage(language);
  }, [words, language]);
  return (
    <I18nextProvider i18n={words}>
      <UiProvider>
        <DialogsProvider>
          <ShareChoicesProvider>
            <CurrentScreen />
          </ShareChoicesProvider>
        </DialogsProvider>
      </UiProvider>
    </I18nextProvider>
  );
}

function CurrentScreen() {
  const { call } = useParley();
  const screen = useApp((state) => state.screen);
  const contact = useApp((state) => state.contact);
  const waits = useHeardFirst({ screen, contact }, call);
  switch (screen) {
    case 'home':
      return (
        <>
          <Home />
          <Questions />
        </>
      );
    case 'green-room':
      return (
        <>
          <GreenRoom />
          <Questions />
        </>
      );
    case 'entering':
      return <Entering />;
    case 'call':
      if (call === null) return <Starting />;
      return waits ? <Entering /> : <CallScreen />;
    case 'loading':
      return <Starting />;
  }
}

/** What is asked and what rings, on screens that are no call. */
function Questions() {
  return (
    <>
      <BrokenLinkDialog />
      <LinkDialog />
      <ContactLinkDialog />
      <RingingCards />
    </>
  );
}

/** On the way into a call, without the green room, and until it is heard. */
function Entering() {
  const { t } = useTranslation();
  const { app, call } = useParley();
  const cancel = (): void =>
    call === null ? app.send({ type: 'cancel-join' }) : call.send({ type: 'leave' });
  return (
    <main className="grid h-full place-content-center justify-items-center gap-4 bg-stage">
      <h1 className="sr-only">Parley</h1>
      <p role="status" className="text-lead text-ink-2">
        {t('call.connecting')}
      </p>
      <Button look="line" onClick={cancel}>
        {t('common.cancel')}
      </Button>
    </main>
  );
}

function Starting() {
  const { t } = useTranslation();
  return (
    <main className="grid h-full place-content-center justify-items-center gap-3">
      <Logo size={40} />
      <h1 className="sr-only">Parley</h1>
      <p className="after-wait text-ink-2">{t('common.starting')}</p>
    </main>
  );
}
