import { OctagonX } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Settings } from '../../../preload/contract/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AvatarStack } from '../AvatarStack.tsx';
import { DevicePickers } from '../DevicePickers.tsx';
import { useOpenDialog } from '../dialogs/openDialog.ts';
import { hostOf } from '../dialogs/serverField.ts';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { namesList } from '../words/names.ts';
import { useCallTitle } from '../useCallTitle.ts';
import { languageOf } from '../words/words.ts';
import { Preview } from './Preview.tsx';

/** Before the call: oneself as others will see one, and the devices. */
export function GreenRoom() {
  const { t } = useTranslation();
  const { app } = useParley();
  const joining = useApp((state) => state.joining);
  const [name, setName] = useState<string>(() => app.getState().settings.displayName);
  const [refused, setRefused] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (joining) return;
    if (Settings.shape.displayName.safeParse(name).success) app.send({ type: 'join', name });
    else {
      setRefused(true);
      nameField.current?.focus();
    }
  };

  return (
    <main className="grid h-full overflow-y-auto scroll-thin">
      <div className="m-auto grid w-full max-w-310 grid-cols-[minmax(0,760px)_minmax(260px,360px)] items-start justify-center gap-12 px-9 py-6 [@media(width<1100px)]:gap-6 [@media(width<1100px)]:px-6 compact:grid-cols-[minmax(0,1fr)_minmax(240px,280px)] compact:items-start compact:gap-4 compact:p-4">
        <Preview name={name} />
        <section className="min-w-0">
          <RoomHeading />
          <form
            onSubmit={submit}
            noValidate
            className="grid grid-cols-[minmax(0,1fr)] gap-3.5 compact:gap-2"
          >
            <TextField
              label={t('greenRoom.name')}
              value={name}
              onChange={(text) => {
                setName(text);
                setRefused(false);
              }}
              maxLength={64}
              autoFocus
              inputRef={nameField}
              problem={refused ? t('greenRoom.nameEmpty') : undefined}
            />
            <DevicePickers />
            <JoinFailure />
            <div className="mt-2.5 flex gap-2 compact:mt-1">
              <Button
                type="submit"
                look="go"
                size="large"
                layout="flex-1!"
                aria-label={t('greenRoom.joinNow')}
                aria-busy={joining}
              >
                {joining ? t('greenRoom.joining') : t('greenRoom.joinNow')}
              </Button>
              <Button size="large" onClick={() => app.send({ type: 'cancel-join' })}>
                {t('common.cancel')}
              </Button>
            </div>
          </form>
        </section>
      </div>
    </main>
  );
}

function RoomHeading() {
  const { t } = useTranslation();
  const title = useCallTitle();
  const server = useApp((state) => state.roomServer);
  return (
    <>
      <h1 className="text-heading font-semibold tracking-[-.015em] break-words compact:text-title">
        {title}
      </h1>
      {server !== null && (
        <p className="text-pill text-ink-3">{t('greenRoom.onServer', { host: hostOf(server) })}</p>
      )}
      <WhoIsThere />
    </>
  );
}

function WhoIsThere() {
  const { t } = useTranslation();
  const language = useApp(languageOf);
  const people = useApp((state) => state.peopleThere);
  const most = 3;
  return (
    <div
      aria-live="polite"
      className="mt-2 mb-6 flex min-h-7 items-center gap-3.5 text-ink-2 compact:mt-1 compact:mb-2"
    >
      {people !== null && people.length > 0 && (
        <AvatarStack people={people.map((name) => ({ name }))} most={most} />
      )}
      {people !== null && (
        <span className="min-w-0">
          {people.length === 0
            ? t('greenRoom.nobody')
            : t('greenRoom.here', {
                count: people.length,
                names: namesList(people, most, language, (count) => t('common.others', { count })),
              })}
        </span>
      )}
    </div>
  );
}

/** Why joining did not work, where it was tried. */
function JoinFailure() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  const failure = useApp((state) => state.joinFailure);
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== null) strip.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  const inSettings = failure === 'unreachable' || failure === 'unsupported_protocol';
  return (
    <div ref={strip} aria-live="assertive" className="empty:hidden">
      {failure !== null && failure !== 'cancelled' && (
        <Strip
          tone="stop"
          icon={<OctagonX size={18} aria-hidden="true" />}
          title={t(`joinFailure.${failure}`)}
          text={t(`joinFailure.${failure}Text`)}
          actions={
            inSettings && (
              <Button size="small" look="line" onClick={() => openDialog('settings')}>
                {t('home.settings')}
              </Button>
            )
          }
        />
      )}
    </div>
  );
}
