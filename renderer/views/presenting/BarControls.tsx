import {
  Mic,
  MicOff,
  Pause,
  Pencil,
  Play,
  Sparkles,
  Users,
  Video,
  VideoOff,
  Volume2,
  VolumeX,
  type LucideIcon,
} from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarIntent, SharingBar } from '../../../preload/contract/presenting.ts';
import { Button } from '../../ui/Button.tsx';
import { BarButton } from './BarButton.tsx';

export interface BarControlsProps {
  readonly bar: SharingBar;
  readonly send: (intent: BarIntent) => void;
  /** Somebody is about to draw where that cannot be, or no longer. */
  readonly onNoDraw: (wanted: boolean) => void;
  readonly panel: {
    readonly id: string;
    readonly open: boolean;
    readonly opener: RefObject<HTMLButtonElement | null>;
    readonly toggle: () => void;
  };
}

/** The buttons of the bar. They do not drag it. */
export function BarControls({ bar, send, onNoDraw, panel }: BarControlsProps) {
  const { t } = useTranslation();
  const paused = bar.state === 'paused';
  const { microphone, camera, failures, sound, canDraw, drawing } = bar;
  return (
    <div className="flex flex-none items-center [app-region:no-drag]">
      <BarButton
        label={t(paused ? 'watch.resume' : 'watch.pause')}
        icon={icon(paused ? Play : Pause)}
        onClick={() => send({ type: 'pause', paused: !paused })}
      />
      <BarButton
        label={t('watch.draw')}
        icon={icon(Pencil)}
        pressed={drawing}
        disabled={canDraw ? undefined : t('presenting.noDraw')}
        onWanted={onNoDraw}
        onClick={() => send({ type: 'draw', on: !drawing })}
      />
      <SharpenButton bar={bar} send={send} />
      {sound !== 'none' && (
        <BarButton
          label={t('presenting.sound')}
          icon={icon(sound === 'on' ? Volume2 : VolumeX)}
          look={sound === 'on' ? 'plain' : 'off'}
          pressed={sound === 'on'}
          onClick={() => send({ type: 'set-sound', on: sound === 'off' })}
        />
      )}
      <span aria-hidden="true" className="mx-1 h-5 w-px bg-line" />
      <BarButton
        label={t(microphone ? 'devices.mute' : 'devices.unmute')}
        icon={icon(microphone ? Mic : MicOff)}
        look={microphone ? 'plain' : 'off'}
        description={
          failures.microphone === null ? undefined : t(`microphone.${failures.microphone}`)
        }
        onClick={() => send({ type: 'set-microphone', on: !microphone })}
      />
      <BarButton
        label={t(camera ? 'devices.stopCamera' : 'devices.startCamera')}
        icon={icon(camera ? Video : VideoOff)}
        look={camera ? 'plain' : 'off'}
        description={failures.camera === null ? undefined : t(`camera.${failures.camera}`)}
        onClick={() => send({ type: 'set-camera', on: !camera })}
      />
      <WatchersButton bar={bar} panel={panel} />
      <Button look="share" layout="ml-1 px-3!" onClick={() => send({ type: 'stop' })}>
        {t('call.stopSharing')}
      </Button>
    </div>
  );
}

function icon(Icon: LucideIcon) {
  return <Icon size={18} aria-hidden="true" />;
}

function SharpenButton({ bar: { sharpening }, send }: Pick<BarControlsProps, 'bar' | 'send'>) {
  const { t } = useTranslation();
  const words = {
    off: undefined,
    sending: t('watch.sharpening'),
    sharp: t('watch.sharp'),
    failed: t('watch.sharpenFailed'),
  } as const;
  return (
    <BarButton
      label={t('watch.sharpen')}
      icon={icon(Sparkles)}
      busy={sharpening === 'sending'}
      description={words[sharpening]}
      mark={sharpening === 'off' ? undefined : sharpening}
      onClick={() => send({ type: 'sharpen' })}
    />
  );
}

function WatchersButton({ bar: { viewers }, panel }: Pick<BarControlsProps, 'bar' | 'panel'>) {
  const { t } = useTranslation();
  const count = viewers.length;
  return (
    <BarButton
      buttonRef={panel.opener}
      label={t('presenting.watchers')}
      icon={
        <>
          {icon(Users)}
          <span aria-hidden="true" className="text-pill tabular-nums">
            {count}
          </span>
        </>
      }
      wide
      expands={{ id: panel.id, open: panel.open }}
      description={t('presenting.watching', { count })}
      onClick={panel.toggle}
    />
  );
}
