import { Maximize2, Mic, MicOff, ScreenShare, ScreenShareOff, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PlateButton, PlateToolbar } from '../../ui/PlateToolbar.tsx';
import type { CallControls } from '../call/useCallControls.ts';
import { useCall, useParley } from '../ParleyProvider.tsx';
import { useNow } from '../useNow.ts';
import { formatElapsed } from '../words/time.ts';

export interface MiniControlsProps {
  readonly controls: CallControls;
}

/** What one needs of a call at a glance. */
export function MiniControls({ controls }: MiniControlsProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  const joinedAtMs = useCall((state) => state.joinedAtMs);
  const nowMs = useNow(1_000);
  const { microphone, camera, sharing } = controls;
  const show = (): void => app.send({ type: 'show-window' });
  return (
    <PlateToolbar
      label={t('call.controls')}
      fills
      layout="absolute inset-x-2.5 bottom-2.5 [app-region:no-drag]"
      rows={[
        <>
          <PlateButton
            label={t(microphone ? 'devices.mute' : 'devices.unmute')}
            icon={microphone ? <Mic size={18} /> : <MicOff size={18} />}
            look={microphone ? 'plain' : 'off'}
            onClick={controls.toggleMicrophone}
          />
          <PlateButton
            label={t(camera ? 'devices.stopCamera' : 'devices.startCamera')}
            icon={camera ? <Video size={18} /> : <VideoOff size={18} />}
            look={camera ? 'plain' : 'off'}
            onClick={controls.toggleCamera}
          />
          <PlateButton
            label={t(sharing ? 'call.stopSharing' : 'call.share')}
            icon={sharing ? <ScreenShareOff size={18} /> : <ScreenShare size={18} />}
            busy={controls.startingShare}
            onClick={() => {
              // What is to be shared is chosen in the window of the call.
              if (!sharing) show();
              controls.toggleShare();
            }}
          />
          <PlateButton label={t('mini.open')} icon={<Maximize2 size={18} />} onClick={show} />
          <span className="px-1.5 text-caption text-[#d5dad8] tabular-nums">
            {formatElapsed(nowMs - joinedAtMs)}
          </span>
          <PlateButton label={t('call.leave')} look="stop" onClick={controls.leave} />
        </>,
      ]}
    />
  );
}
