import { Eraser, MonitorUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BarIntent, ShareViewer, SharingBar } from '../../../preload/contract/presenting.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { SegmentedChoice } from '../../ui/Segments.tsx';
import { hueOf, initialOf } from '../identity.ts';

export interface BarPanelProps {
  readonly id: string;
  readonly bar: SharingBar;
  readonly send: (intent: BarIntent) => void;
}

/** Who watches, at what size and delay, and who may draw. */
export function BarPanel({ id, bar: { viewers, ink, hasInk }, send }: BarPanelProps) {
  const { t } = useTranslation();
  return (
    <section
      id={id}
      aria-label={t('presenting.watchers')}
      className="flex flex-col gap-3 border-t border-line px-4 py-3"
    >
      {viewers.length === 0 ? (
        <p className="text-ink-2">{t('presenting.nobodyWatches')}</p>
      ) : (
        // Focusable, so that the keyboard can scroll it.
        <ul
          {...{ tabIndex: 0 }}
          className="scroll-thin -mx-2 max-h-44 overflow-y-auto rounded-control px-2"
        >
          {viewers.map((viewer) => (
            <Viewer key={viewer.member} viewer={viewer} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end justify-between gap-3 border-t border-line pt-3">
        <SegmentedChoice
          label={t('presenting.mayDraw')}
          value={ink}
          onChange={(next) => send({ type: 'set-ink', ink: next })}
          segments={[
            { value: 'everyone', label: t('presenting.everyone') },
            { value: 'pointers', label: t('presenting.pointers') },
            { value: 'nobody', label: t('presenting.nobody') },
          ]}
        />
        <div className="flex gap-1">
          <Button
            look="soft"
            disabled={!hasInk}
            focusableWhenDisabled
            onClick={() => send({ type: 'clear-ink' })}
          >
            <Eraser size={18} aria-hidden="true" />
            {t('presenting.clearInk')}
          </Button>
          <Button
            icon
            aria-label={t('presenting.showCall')}
            title={t('presenting.showCall')}
            onClick={() => send({ type: 'show-call' })}
          >
            <MonitorUp size={18} aria-hidden="true" />
          </Button>
        </div>
      </div>
    </section>
  );
}

function Viewer({ viewer: { name, width, height, delayMs } }: { readonly viewer: ShareViewer }) {
  const { t } = useTranslation();
  const seen = width > 0 && height > 0;
  return (
    <li className="flex min-h-9 items-center gap-2.5 tabular-nums">
      <Avatar hue={hueOf(name)} initial={initialOf(name)} size="line" />
      <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
      <span className="w-30 text-right text-ink-2">
        {seen ? t('presenting.pixels', { width, height }) : t('presenting.notSeen')}
      </span>
      <span className="w-20 text-right text-ink-2">
        {delayMs === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="sr-only">{t('presenting.noDelay')}</span>
          </>
        ) : (
          t('presenting.delay', { ms: delayMs })
        )}
      </span>
    </li>
  );
}
