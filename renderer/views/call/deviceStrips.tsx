import { Headphones, MicOff, VideoOff, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceNotice } from '../../../preload/contract/mediaSnapshot.ts';
import { Strip } from '../../ui/Strip.tsx';
import { captureTrouble, type CaptureTrouble } from '../captureWords.ts';
import { useApp, useCall, useMedia, useParley } from '../ParleyProvider.tsx';
import { TroubleAction } from '../TroubleAction.tsx';

type Captured = 'microphone' | 'camera';

interface ToldTrouble extends CaptureTrouble {
  readonly onDismiss: () => void;
}

const ICONS = { microphone: MicOff, camera: VideoOff, speaker: Headphones } as const;

function icon(Icon: LucideIcon): ReactNode {
  return <Icon size={18} aria-hidden="true" />;
}

/** What is to be said of one's own devices, most pressing first: one thing at a time. */
export function useDeviceStrip(): ReactNode {
  const microphone = useTrouble('microphone');
  const camera = useTrouble('camera');
  const notice = useMedia((state) => state.notices[0]);
  const mutedSpeech = useMedia((state) => state.mutedSpeech && !state.microphoneOn);
  if (mutedSpeech) return <MutedStrip key="devices" />;
  // It has just happened; what is missing all the time is told when that is known.
  if (notice !== undefined) return <NoticeStrip key={notice.key} notice={notice} />;
  if (microphone !== null && camera !== null) {
    return <BothStrip key="devices" microphone={microphone} camera={camera} />;
  }
  if (microphone !== null) return <TroubleStrip key="devices" kind="microphone" {...microphone} />;
  return camera === null ? null : <TroubleStrip key="devices" kind="camera" {...camera} />;
}

/** Null: it works, is not wanted, or the person knows. */
function useTrouble(kind: Captured): ToldTrouble | null {
  const { t } = useTranslation();
  const capture = useMedia((state) => state[kind]);
  const wanted = useMedia((state) => (kind === 'microphone' ? state.microphoneOn : state.cameraOn));
  const attempts = useMedia((state) => state.attempts[kind]);
  const trouble = captureTrouble(t, kind, capture);
  const rang = useCall((state) => state.contact !== null);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const failure = trouble?.failure ?? null;
  useEffect(() => {
    // Told again when it comes back after it was well.
    if (failure === null) setDismissed(null);
  }, [failure]);
  // And when it is wanted again.
  const told = `${failure} ${attempts}`;
  // Whoever has no camera knows, and is not told with each call; the button says it.
  const isKnown = kind === 'camera' && failure === 'missing' && rang && attempts === 0;
  if (trouble === null || !wanted || isKnown || dismissed === told) return null;
  return { ...trouble, onDismiss: () => setDismissed(told) };
}

function TroubleStrip({
  kind,
  failure,
  title,
  text,
  onDismiss,
}: ToldTrouble & { readonly kind: Captured }) {
  const { t } = useTranslation();
  return (
    <Strip
      tone={failure === 'missing' ? 'caution' : 'stop'}
      icon={icon(ICONS[kind])}
      title={title}
      text={text}
      actions={<TroubleAction kind={kind} failure={failure} size="small" />}
      dismiss={{ label: t('common.dismiss'), onDismiss }}
    />
  );
}

interface BothStripProps {
  readonly microphone: ToldTrouble;
  readonly camera: ToldTrouble;
}

/** Of two troubles at once: each by its name, and what to do about the first that one can mend. */
function BothStrip({ microphone, camera }: BothStripProps) {
  const { t } = useTranslation();
  const areMissing = microphone.failure === 'missing' && camera.failure === 'missing';
  const mended = microphone.failure === 'missing' ? camera : microphone;
  const kind = mended === microphone ? 'microphone' : 'camera';
  return (
    <Strip
      tone={areMissing ? 'caution' : 'stop'}
      icon={icon(ICONS[kind])}
      title={areMissing ? t('setup.noDevices') : `${microphone.title}. ${camera.title}.`}
      text={areMissing ? t('setup.noDevicesText') : undefined}
      actions={<TroubleAction kind={kind} failure={mended.failure} size="small" />}
      dismiss={{
        label: t('common.dismiss'),
        onDismiss() {
          microphone.onDismiss();
          camera.onDismiss();
        },
      }}
    />
  );
}

function NoticeStrip({ notice }: { readonly notice: DeviceNotice }) {
  const { t } = useTranslation();
  const { media } = useParley();
  const lostWords = {
    microphone: t('notice.microphoneLost'),
    camera: t('notice.cameraLost'),
    speaker: t('notice.speakerLost'),
  } as const;
  return (
    <Strip
      tone="caution"
      icon={icon(ICONS[notice.kind])}
      title={t('notice.deviceReplaced', { lost: notice.lost })}
      text={
        notice.now === null
          ? lostWords[notice.kind]
          : t('notice.deviceReplacedText', { now: notice.now })
      }
      dismiss={{
        label: t('common.dismiss'),
        onDismiss: () => media.send({ type: 'dismiss-notice', key: notice.key }),
      }}
    />
  );
}

function MutedStrip() {
  const { t } = useTranslation();
  const keys = useApp((state) => state.settings.shortcuts);
  return (
    <Strip
      tone="stop"
      icon={icon(MicOff)}
      title={t(keys ? 'notice.mutedSpeech' : 'notice.mutedSpeechNoKeys')}
    />
  );
}
