import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { acceleratorOf, capsOf, type Pressed } from './accelerator.ts';

export interface ShortcutSettingProps {
  readonly which: 'palette' | 'mute';
}

type Refusal = Extract<Pressed, { readonly ok: false }>['reason'] | 'same';

/** A shortcut that works in every app: which keys, whether it works, and how to change it. */
export function ShortcutSetting({ which }: ShortcutSettingProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  const shortcuts = useApp((state) => state.settings.globalShortcuts);
  const platform = useApp((state) => state.platform);
  const works = useApp((state) => state.globalShortcuts?.[which] ?? 'on');
  const [recording, setRecording] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const what = t(`setup.${which}`);
  const keys = shortcuts[which];

  const change = (accelerator: string | null): void =>
    app.send({
      type: 'change-settings',
      patch: { globalShortcuts: { ...shortcuts, [which]: accelerator } },
    });
  const stop = (): void => {
    setRecording(false);
    setRefusal(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (!recording || event.key === 'Tab') return;
    // Neither the dialog nor the button acts on keys that are being recorded.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return stop();
    const pressed = acceleratorOf(event.nativeEvent);
    const other = shortcuts[which === 'palette' ? 'mute' : 'palette'];
    if (!pressed.ok) setRefusal(pressed.reason);
    else if (pressed.accelerator === other) setRefusal('same');
    else {
      stop();
      change(pressed.accelerator);
    }
  };

  return (
    <div>
      <div className="flex min-h-9 items-center gap-2">
        <span className="min-w-0 flex-1 font-semibold">{what}</span>
        {recording ? (
          <span className="text-pill text-ink-2">{t('setup.press')}</span>
        ) : keys === null ? (
          <span className="text-pill text-ink-3">{t('setup.noKeys')}</span>
        ) : (
          <span className="flex gap-1">
            {capsOf(keys, platform).map((cap) => (
              <KeyCap key={cap}>{cap}</KeyCap>
            ))}
          </span>
        )}
        <Button
          ref={button}
          size="small"
          look="line"
          aria-label={t('setup.changeOf', { what })}
          aria-pressed={recording}
          onClick={() => setRecording(!recording)}
          onKeyDown={onKeyDown}
          // Space would otherwise end the recording that it belongs to.
          onKeyUp={(event) => {
            if (recording) event.preventDefault();
          }}
          onBlur={stop}
        >
          {t('setup.change')}
        </Button>
        {keys !== null && (
          <Button
            size="small"
            aria-label={t('setup.clearOf', { what })}
            onClick={() => {
              change(null);
              button.current?.focus();
            }}
          >
            {t('setup.clear')}
          </Button>
        )}
      </div>
      <p aria-live="polite" className="text-caption empty:hidden">
        <Words recording={recording} refusal={refusal} works={keys === null ? 'off' : works} />
      </p>
    </div>
  );
}

interface WordsProps {
  readonly recording: boolean;
  readonly refusal: Refusal | null;
  readonly works: 'off' | 'on' | 'taken' | 'unsupported';
}

function Words({ recording, refusal, works }: WordsProps) {
  const { t } = useTranslation();
  if (recording) {
    switch (refusal) {
      case 'needs-modifier':
        return <span className="text-stop">{t('setup.needsModifier')}</span>;
      case 'key-refused':
        return <span className="text-stop">{t('setup.keyRefused')}</span>;
      case 'same':
        return <span className="text-stop">{t('setup.same')}</span>;
      case 'incomplete':
      case null:
        return <span className="text-ink-3">{t('setup.pressHint')}</span>;
    }
  }
  switch (works) {
    case 'on':
    case 'off':
      return null;
    case 'taken':
      return <span className="text-stop">{t('setup.taken')}</span>;
    case 'unsupported':
      return <span className="text-caution">{t('setup.unsupported')}</span>;
  }
}
