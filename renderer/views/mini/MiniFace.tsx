import { MicOff } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../../preload/contract/callSnapshot.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { VoiceBars } from '../../ui/VoiceBars.tsx';
import { LiveVideo } from '../call/FaceTile.tsx';
import { usePersonHue } from '../call/usePersonHue.ts';
import { initialOf } from '../identity.ts';
import { MiniName } from './MiniName.tsx';

export interface MiniFaceProps {
  readonly person: Participant;
}

/** Somebody, over all of the small window. */
export function MiniFace({ person }: MiniFaceProps) {
  const { t } = useTranslation();
  const { id, name, camera, microphone, speaking, link } = person;
  const hue = usePersonHue(person);
  const waits = link === 'reconnecting' || link === 'connecting';
  return (
    <div
      role="group"
      aria-label={name}
      style={{ '--hue': hue } as CSSProperties}
      className="tile-box absolute inset-0 bg-[light-dark(oklch(89%_.028_var(--hue)),oklch(24.5%_.026_var(--hue)))]"
    >
      {camera ? (
        <LiveVideo member={id} lane="camera" layout="object-cover" />
      ) : (
        <div className="absolute inset-0 grid place-content-center pb-8">
          <Avatar initial={initialOf(name)} hue={hue} size="tile" />
        </div>
      )}
      {waits && (
        <p className="absolute inset-0 grid place-content-center bg-veil pb-8 text-pill font-semibold text-on-scrim">
          {t(`call.${link}`)}
        </p>
      )}
      {speaking && !waits && (
        <div className="pointer-events-none absolute inset-0 inset-ring-3 inset-ring-voice" />
      )}
      <MiniName label={name}>
        {microphone ? (
          speaking && <VoiceBars tone="video" />
        ) : (
          <MicOff size={14} aria-label={t('call.muted')} className="text-stop-on-scrim stroke-2!" />
        )}
      </MiniName>
    </div>
  );
}
