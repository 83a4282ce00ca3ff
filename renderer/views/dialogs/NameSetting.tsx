import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Settings } from '../../../preload/contract/settings.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';

/** One's own name, saved while it is typed. */
export function NameSetting() {
  const { t } = useTranslation();
  const { app } = useParley();
  const saved = useApp((state) => state.settings.displayName);
  const inCall = useApp((state) => state.screen === 'call');
  const [draft, setDraft] = useState<string>(saved);
  const [sent, setSent] = useState<ReadonlySet<string>>(() => new Set([saved]));
  const typed = Settings.shape.displayName.safeParse(draft);
  // What comes back late is what was typed a moment ago; anything else was changed elsewhere.
  const value = sent.has(saved) ? draft : saved;
  return (
    <TextField
      label={t('settings.name')}
      value={value}
      maxLength={64}
      hint={inCall ? t('settings.nameNextCall') : undefined}
      problem={typed.success ? undefined : t('settings.nameEmpty')}
      onChange={(text) => {
        setDraft(text);
        const name = Settings.shape.displayName.safeParse(text);
        if (!name.success) return;
        setSent((before) => new Set([...before, name.data]));
        app.send({ type: 'change-settings', patch: { displayName: name.data } });
      }}
    />
  );
}
