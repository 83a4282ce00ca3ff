import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarIntent, SharingBar } from '../../../preload/contract/presenting.ts';
import { formatElapsed } from '../words/time.ts';
import { BarControls } from './BarControls.tsx';
import { BarNote } from './BarNote.tsx';
import { BarPanel } from './BarPanel.tsx';
import { useWindowKeys } from '../useWindowKeys.ts';

export interface BarProps {
  readonly bar: SharingBar;
  readonly send: (intent: BarIntent) => void;
  readonly now: () => number;
}

const PANEL_ID = 'people-watching';

/** What is shared, since when, what can be done with it, and below who watches. */
export function Bar({ bar, send, now }: BarProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [noDraw, setNoDraw] = useState(false);
  const [isTold, setTold] = useState(false);
  // Once for a share: the presenter sees no ink where the others see it.
  const tellsOfInk = bar.hasInk && !bar.canDraw && !isTold;
  const root = useRef<HTMLElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useHeight(root, send);
  useWindowKeys(({ key }) => {
    if (key !== 'Escape' || !open) return;
    setOpen(false);
    opener.current?.focus();
  });
  return (
    <main
      ref={root}
      className="flex flex-col border-t-3 border-share bg-raised text-ink inset-ring inset-ring-line"
    >
      <div className="flex h-[49px] flex-none items-center gap-1.5 pr-2 pl-3 [app-region:drag]">
        <About bar={bar} now={now} />
        <BarControls
          bar={bar}
          send={send}
          onNoDraw={setNoDraw}
          panel={{ id: PANEL_ID, open, opener, toggle: () => setOpen(!open) }}
        />
      </div>
      {noDraw && !bar.canDraw ? (
        <BarNote text={t('presenting.noDraw')} onDismiss={null} />
      ) : (
        tellsOfInk && (
          <BarNote text={t('presenting.inkInPreview')} onDismiss={() => setTold(true)} />
        )
      )}
      {open && <BarPanel id={PANEL_ID} bar={bar} send={send} />}
    </main>
  );
}

function About({ bar, now }: Pick<BarProps, 'bar' | 'now'>) {
  const { t } = useTranslation();
  const { state, startedAtMs, sharpening } = bar;
  const nowMs = useSeconds(now);
  const name = useSourceName(bar);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2.5">
      <span
        aria-hidden="true"
        className={`size-2.5 flex-none rounded-[3px] forced-color-adjust-none ${state === 'live' ? 'bg-share-fill' : 'inset-ring-2 inset-ring-share'}`}
      />
      <div className="min-w-0">
        <h1 className="truncate text-body leading-4.5 font-semibold" title={name}>
          {name}
        </h1>
        <p className="flex gap-1.5 text-caption whitespace-nowrap text-ink-2">
          <span role="status" className={state === 'live' ? 'truncate' : 'truncate text-share'}>
            {state === 'live' && sharpening === 'failed'
              ? t('watch.sharpenFailed')
              : t(`presenting.${state}`)}
          </span>
          <span className="tabular-nums">{formatElapsed(nowMs - startedAtMs)}</span>
        </p>
      </div>
    </div>
  );
}

/** A screen's name is the system's, in English and the same for all of them. */
function useSourceName({ kind, sourceName }: SharingBar): string {
  const { t } = useTranslation();
  return kind === 'window' && sourceName !== '' ? sourceName : t(`presenting.${kind}`);
}

/** The time, once a second. */
function useSeconds(now: () => number): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return nowMs;
}

/** Has the window be as high as what is in it. */
function useHeight(root: React.RefObject<HTMLElement | null>, send: BarProps['send']): void {
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    let told = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      latest.current({ type: 'resize', height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
}
