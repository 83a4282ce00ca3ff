import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  IncomingIntent,
  IncomingSnapshot,
} from '../../../preload/contract/incomingSnapshot.ts';
import type { RingAnswer } from '../../../preload/contract/ringing.ts';
import { Button } from '../../ui/Button.tsx';
import { PersonAvatar } from '../contacts/PersonAvatar.tsx';
import { useWindowKeys } from '../useWindowKeys.ts';

export interface IncomingCallProps {
  readonly shown: IncomingSnapshot;
  readonly send: (intent: IncomingIntent) => void;
}

/**
 * Who calls, and the three answers. The window comes while somebody types: so no button has the
 * focus until it is given to one, and Escape only makes it quiet.
 */
export function IncomingCall({ shown, send }: IncomingCallProps) {
  const { t } = useTranslation();
  const { state, answer, silenced } = shown;
  const { address, name } = state.call;
  const page = useRef<HTMLElement>(null);
  useEffect(() => page.current?.focus(), []);
  useWindowKeys(({ key }) => {
    if (key === 'Escape' && !silenced) send({ type: 'silence' });
  });
  return (
    <main
      ref={page}
      tabIndex={-1}
      className="flex h-full flex-col justify-between bg-raised px-4 pt-5 pb-4 text-ink inset-ring inset-ring-line outline-none [app-region:drag]"
    >
      <div className="flex items-center gap-5 px-1.5">
        <span className={answer === null && !silenced ? 'ring-halo flex-none' : 'flex-none'}>
          <PersonAvatar id={address} name={name} presence={null} size="large" />
        </span>
        <div className="min-w-0">
          <h1
            className="line-clamp-2 text-title leading-6.5 font-bold tracking-[-.01em] break-words"
            title={name}
          >
            {t('incoming.calling', { name })}
          </h1>
          <p role="status" className="mt-px truncate text-pill text-ink-2">
            <Status answer={answer} silenced={silenced} />
          </p>
        </div>
      </div>
      <div className="flex gap-2 [app-region:no-drag]">
        <Answer
          label={t('incoming.decline')}
          done={answer !== null}
          onClick={() => send({ type: 'answer', answer: 'decline' })}
        />
        <Answer
          label={t('incoming.acceptWithoutVideo')}
          done={answer !== null}
          wide
          onClick={() => send({ type: 'answer', answer: 'accept-without-video' })}
        />
        <Answer
          label={t('incoming.accept')}
          go
          done={answer !== null}
          onClick={() => send({ type: 'answer', answer: 'accept' })}
        />
      </div>
    </main>
  );
}

function Status({
  answer,
  silenced,
}: {
  readonly answer: RingAnswer | null;
  readonly silenced: boolean;
}) {
  const { t } = useTranslation();
  switch (answer) {
    case 'accept':
    case 'accept-without-video':
      return t('incoming.connecting');
    case 'decline':
      return t('incoming.declining');
    case null:
      return silenced ? t('incoming.silenced') : `${t('incoming.text')} · ${t('incoming.silence')}`;
  }
}

interface AnswerProps {
  readonly label: string;
  readonly go?: boolean;
  readonly wide?: boolean;
  readonly done: boolean;
  readonly onClick: () => void;
}

function Answer({ label, go = false, wide = false, done, onClick }: AnswerProps) {
  return (
    <Button
      look={go ? 'go' : 'line'}
      layout={`h-11! px-2.5! text-pill ${wide ? 'flex-initial!' : 'flex-1!'}`}
      disabled={done}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
