import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickerSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { SourceList } from './SourceList.tsx';

type Source = PickerSnapshot['sources'][number];

export interface PickerBodyProps {
  readonly shown: PickerSnapshot;
  readonly kind: Source['kind'];
  /** What of it the search has found. */
  readonly listed: readonly Source[];
  readonly chosen: Source['id'] | null;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChoose: (id: Source['id']) => void;
  readonly onShare: (id: Source['id']) => void;
}

/** The sources of one kind, or why there are none to be seen. */
export function PickerBody(props: PickerBodyProps) {
  const { shown, kind, listed, chosen, search, onChoose, onShare } = props;
  const { t } = useTranslation();
  if (shown.choosingRegion) {
    return <Middle title={t('picker.choosingArea')} text={t('picker.choosingAreaText')} />;
  }
  if (shown.state === 'failed') return <Failed shown={shown} />;
  if (shown.state === 'loading') {
    return (
      <div className="after-wait h-full">
        <Middle title={t('picker.loading')} />
      </div>
    );
  }
  if (listed.length === 0) {
    if (shown.sources.some((source) => source.kind === kind)) {
      return <Middle title={t('picker.notFound')} />;
    }
    return <Middle title={t(kind === 'screen' ? 'picker.noScreens' : 'picker.noWindows')} />;
  }
  return (
    <SourceList
      label={t(kind === 'screen' ? 'picker.screens' : 'picker.windows')}
      sources={listed}
      chosen={chosen}
      search={search}
      onChoose={onChoose}
      onShare={onShare}
    />
  );
}

function Failed({ shown }: { readonly shown: PickerSnapshot }) {
  const { t } = useTranslation();
  const { app, picker } = useParley();
  const platform = useApp((state) => state.platform);
  const denied = shown.failure === 'denied';
  // There a permission is only looked at when an app starts.
  const deniedText = platform === 'darwin' ? 'picker.deniedMacText' : 'picker.deniedText';
  return (
    <Middle
      title={t(denied ? 'picker.denied' : 'picker.failed')}
      text={t(denied ? deniedText : 'picker.failedText')}
    >
      {denied && platform !== 'linux' && (
        <Button look="line" onClick={() => app.send({ type: 'open-permissions', kind: 'screen' })}>
          {t('common.openSystemSettings')}
        </Button>
      )}
      <Button look="line" onClick={() => picker.send({ type: 'open', replaces: shown.replaces })}>
        {t('common.tryAgain')}
      </Button>
    </Middle>
  );
}

interface MiddleProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

function Middle({ title, text, children }: MiddleProps) {
  return (
    <div
      role="status"
      className="mx-auto grid h-full max-w-120 place-content-center gap-1 px-6 text-center"
    >
      <p className={text === undefined ? 'text-ink-2' : 'font-bold'}>{title}</p>
      {text !== undefined && <p className="text-ink-2">{text}</p>}
      {children !== undefined && (
        <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>
      )}
    </div>
  );
}
