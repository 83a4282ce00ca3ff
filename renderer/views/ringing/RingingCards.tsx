import { useTranslation } from 'react-i18next';
import { X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { IncomingRing, OutgoingRing, RingAnswer } from '../../../preload/contract/ringing.ts';
import { Button } from '../../ui/Button.tsx';
import { useApp, useParley, useRinging } from '../ParleyProvider.tsx';
import { PersonAvatar } from '../contacts/PersonAvatar.tsx';
import { HeldFailure } from './HeldFailure.tsx';
import { ringWords } from './ringWords.ts';

/** Calls that ring, above whatever screen is not a call. */
export function RingingCards() {
  const { t } = useTranslation();
  const outgoing = useRinging((state) => state.outgoing);
  const incoming = useRinging((state) => state.incoming);
  // Whoever looks into a room is past it, and it would lie on the room's name.
  const isPast = useApp((state) => state.screen === 'green-room') && outgoing?.phase === 'failed';
  return (
    <section
      aria-live="assertive"
      aria-label={t('ringing.region')}
      className="pointer-events-none fixed inset-x-0 top-0 z-5 grid justify-items-center gap-2 p-3"
    >
      {incoming !== null && <Incoming key={incoming.ring} ring={incoming} />}
      {outgoing !== null && !isPast && <Outgoing ring={outgoing} />}
    </section>
  );
}

interface CardProps {
  readonly address: string;
  readonly name: string;
  /** The person is being waited for. */
  readonly rings: boolean;
  readonly title: string;
  readonly text: string;
  readonly actions: ReactNode;
}

function Card({ address, name, rings, title, text, actions }: CardProps) {
  return (
    <div className="enter-motion pointer-events-auto flex w-130 max-w-full flex-wrap items-center gap-x-4 gap-y-3 rounded-dialog bg-raised p-4 text-ink shadow-float inset-ring inset-ring-line edged compact:p-3">
      <span className={rings ? 'ring-halo mx-1' : 'mx-1'}>
        <PersonAvatar id={address} name={name} presence={null} />
      </span>
      <div className="min-w-40 flex-1">
        <p className="line-clamp-3 text-list font-bold wrap-anywhere" title={title}>
          {title}
        </p>
        <p className="text-pill text-ink-2">{text}</p>
      </div>
      <div className="ml-auto flex flex-none items-center gap-2">{actions}</div>
    </div>
  );
}

function Outgoing({ ring }: { readonly ring: OutgoingRing }) {
  const { t } = useTranslation();
  const { ringing } = useParley();
  const { address, name, phase } = ring;
  const failed = phase === 'failed';
  const card = (
    <Card
      address={address}
      name={name}
      rings={!failed}
      {...ringWords(t, ring)}
      actions={
        failed ? (
          <>
            <Button look="line" onClick={() => ringing.send({ type: 'call', address })}>
              {t('ringing.callAgain')}
            </Button>
            <Button
              icon
              aria-label={t('common.dismiss')}
              onClick={() => ringing.send({ type: 'cancel' })}
            >
              <X size={18} aria-hidden="true" />
            </Button>
          </>
        ) : (
          <Button look="line" onClick={() => ringing.send({ type: 'cancel' })}>
            {t('common.cancel')}
          </Button>
        )
      }
    />
  );
  return failed ? <HeldFailure>{card}</HeldFailure> : card;
}

/**
 * The same as in its own small window, for who looks at this one; Escape makes it quiet here as there,
 * whatever else it closes.
 */
function Incoming({ ring }: { readonly ring: IncomingRing }) {
  const { t } = useTranslation();
  const { ringing } = useParley();
  const { address, name, silenced } = ring;
  useEffect(() => {
    if (silenced) return undefined;
    const life = new AbortController();
    const hear = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') ringing.send({ type: 'silence', ring: ring.ring });
    };
    window.addEventListener('keydown', hear, { capture: true, signal: life.signal });
    return () => life.abort();
  }, [ringing, ring.ring, silenced]);
  const answer = (word: RingAnswer): void =>
    ringing.send({ type: 'answer', ring: ring.ring, answer: word });
  return (
    <Card
      address={address}
      name={name}
      rings={!silenced}
      title={t('incoming.calling', { name })}
      text={silenced ? t('incoming.silenced') : `${t('incoming.text')} · ${t('incoming.silence')}`}
      actions={
        <>
          <Button size="small" look="line" onClick={() => answer('decline')}>
            {t('incoming.decline')}
          </Button>
          <Button size="small" look="line" onClick={() => answer('accept-without-video')}>
            {t('incoming.acceptWithoutVideo')}
          </Button>
          <Button size="small" look="go" onClick={() => answer('accept')}>
            {t('incoming.accept')}
          </Button>
        </>
      }
    />
  );
}
