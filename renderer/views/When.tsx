import { useTranslation } from 'react-i18next';
import { useApp } from './ParleyProvider.tsx';
import { useNow } from './useNow.ts';
import { formatDay, formatTime, isSameDay } from './words/time.ts';
import { languageOf } from './words/words.ts';

/** A moment, as little of it as says when: `Today, 10:30`, `Yesterday`, `12 March`. */
export function When({ atMs }: { readonly atMs: number }) {
  const { t } = useTranslation();
  const language = useApp(languageOf);
  const nowMs = useNow(60_000);
  const day = formatDay(atMs, nowMs, language);
  return (
    <span className="text-pill whitespace-nowrap text-ink-3 tabular-nums">
      {isSameDay(atMs, nowMs)
        ? t('time.dayAndTime', { day, time: formatTime(atMs, language) })
        : day}
    </span>
  );
}
