import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { LevelMeter } from '../../ui/LevelMeter.tsx';
import { captureTrouble } from '../captureWords.ts';
import { useOwnHue } from '../call/usePersonHue.ts';
import { initialOf } from '../identity.ts';
import { useMedia, useParley } from '../ParleyProvider.tsx';
import { PictureBox } from '../PictureBox.tsx';
import { TroubleAction } from '../TroubleAction.tsx';

/** Oneself in the mirror, with the switches under it. */
export function Preview({ name }: { readonly name: string }) {
  return (
    <section className="min-w-0">
      <PreviewTile name={name} />
      <div className="mt-3 flex flex-wrap items-center gap-2 compact:mt-2">
        <MicrophoneSwitch />
        <CameraSwitch />
        <Level />
      </div>
      <MicrophoneWords />
    </section>
  );
}

function PreviewTile({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const shownName = name.trim();
  const label = shownName === '' ? '…' : t('common.you', { name: shownName });
  const hue = useOwnHue();
  const capture = useMedia((state) => state.camera);
  const on = useMedia((state) => state.cameraOn);
  const trouble = captureTrouble(t, 'camera', capture);
  const live = on && capture.state === 'live';
  return (
    <PictureBox label={label} hue={hue} layout="relative aspect-video w-full">
      {live ? (
        <PreviewVideo />
      ) : trouble !== null && on ? (
        <div className="absolute inset-0 grid place-content-center gap-3 p-4 pb-10 text-center">
          <div>
            <p className="font-bold">{trouble.title}</p>
            <p className="text-pill text-ink-2">{trouble.text}</p>
          </div>
          <div className="flex justify-center">
            <TroubleAction kind="camera" failure={trouble.failure} size="medium" />
          </div>
        </div>
      ) : (
        <div className="absolute inset-0 grid place-content-center justify-items-center gap-3 pb-6">
          <Avatar initial={initialOf(shownName)} hue={hue} size="tile" />
          {on && capture.state === 'starting' && (
            <p className="after-wait text-pill text-ink-2">{t('camera.starting')}</p>
          )}
        </div>
      )}
    </PictureBox>
  );
}

function PreviewVideo() {
  const { elements } = useParley();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current === null) return undefined;
    return elements.attachPreview(video.current);
  }, [elements]);
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      className="absolute inset-0 size-full -scale-x-100 object-cover"
    />
  );
}

function MicrophoneSwitch() {
  const { t } = useTranslation();
  const { media } = useParley();
  const on = useMedia((state) => state.microphoneOn && state.microphone.state !== 'failed');
  return (
    <Button
      size="field"
      look={on ? 'soft' : 'off'}
      onClick={() => media.send({ type: 'set-microphone', on: !on })}
    >
      {on ? <Mic size={18} aria-hidden="true" /> : <MicOff size={18} aria-hidden="true" />}
      {t(on ? 'devices.mute' : 'devices.unmute')}
    </Button>
  );
}

function CameraSwitch() {
  const { t } = useTranslation();
  const { media } = useParley();
  const on = useMedia((state) => state.cameraOn && state.camera.state !== 'failed');
  return (
    <Button
      size="field"
      look={on ? 'soft' : 'off'}
      onClick={() => media.send({ type: 'set-camera', on: !on })}
    >
      {on ? <Video size={18} aria-hidden="true" /> : <VideoOff size={18} aria-hidden="true" />}
      {t(on ? 'devices.stopCamera' : 'devices.startCamera')}
    </Button>
  );
}

function Level() {
  const { t } = useTranslation();
  const { elements } = useParley();
  const live = useMedia((state) => state.microphoneOn && state.microphone.state === 'live');
  const subscribe = useCallback(
    (listener: (level: number) => void) => elements.level(listener),
    [elements],
  );
  return (
    <div className="flex flex-1 basis-40 pl-3 compact:basis-full compact:pl-0">
      <LevelMeter label={t('devices.level')} subscribe={subscribe} live={live} />
    </div>
  );
}

/** What the microphone does, in a sentence, and what to do when it does nothing. */
function MicrophoneWords() {
  const { t } = useTranslation();
  const capture = useMedia((state) => state.microphone);
  const on = useMedia((state) => state.microphoneOn);
  const speaking = useMedia((state) => state.speaking);
  const mirror = useMedia((state) => state.cameraOn && state.camera.state === 'live');
  const trouble = captureTrouble(t, 'microphone', capture);
  if (trouble !== null && on) {
    return (
      <div
        aria-live="polite"
        className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-2 text-pill"
      >
        <p className="min-w-44 flex-1">
          <span className="font-semibold text-stop">{trouble.title}.</span>{' '}
          <span className="text-ink-2">{trouble.text}</span>
        </p>
        <TroubleAction kind="microphone" failure={trouble.failure} size="small" />
      </div>
    );
  }
  const said = !on
    ? t('microphone.muted')
    : capture.state === 'live'
      ? t(speaking ? 'microphone.heard' : 'microphone.silent')
      : t('microphone.starting');
  return (
    <p aria-live="polite" className="mt-2.5 text-pill text-ink-3">
      {mirror ? `${said} ${t('microphone.mirror')}` : said}
    </p>
  );
}
