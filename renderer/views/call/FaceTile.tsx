import { useEffect, useRef, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkState, Participant } from '../../../preload/contract/callSnapshot.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { captureTrouble } from '../captureWords.ts';
import { initialOf } from '../identity.ts';
import { useMedia, useParley } from '../ParleyProvider.tsx';
import { Pill, PictureBox } from '../PictureBox.tsx';
import { usePersonHue } from './usePersonHue.ts';
import type { PictureRef } from '../../stores/mediaElements.ts';

const PLACED =
  'absolute top-0 left-0 transition-transform duration-(--slow) ease-out will-change-transform';

export interface FaceTileProps {
  readonly person: Pick<Participant, 'id' | 'name' | 'microphone' | 'camera' | 'speaking'>;
  readonly link: LinkState;
  readonly style: CSSProperties;
}

export function FaceTile({ person, link, style }: FaceTileProps) {
  const { t } = useTranslation();
  const { id, name, microphone, camera, speaking } = person;
  const hue = usePersonHue(person);
  return (
    <PictureBox
      label={name}
      hue={hue}
      speaking={speaking && link !== 'reconnecting'}
      muted={!microphone}
      layout={PLACED}
      style={style}
    >
      <Face
        id={id}
        name={name}
        hue={hue}
        camera={camera}
        waiting={link === 'reconnecting' || link === 'connecting' ? t(`call.${link}`) : undefined}
      />
      {link === 'weak' && (
        <Pill place="top">
          <WeakBars />
          {t('call.weak')}
        </Pill>
      )}
    </PictureBox>
  );
}

/** Oneself, in the mirror; what is wrong with one's camera stands here too. */
export function OwnTile({ person, style }: Omit<FaceTileProps, 'link'>) {
  const { t } = useTranslation();
  const { id, name, microphone, camera, speaking } = person;
  const hue = usePersonHue(person);
  const capture = useMedia((state) => state.camera);
  const wanted = useMedia((state) => state.cameraOn);
  const failed = wanted && !camera ? captureTrouble(t, 'camera', capture) : null;
  // Without a camera one is seen as a letter, here as elsewhere: there is nothing to mend.
  const trouble = failed?.failure === 'missing' ? null : failed;
  return (
    <PictureBox
      label={t('common.you', { name })}
      hue={hue}
      speaking={speaking}
      muted={!microphone}
      layout={PLACED}
      style={style}
    >
      {trouble === null ? (
        <Face id={id} name={name} hue={hue} camera={camera} mirrored />
      ) : (
        <div className="absolute inset-0 grid place-content-center p-2 pb-8 text-center">
          <p className="text-pill font-bold wide:text-lead">{trouble.title}</p>
          <p className="text-caption wide:text-body">{t(`camera.${trouble.failure}Tile`)}</p>
        </div>
      )}
    </PictureBox>
  );
}

interface FaceProps {
  readonly id: Participant['id'];
  readonly name: string;
  readonly hue: number;
  readonly camera: boolean;
  readonly mirrored?: boolean;
  /** What is waited for; the last picture stands under it. */
  readonly waiting?: string | undefined;
}

function Face({ id, name, hue, camera, mirrored = false, waiting }: FaceProps) {
  if (camera) {
    return (
      <>
        <LiveVideo
          member={id}
          lane="camera"
          layout={mirrored ? 'object-cover -scale-x-100' : 'object-cover'}
        />
        {waiting !== undefined && (
          <p className="absolute inset-0 grid place-content-center bg-veil pb-[4cqh] text-pill font-semibold text-on-scrim wide:text-lead low:text-caption">
            {waiting}
          </p>
        )}
      </>
    );
  }
  return (
    <div className="absolute inset-0 grid place-content-center justify-items-center gap-2 pb-[2.4cqh] wide:gap-3 low:gap-0.5 low:pb-6">
      <Avatar
        initial={initialOf(name)}
        hue={hue}
        size="tile"
        {...(waiting === undefined ? {} : { layout: 'opacity-50 low:hidden' })}
      />
      {waiting !== undefined && (
        <p className="max-w-[100cqw] truncate px-1.5 text-pill font-semibold text-ink-2 wide:text-lead low:pb-4 low:text-caption">
          {waiting}
        </p>
      )}
    </div>
  );
}

export interface LiveVideoProps extends PictureRef {
  readonly layout: string;
  /** The picture's own size, CSS pixels, each time it changes. */
  readonly onSize?: (width: number, height: number) => void;
}

/** A picture of the call. Sound plays elsewhere, so the element is mute. */
export function LiveVideo({ member, lane, layout, onSize }: LiveVideoProps) {
  const { elements } = useParley();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current === null) return undefined;
    return elements.attach(video.current, { member, lane });
  }, [elements, member, lane]);
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      onResize={(event) => {
        const { videoWidth, videoHeight } = event.currentTarget;
        if (videoWidth > 0 && videoHeight > 0) onSize?.(videoWidth, videoHeight);
      }}
      className={`absolute inset-0 size-full ${layout}`}
    />
  );
}

/** One of three bars lit. */
function WeakBars() {
  return (
    <svg
      viewBox="0 0 14 14"
      aria-hidden="true"
      className="size-3.5 flex-none text-caution-on-scrim wide:size-4.5"
    >
      <rect x="1" y="8.5" width="3" height="4.5" rx="1" fill="currentColor" />
      <rect x="5.5" y="5" width="3" height="8" rx="1" fill="currentColor" opacity=".32" />
      <rect x="10" y="1" width="3" height="12" rx="1" fill="currentColor" opacity=".32" />
    </svg>
  );
}
