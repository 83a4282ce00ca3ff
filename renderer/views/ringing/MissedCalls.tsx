import { Phone, PhoneMissed, X } from 'lucide-react';
import { useEffect, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { PersonAvatar } from '../contacts/PersonAvatar.tsx';
import { useApp, useParley, useRinging } from '../ParleyProvider.tsx';
import { When } from '../When.tsx';
import { groupMissed, type MissedGroup } from './missedGroups.ts';

/** People whose calls were missed; looking at them is having seen them. */
export function MissedCalls() {
  const { t } = useTranslation();
  const missed = useRinging((state) => state.missed);
  const groups = useMemo(() => groupMissed(missed), [missed]);
  const id = useId();
  useSeen();
  if (groups.length === 0) return null;
  return (
    <section className="mt-14 short:mt-8 compact:mt-8">
      <h2 id={id} className="text-pill leading-5 font-bold text-ink-2">
        {t('ringing.missed')}
      </h2>
      <ul aria-labelledby={id} className="-mx-3 mt-2">
        {groups.map((group) => (
          <MissedRow key={group.last.address} group={group} />
        ))}
      </ul>
    </section>
  );
}

/** Tells when somebody has them before their eyes: a window that is hidden or behind shows nothing. */
function useSeen(): void {
  const { ringing } = useParley();
  const unseen = useRinging((state) => state.missed.some(({ seen }) => !seen));
  // A hidden page of Electron's may say that it is visible, and that it has the focus.
  const inSight = useApp((state) => state.inSight);
  useEffect(() => {
    if (!unseen || !inSight) return undefined;
    const life = new AbortController();
    const look = (): void => {
      if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
      life.abort();
      ringing.send({ type: 'missed-seen' });
    };
    window.addEventListener('focus', look, { signal: life.signal });
    document.addEventListener('visibilitychange', look, { signal: life.signal });
    look();
    return () => life.abort();
  }, [ringing, unseen, inSight]);
}

function MissedRow({ group: { last, rings } }: { readonly group: MissedGroup }) {
  const { t } = useTranslation();
  const { ringing } = useParley();
  const { address, name, atMs } = last;
  return (
    <li className="group relative grid h-14 grid-cols-[28px_minmax(0,1fr)_auto_auto] items-center gap-3 rounded-control px-3 focus-within:bg-hover hover:bg-hover compact:h-12 before:absolute before:inset-x-3 before:top-0 before:h-px [&+li]:before:bg-line hover:before:opacity-0 [:hover+&]:before:opacity-0">
      <PersonAvatar id={address} name={name} presence={null} size="line" />
      <p className="flex min-w-0 items-center gap-3">
        <span className="min-w-0 truncate text-list font-semibold" title={name}>
          {name}
        </span>
        <span className="flex flex-none items-center gap-1.5 text-pill font-semibold text-stop">
          <PhoneMissed size={14} aria-hidden="true" />
          {rings.length === 1
            ? t('ringing.missedRow')
            : t('ringing.missedTimes', { count: rings.length })}
        </span>
      </p>
      <When atMs={atMs} />
      <div className="flex items-center gap-1">
        <Tooltip text={t('ringing.removeMissed', { name })}>
          <Button
            icon
            size="small"
            aria-label={t('ringing.removeMissed', { name })}
            onClick={() => {
              for (const ring of rings) ringing.send({ type: 'remove-missed', ring });
            }}
            layout="text-ink-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
          >
            <X size={16} aria-hidden="true" />
          </Button>
        </Tooltip>
        <Button
          size="small"
          look="line"
          aria-label={t('ringing.callBackName', { name })}
          onClick={() => ringing.send({ type: 'call', address })}
        >
          <Phone size={14} aria-hidden="true" />
          {t('ringing.callBack')}
        </Button>
      </div>
    </li>
  );
}
