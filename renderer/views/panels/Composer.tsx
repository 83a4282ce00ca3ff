import { ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_CHAT_TEXT_LENGTH } from '../../../preload/contract/callSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { useCallStore } from '../ParleyProvider.tsx';

/** Where one writes. Enter sends, Shift and Enter start a new line. */
export function Composer() {
  const { t } = useTranslation();
  const call = useCallStore();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);

  const send = (): void => {
    const written = text.trim();
    if (written === '') return;
    call.send({ type: 'send-chat', text: written });
    setText('');
    field.current?.focus();
  };
  return (
    <form
      className="mx-2.5 mb-2.5 flex items-end gap-1 rounded-control bg-field p-1 inset-ring inset-ring-edge edged focus-within:inset-ring-2 focus-within:inset-ring-ink"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={text}
        maxLength={MAX_CHAT_TEXT_LENGTH}
        aria-label={t('chat.message')}
        placeholder={t('chat.placeholder')}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method composes, Enter picks a word.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
        className="field-sizing-content max-h-40 min-h-9 min-w-0 flex-1 resize-none overflow-y-auto scroll-thin bg-transparent px-2.5 py-2 outline-none"
      />
      <Button
        type="submit"
        icon
        look={text.trim() === '' ? 'plain' : 'go'}
        aria-label={t('chat.send')}
        layout={text.trim() === '' ? 'text-ink-2' : ''}
      >
        <ArrowUp size={18} aria-hidden="true" />
      </Button>
    </form>
  );
}
