import { AppWindow, Monitor } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickerSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TabList, TabPanel, TabRoot } from '../../ui/Segments.tsx';
import { CheckboxField } from '../../ui/Toggles.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useApp, useCallStore, useParley, usePicker } from '../ParleyProvider.tsx';
import { SourceList } from './SourceList.tsx';

type Source = PickerSnapshot['sources'][number];
type SourceKind = Source['kind'];

export function ScreenPicker() {
  const { picker } = useParley();
  const snapshot = usePicker((state) => state);
  // What it shows stays while it closes.
  const [last, setLast] = useState(snapshot);
  if (snapshot.state !== 'closed' && snapshot !== last) setLast(snapshot);
  const open = snapshot.state !== 'closed';
  return <PickerDialog open={open} shown={last} onClose={() => picker.send({ type: 'close' })} />;
}

interface PickerDialogProps {
  readonly open: boolean;
  readonly shown: PickerSnapshot;
  readonly onClose: () => void;
}

function PickerDialog({ open, shown, onClose }: PickerDialogProps) {
  const { t } = useTranslation();
  const call = useCallStore();
  const platform = useApp((state) => state.platform);
  const [kind, setKind] = useState<SourceKind>('screen');
  const [chosen, setChosen] = useState<Source['id'] | null>(null);
  const [sound, setSound] = useState(false);
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    // Every opening starts at the screens, with nothing chosen.
    if (open) {
      setKind('screen');
      setChosen(null);
      setSound(false);
    }
  }
  const there = shown.sources.some((source) => source.id === chosen && source.kind === kind);
  const share = (source: Source['id']): void => {
    call.send({ type: 'share-screen', source, sound });
    onClose();
  };
  const reason = useId();
  return (
    <TabRoot value={kind} onChange={setKind}>
      <Dialog
        open={open}
        onClose={onClose}
        title={t('picker.title')}
        width="large"
        aside={
          <TabList
            segments={[
              {
                value: 'screen',
                label: t('picker.screens'),
                icon: <Monitor size={16} aria-hidden="true" />,
              },
              {
                value: 'window',
                label: t('picker.windows'),
                icon: <AppWindow size={16} aria-hidden="true" />,
              },
            ]}
          />
        }
        footer={
          <>
            {platform === 'win32' && (
              <CheckboxField label={t('picker.sound')} checked={sound} onChange={setSound} />
            )}
            <span className="flex-1" />
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            {there && chosen !== null ? (
              <Button look="go" layout="px-5!" onClick={() => share(chosen)}>
                {t('picker.share')}
              </Button>
            ) : (
              <>
                <Tooltip text={t('picker.chooseFirst')}>
                  <Button
                    look="go"
                    layout="px-5!"
                    disabled
                    focusableWhenDisabled
                    aria-describedby={reason}
                  >
                    {t('picker.share')}
                  </Button>
                </Tooltip>
                <span id={reason} hidden>
                  {t('picker.chooseFirst')}
                </span>
              </>
            )}
          </>
        }
      >
        {(['screen', 'window'] as const).map((tab) => (
          <TabPanel
            key={tab}
            value={tab}
            layout="h-118 min-h-0 overflow-y-auto scroll-thin outline-none"
          >
            <PickerBody
              shown={shown}
              kind={tab}
              chosen={chosen}
              onChoose={setChosen}
              onShare={share}
            />
          </TabPanel>
        ))}
      </Dialog>
    </TabRoot>
  );
}

interface PickerBodyProps {
  readonly shown: PickerSnapshot;
  readonly kind: SourceKind;
  readonly chosen: Source['id'] | null;
  readonly onChoose: (id: Source['id']) => void;
  readonly onShare: (id: Source['id']) => void;
}

function PickerBody({ shown, kind, chosen, onChoose, onShare }: PickerBodyProps) {
  const { t } = useTranslation();
  const { app, picker } = useParley();
  const hasPage = useApp((state) => state.platform !== 'linux');
  const sources = shown.sources.filter((source) => source.kind === kind);
  if (shown.state === 'failed') {
    const denied = shown.failure === 'denied';
    return (
      <Middle
        title={t(denied ? 'picker.denied' : 'picker.failed')}
        text={t(denied ? 'picker.deniedText' : 'picker.failedText')}
      >
        {denied && hasPage && (
          <Button
            look="line"
            onClick={() => app.send({ type: 'open-permissions', kind: 'screen' })}
          >
            {t('common.openSystemSettings')}
          </Button>
        )}
        <Button look="line" onClick={() => picker.send({ type: 'open' })}>
          {t('common.tryAgain')}
        </Button>
      </Middle>
    );
  }
  if (shown.state === 'loading') {
    return (
      <div className="after-wait h-full">
        <Middle title={t('picker.loading')} />
      </div>
    );
  }
  if (sources.length === 0) {
    return <Middle title={t(kind === 'screen' ? 'picker.noScreens' : 'picker.noWindows')} />;
  }
  return (
    <SourceList
      label={t(kind === 'screen' ? 'picker.screens' : 'picker.windows')}
      sources={sources}
      chosen={chosen}
      onChoose={onChoose}
      onShare={onShare}
    />
  );
}

interface MiddleProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: React.ReactNode;
}

function Middle({ title, text, children }: MiddleProps) {
  return (
    <div role="status" className="grid h-full place-content-center gap-1 px-6 text-center">
      <p className={text === undefined ? 'text-ink-2' : 'font-bold'}>{title}</p>
      {text !== undefined && <p className="text-ink-2">{text}</p>}
      {children !== undefined && <div className="mt-3 flex justify-center gap-2">{children}</div>}
    </div>
  );
}
