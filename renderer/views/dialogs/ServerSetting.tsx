import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { typedServer } from './serverField.ts';

/** Which server calls go through, and where one comes from. */
export function ServerSetting() {
  const { t } = useTranslation();
  const isOwn = useApp(({ server }) => server.kind === 'embedded');
  return (
    <div>
      <ServerField />
      <div className="mt-2 grid gap-2 rounded-control bg-field p-3 text-pill edged">
        {isOwn && <OwnAddress />}
        <p className="text-ink-2">{t('serverSetting.run')}</p>
      </div>
    </div>
  );
}

function ServerField() {
  const { t } = useTranslation();
  const { app } = useParley();
  const [draft, setDraft] = useState<string>(() => app.getState().settings.server ?? '');
  const [refused, setRefused] = useState(false);
  const commit = (): void => {
    const typed = typedServer(draft);
    setRefused(!typed.ok);
    if (!typed.ok) return;
    // As it was understood.
    setDraft(typed.server ?? '');
    if (typed.server === app.getState().settings.server) return;
    app.send({ type: 'change-settings', patch: { server: typed.server } });
  };
  // Closing the dialog settles what was typed, as leaving the field does.
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  useEffect(() => () => latest.current(), []);
  return (
    <TextField
      label={t('settings.server')}
      value={draft}
      maxLength={300}
      placeholder={t('settings.serverExample')}
      hint={t('settings.serverHint')}
      problem={refused ? t('settings.serverInvalid') : undefined}
      onChange={(text) => {
        setDraft(text);
        // Told on leaving the field, taken back while it is put right.
        if (typedServer(text).ok) setRefused(false);
      }}
      onCommit={commit}
    />
  );
}

/** This computer as the server of others; it is opened to them when its address is wanted. */
function OwnAddress() {
  const { t } = useTranslation();
  const { app } = useParley();
  const { address, copied, failed } = useApp((state) => state.ownAddress);
  return (
    <>
      <p>{t(address === null ? 'serverSetting.own' : 'serverSetting.ownAddress')}</p>
      {address !== null && <p className="font-mono break-all select-text">{address}</p>}
      <div aria-live="polite" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="small" look="line" onClick={() => app.send({ type: 'copy-own-address' })}>
          {copied ? (
            <Check size={16} aria-hidden="true" className="text-voice" />
          ) : (
            <Copy size={16} aria-hidden="true" />
          )}
          {t('serverSetting.copy')}
        </Button>
        {copied && <p>{t('serverSetting.copied')}</p>}
        {failed && <p className="text-stop">{t('serverSetting.noAddress')}</p>}
      </div>
    </>
  );
}
