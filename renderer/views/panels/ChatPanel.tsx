import { ArrowDown } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useApp, useCall } from '../ParleyProvider.tsx';
import { useNow } from '../useNow.ts';
import { formatDay } from '../words/time.ts';
import { languageOf } from '../words/words.ts';
import { chatEntries } from './chatEntries.ts';
import { ChatMessage } from './ChatMessage.tsx';
import { Composer } from './Composer.tsx';
import { Panel, type PanelViewProps } from './Panel.tsx';
import { useStickToEnd } from './useStickToEnd.ts';

export function ChatPanel({ panelRef, onClose }: PanelViewProps) {
  const { t } = useTranslation();
  return (
    <Panel
      panelRef={panelRef}
      title={t('chat.title')}
      closeLabel={t('chat.close')}
      onClose={onClose}
    >
      <ChatLog />
      <Composer />
    </Panel>
  );
}

function ChatLog() {
  const { t } = useTranslation();
  const chat = useCall((state) => state.chat);
  const notes = useCall((state) => state.notes);
  const alone = useCall((state) => state.participants.length === 0);
  const language = useApp(languageOf);
  const nowMs = useNow(60_000);
  const log = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => chatEntries(chat, notes), [chat, notes]);
  const own = useMemo(() => chat.filter((line) => line.own).length, [chat]);
  const { behind, onScroll, goToEnd } = useStickToEnd(log, entries.length, own);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={log}
        role="log"
        aria-label={t('chat.messages')}
        // Scrolled by keyboard when it has the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={onScroll}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto scroll-thin px-4 pt-1 pb-3 -outline-offset-2 selectable"
      >
        <div className="mt-auto" />
        {chat.length === 0 && (
          <p className="my-auto text-center text-pill text-ink-3">{t('chat.empty')}</p>
        )}
        {entries.map((entry) => {
          switch (entry.kind) {
            case 'day':
              return <Aside key={entry.key}>{formatDay(entry.atMs, nowMs, language)}</Aside>;
            case 'note':
              return (
                <Aside key={entry.key}>
                  {t(`chat.${entry.note.kind}`, { name: entry.note.name })}
                </Aside>
              );
            case 'line':
              return (
                <ChatMessage
                  key={entry.key}
                  line={entry.line}
                  follows={entry.follows}
                  alone={alone}
                  language={language}
                />
              );
          }
        })}
      </div>
      {behind && (
        <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
          <span className="pointer-events-auto rounded-pill bg-raised shadow-float">
            <Button size="small" look="line" onClick={goToEnd}>
              <ArrowDown size={16} aria-hidden="true" />
              {t('chat.newMessages')}
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}

/** A day, or who came and went. */
function Aside({ children }: { readonly children: string }) {
  return <p className="mt-3.5 text-center text-caption text-ink-3">{children}</p>;
}
