import { Check, CheckCheck, Clock } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatLine } from '../../../preload/contract/callSnapshot.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { classNames } from '../../ui/classNames.ts';
import { usePersonHue } from '../call/usePersonHue.ts';
import { initialOf } from '../identity.ts';
import { formatTime } from '../words/time.ts';
import type { Language } from '../words/words.ts';
import { ChatText } from './ChatText.tsx';

export interface ChatMessageProps {
  readonly line: ChatLine;
  /** Under the name of the line above. */
  readonly follows: boolean;
  /** Nobody else is there to have it. */
  readonly alone: boolean;
  readonly language: Language;
}

/** One line of chat. Its text is shown as it was written. */
export const ChatMessage = memo(function ChatMessage({
  line,
  follows,
  alone,
  language,
}: ChatMessageProps) {
  const { t } = useTranslation();
  const { author, authorName, own, sentAtMs, text, delivery } = line;
  const hue = usePersonHue({ id: author, name: authorName });
  const name = own ? t('common.you', { name: authorName }) : authorName;
  return (
    <article
      className={classNames(
        'grid grid-cols-[28px_minmax(0,1fr)] gap-x-2.5',
        follows ? 'mt-1' : 'mt-3.5',
      )}
    >
      {follows ? (
        <span className="sr-only">{name}</span>
      ) : (
        <>
          <Avatar
            initial={initialOf(authorName)}
            hue={hue}
            size="line"
            layout="row-span-2 mt-0.5"
          />
          <p className="flex min-w-0 items-baseline gap-1.5 text-caption text-ink-3">
            <span className="min-w-0 truncate text-pill font-bold text-ink">{name}</span>
            <time dateTime={new Date(sentAtMs).toISOString()} className="flex-none tabular-nums">
              {formatTime(sentAtMs, language)}
            </time>
          </p>
        </>
      )}
      <div className="col-start-2 flex items-end gap-2">
        <p className="min-w-0 flex-1 wrap-anywhere whitespace-pre-wrap">
          <ChatText text={text} />
        </p>
        {delivery !== null && <Delivery delivery={delivery} alone={alone} />}
      </div>
    </article>
  );
});

interface DeliveryProps {
  readonly delivery: NonNullable<ChatLine['delivery']>;
  readonly alone: boolean;
}

const DELIVERY_ICONS = { sending: Clock, partial: Check, delivered: CheckCheck } as const;

function Delivery({ delivery, alone }: DeliveryProps) {
  const { t } = useTranslation();
  const Icon = DELIVERY_ICONS[delivery];
  const words = t(alone && delivery === 'sending' ? 'chat.waiting' : `chat.${delivery}`);
  return (
    <span
      title={words}
      className={classNames(
        'flex h-5 flex-none items-center text-ink-3',
        delivery === 'sending' && 'after-wait',
      )}
    >
      <Icon size={14} aria-hidden="true" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
