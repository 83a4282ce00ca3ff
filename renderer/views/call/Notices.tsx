import { Headphones, Link, MicOff, Unlink, VideoOff, WifiOff, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceNotice } from '../../../preload/contract/mediaSnapshot.ts';
import { Strip } from '../../ui/Strip.tsx';
import { captureTrouble } from '../captureWords.ts';
import { ContactLinkStrip } from '../contacts/ContactLinkQuestion.tsx';
import { MemberContactStrip, waitingMember } from '../contacts/MemberContactStrip.tsx';
import { LinkStrip } from '../dialogs/LinkQuestion.tsx';
import {
  useApp,
  useCall,
  useContacts,
  useMedia,
  useParley,
  useRinging,
} from '../ParleyProvider.tsx';
import { RingingStrip } from '../ringing/RingingStrip.tsx';
import { TroubleAction } from '../TroubleAction.tsx';
import type { CallControls } from './useCallControls.ts';
import { useDensity } from './useDensity.ts';
import { useShareFailure, useShareNotice } from './shareNotices.tsx';

/** More at once would push the people off the screen; what is left waits its turn. */
const MOST = { compact: 2, normal: 3, wide: 3 } as const;

function icon(Icon: LucideIcon): ReactNode {
  return <Icon size={18} aria-hidden="true" />;
}

/** What the person should know now, above the console, most pressing first. */
export function Notices({ controls }: { readonly controls: CallControls }) {
  const { t } = useTranslation();
  const density = useDensity();
  const devices = useMedia((state) => state.notices);
  const strips = [
    useLink(),
    useContactLink(),
    useRings(),
    useMemberContact(),
    useReconnecting(),
    useShareFailure(controls),
    useShareNotice(controls),
    useTrouble('microphone', 0),
    useTrouble('camera', controls.cameraAsks),
    ...devices.map((notice) => <DeviceStrip key={notice.key} notice={notice} />),
    useMutedSpeech(),
    useInvite(),
  ].filter((strip) => strip !== null);
  return (
    <section aria-live="polite" aria-label={t('notice.region')}>
      {strips.length > 0 && (
        <div className="grid gap-2 px-3 pt-2 compact:gap-1 compact:px-1.5 compact:pt-1.5 wide:px-4">
          {strips.slice(0, MOST[density])}
        </div>
      )}
    </section>
  );
}

function useLink(): ReactNode {
  const asked = useApp((state) => state.openedLink !== null);
  return asked ? <LinkStrip key="link" /> : null;
}

function useContactLink(): ReactNode {
  const asked = useContacts((state) => state.openedLink !== null);
  return asked ? <ContactLinkStrip key="contact-link" /> : null;
}

function useMemberContact(): ReactNode {
  const waits = useContacts((state) => waitingMember(state.members) !== undefined);
  return waits ? <MemberContactStrip key="member-contact" /> : null;
}

function useRings(): ReactNode {
  const rings = useRinging((state) => state.outgoing !== null);
  return rings ? <RingingStrip key="rings" /> : null;
}

function useReconnecting(): ReactNode {
  const { t } = useTranslation();
  const lost = useCall((state) => state.connection === 'reconnecting');
  const alone = useCall((state) => state.participants.length === 0);
  const over = useCall((state) => state.alone !== null && state.contact !== null);
  // Of a call that is over anyway it tells nothing.
  if (!lost || (alone && over)) return null;
  return (
    <Strip
      key="reconnecting"
      tone="caution"
      icon={icon(WifiOff)}
      title={t('notice.reconnecting')}
      text={t(alone ? 'callLife.reconnectingAlone' : 'notice.reconnectingText')}
    />
  );
}

/** @param asks - how often the person has wanted it since it does not work. */
function useTrouble(kind: 'microphone' | 'camera', asks: number): ReactNode {
  const { t } = useTranslation();
  const capture = useMedia((state) => state[kind]);
  const wanted = useMedia((state) => (kind === 'microphone' ? state.microphoneOn : state.cameraOn));
  const trouble = captureTrouble(t, kind, capture);
  const rang = useCall((state) => state.contact !== null);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const failure = trouble?.failure ?? null;
  useEffect(() => {
    // Told again when it comes back after it was well.
    if (failure === null) setDismissed(null);
  }, [failure]);
  const told = `${failure} ${asks}`;
  // Whoever has no camera knows, and is not told with each call; the button says it.
  const isKnown = kind === 'camera' && failure === 'missing' && rang && asks === 0;
  if (trouble === null || !wanted || isKnown || dismissed === told) return null;
  return (
    <Strip
      key={kind}
      tone={trouble.failure === 'missing' ? 'caution' : 'stop'}
      icon={icon(kind === 'microphone' ? MicOff : VideoOff)}
      title={trouble.title}
      text={trouble.text}
      actions={<TroubleAction kind={kind} failure={trouble.failure} size="small" />}
      dismiss={{ label: t('common.dismiss'), onDismiss: () => setDismissed(told) }}
    />
  );
}

const DEVICE_ICONS = { microphone: MicOff, camera: VideoOff, speaker: Headphones } as const;

function DeviceStrip({ notice }: { readonly notice: DeviceNotice }) {
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
      icon={icon(DEVICE_ICONS[notice.kind])}
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

function useMutedSpeech(): ReactNode {
  const { t } = useTranslation();
  const muted = useMedia((state) => state.mutedSpeech && !state.microphoneOn);
  const keys = useApp((state) => state.settings.shortcuts);
  if (!muted) return null;
  return (
    <Strip
      key="muted"
      tone="stop"
      icon={icon(MicOff)}
      title={t(keys ? 'notice.mutedSpeech' : 'notice.mutedSpeechNoKeys')}
    />
  );
}

function useInvite(): ReactNode {
  const { t } = useTranslation();
  const copied = useApp((state) => state.inviteCopied);
  const failure = useApp((state) => state.inviteFailure);
  if (copied) {
    return (
      <Strip
        key="invite"
        tone="voice"
        icon={icon(Link)}
        title={t('notice.inviteCopied')}
        text={t('notice.inviteCopiedText')}
      />
    );
  }
  if (failure === null) return null;
  return (
    <Strip
      key="invite"
      tone="stop"
      icon={icon(Unlink)}
      title={t(failure === 'no_address' ? 'notice.inviteNoAddress' : 'notice.inviteNotInCall')}
      text={t(
        failure === 'no_address' ? 'notice.inviteNoAddressText' : 'notice.inviteNotInCallText',
      )}
    />
  );
}
