import {
  Maximize2,
  Mic,
  MicOff,
  PhoneOff,
  ScreenShare,
  ScreenShareOff,
  Video,
  VideoOff,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlateButton, PlateToolbar } from '../../ui/PlateToolbar.tsx';
import type { CallControls } from '../call/useCallControls.ts';
import { captureTrouble } from '../captureWords.ts';
import { useCall, useMedia, useParley } from '../ParleyProvider.tsx';
import { useNow } from '../useNow.ts';
import { formatElapsed } from '../words/time.ts';

export interface MiniControlsProps {
  readonly controls: CallControls;
}

/** Longer than between the clicks of a double click. */
const SETTLE_MS = 600;

/**
 * Whether it has been there for a moment. The window comes up where an answer was just clicked, and a
 * second click was not meant for it.
 */
function useSettled(): boolean {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}

/** What one needs of a call at a glance. */
export function MiniControls({ controls }: MiniControlsProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  const joinedAtMs = useCall((state) => state.joinedAtMs);
  const nowMs = useNow(1_000);
  const { microphone, camera, sharing } = controls;
  const microphoneTrouble = captureTrouble(
    t,
    'microphone',
    useMedia((state) => state.microphone),
  );
  const cameraTrouble = captureTrouble(
    t,
    'camera',
    useMedia((state) => state.camera),
  );
  const isSettled = useSettled();
  const show = (): void => app.send({ type: 'show-window' });
  return (
    <PlateToolbar
      label={t('call.controls')}
      fills
      layout={`absolute inset-x-2.5 bottom-2.5 [app-region:no-drag] ${isSettled ? '' : 'pointer-events-none'}`}
      rows={[
        <>
          {/* Not where `Accept` was a moment ago: a second click there would hang up. */}
          <PlateButton
            label={t('call.leave')}
            icon={<PhoneOff size={18} />}
            look="hangUp"
            onClick={controls.leave}
          />
          <PlateButton
            label={t(microphone ? 'devices.mute' : 'devices.unmute')}
            icon={microphone ? <Mic size={18} /> : <MicOff size={18} />}
            look={microphone ? 'plain' : 'off'}
            hint={microphoneTrouble?.title}
            onClick={controls.toggleMicrophone}
          />
          <PlateButton
            label={t(camera ? 'devices.stopCamera' : 'devices.startCamera')}
            icon={camera ? <Video size={18} /> : <VideoOff size={18} />}
            look={camera ? 'plain' : 'off'}
            hint={cameraTrouble?.title}
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
          <span className="ml-auto px-1.5 text-caption text-[#d5dad8] tabular-nums">
            {formatElapsed(nowMs - joinedAtMs)}
          </span>
        </>,
      ]}
    />
  );
}
