import { Link, Unlink, WifiOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Strip } from '../../ui/Strip.tsx';
import { ContactLinkStrip } from '../contacts/ContactLinkQuestion.tsx';
import { MemberContactStrip, waitingMember } from '../contacts/MemberContactStrip.tsx';
import { BrokenLinkStrip } from '../dialogs/BrokenLink.tsx';
import { LinkStrip } from '../dialogs/LinkQuestion.tsx';
import { useApp, useCall, useContacts, useRinging } from '../ParleyProvider.tsx';
import { RingingStrip } from '../ringing/RingingStrip.tsx';
import type { CallControls } from './useCallControls.ts';
import { useDeviceStrip } from './deviceStrips.tsx';
import { useDensity } from './useDensity.ts';
import { useShareFailure, useShareNotice } from './shareNotices.tsx';

/** More at once would push the people off the screen; what is left waits its turn. */
const MOST = { compact: 2, normal: 3, wide: 3 } as const;

function icon(Icon: LucideIcon): ReactNode {
  return <Icon size={18} aria-hidden="true" />;
}

/** What the person should know now, above the console, most pressing first, of each kind one. */
export function Notices({ controls }: { readonly controls: CallControls }) {
  const { t } = useTranslation();
  const density = useDensity();
  const shareFailure = useShareFailure(controls);
  const shareNotice = useShareNotice(controls);
  const strips = [
    useBrokenLink(),
    useLink(),
    useContactLink(),
    useRings(),
    useMemberContact(),
    useReconnecting(),
    shareFailure ?? shareNotice,
    useDeviceStrip(),
    useInvite(),
  ].filter((strip) => strip !== null);
  return (
    <section aria-live="polite" aria-label={t('notice.region')}>
      <InviteCopied />
      {strips.length > 0 && (
        <div className="grid gap-2 px-3 pt-2 compact:gap-1 compact:px-1.5 compact:pt-1.5 wide:px-4">
          {strips.slice(0, MOST[density])}
        </div>
      )}
    </section>
  );
}

function useBrokenLink(): ReactNode {
  const broken = useApp((state) => state.linkBroken);
  return broken ? <BrokenLinkStrip key="broken-link" /> : null;
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

/** Said over the stage and for a moment: it is no reason to move what is watched. */
function InviteCopied() {
  const { t } = useTranslation();
  const copied = useApp((state) => state.inviteCopied);
  if (!copied) return null;
  return (
    <div className="pointer-events-none fixed inset-x-0 top-3 z-10 flex justify-center px-3">
      <p className="enter-motion flex items-center gap-2 rounded-control bg-raised px-3 py-2 text-pill shadow-float inset-ring inset-ring-line edged">
        <Link size={16} aria-hidden="true" className="text-voice" />
        <span>
          <span className="font-bold">{t('notice.inviteCopied')}.</span>{' '}
          {t('notice.inviteCopiedText')}
        </span>
      </p>
    </div>
  );
}

function useInvite(): ReactNode {
  const { t } = useTranslation();
  const failure = useApp((state) => state.inviteFailure);
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
