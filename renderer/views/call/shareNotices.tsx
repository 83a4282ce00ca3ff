import { MonitorOff, MonitorX, VolumeX } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { useApp, useCall, useCallStore, useParley } from '../ParleyProvider.tsx';
import type { CallControls } from './useCallControls.ts';

/** Whoever closed the dialog knows it: it is said, and not for long. Milliseconds. */
const CANCELLED_MS = 4_000;

/** Why nothing is shared although it was wanted. */
export function useShareFailure(controls: CallControls): ReactNode {
  const { t } = useTranslation();
  const { app } = useParley();
  const call = useCallStore();
  const platform = useApp((state) => state.platform);
  const failure = useCall((state) => state.share.failure);
  const cancelled = failure === 'cancelled';
  useEffect(() => {
    if (!cancelled) return undefined;
    const timer = setTimeout(() => call.send({ type: 'dismiss-share-failure' }), CANCELLED_MS);
    return () => clearTimeout(timer);
  }, [call, cancelled]);
  if (failure === null) return null;
  if (cancelled) {
    return (
      <Strip
        key="share"
        tone="plain"
        icon={<MonitorOff size={18} aria-hidden="true" />}
        title={t('notice.shareCancelled')}
      />
    );
  }
  // There a permission is only looked at when an app starts.
  const deniedText = platform === 'darwin' ? 'notice.shareDeniedMacText' : 'notice.shareDeniedText';
  const words = {
    denied: [t('notice.shareDenied'), t(deniedText)],
    gone: [t('notice.shareGone'), t('notice.shareGoneText')],
    failed: [t('notice.shareFailed'), t('notice.shareFailedText')],
  } as const;
  const [title, text] = words[failure];
  return (
    <Strip
      key="share"
      tone="stop"
      icon={<MonitorX size={18} aria-hidden="true" />}
      title={title}
      text={text}
      actions={
        failure === 'denied' && platform !== 'linux' ? (
          <Button
            size="small"
            look="line"
            onClick={() => app.send({ type: 'open-permissions', kind: 'screen' })}
          >
            {t('common.openSystemSettings')}
          </Button>
        ) : (
          <ChooseAgain controls={controls} />
        )
      }
      dismiss={{
        label: t('common.dismiss'),
        onDismiss: () => call.send({ type: 'dismiss-share-failure' }),
      }}
    />
  );
}

/** What happened to a share of one's own by itself. */
export function useShareNotice(controls: CallControls): ReactNode {
  const { t } = useTranslation();
  const call = useCallStore();
  const notice = useCall((state) => state.share.notice);
  if (notice === null) return null;
  const words = {
    'window-closed': [t('notice.windowClosed'), t('notice.windowClosedText')],
    'screen-removed': [t('notice.screenRemoved'), t('notice.screenRemovedText')],
    'no-sound': [t('notice.noSound'), t('notice.noSoundText')],
    'sound-would-echo': [t('notice.soundWouldEcho'), t('notice.soundWouldEchoText')],
  } as const;
  const [title, text] = words[notice];
  const ended = notice === 'window-closed' || notice === 'screen-removed';
  const Icon = ended ? MonitorOff : VolumeX;
  return (
    <Strip
      key="share-notice"
      tone="caution"
      icon={<Icon size={18} aria-hidden="true" />}
      title={title}
      text={text}
      actions={ended ? <ChooseAgain controls={controls} /> : undefined}
      dismiss={{
        label: t('common.dismiss'),
        onDismiss: () => call.send({ type: 'dismiss-share-notice' }),
      }}
    />
  );
}

function ChooseAgain({ controls }: { readonly controls: CallControls }) {
  const { t } = useTranslation();
  return (
    <Button size="small" look="line" onClick={controls.chooseScreen}>
      {t('notice.chooseAgain')}
    </Button>
  );
}
