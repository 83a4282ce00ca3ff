import { Plus } from 'lucide-react';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { RecentCall } from '../../../preload/contract/recentCalls.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { completion } from './completion.ts';

const ROOM_TEXT = 'text-room font-semibold tracking-[-.02em] compact:text-heading';

/** The room name, and the two ways into a call. */
export function JoinForm() {
  const { t } = useTranslation();
  const { app } = useParley();
  const recentCalls = useApp((state) => state.recentCalls);
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<'roomEmpty' | 'roomInvalid' | null>(null);
  const id = useId();
  const rest = completion(
    typed,
    recentCalls.filter(({ contact }) => contact === null).map(({ room }) => room),
  );

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() === '') setRefusal('roomEmpty');
    else if (!RecentCall.shape.room.safeParse(typed).success) setRefusal('roomInvalid');
    else app.send({ type: 'open-room', room: typed });
  };
  const complete = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const atEnd = selectionStart === typed.length && selectionEnd === typed.length;
    if (rest === '' || !atEnd || (event.key !== 'ArrowRight' && event.key !== 'End')) return;
    event.preventDefault();
    setTyped(typed + rest);
  };

  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor={id} className="text-caption font-semibold text-ink-2">
        {t('home.roomName')}
      </label>
      <div className="mt-1.5 flex items-end gap-3 compact:gap-2">
        <div
          className={classNames(
            // The field is its line: that turns to ink instead of a ring around it.
            'relative h-16 min-w-0 flex-1 border-b-2 compact:h-12',
            refusal === null ? 'border-edge focus-within:border-ink' : 'border-stop',
          )}
        >
          <div
            aria-hidden="true"
            className={classNames(
              ROOM_TEXT,
              'pointer-events-none absolute inset-0 flex items-center overflow-hidden whitespace-pre',
            )}
          >
            <span className="invisible">{typed}</span>
            <span className="font-medium text-ink-3">{rest}</span>
          </div>
          <input
            id={id}
            type="text"
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setRefusal(null);
            }}
            onKeyDown={complete}
            placeholder={t('home.roomExample')}
            aria-invalid={refusal !== null}
            aria-describedby={`${id}-words`}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            className={classNames(
              ROOM_TEXT,
              'absolute inset-0 h-full w-full bg-transparent caret-voice outline-none placeholder:font-medium',
            )}
          />
        </div>
        <Button
          type="submit"
          look="go"
          layout="h-12! px-6.5! text-list compact:h-10! compact:px-4!"
        >
          {t('home.join')}
        </Button>
        <Button
          look="line"
          layout="h-12! text-list compact:h-10!"
          onClick={() => app.send({ type: 'new-call' })}
        >
          <Plus size={18} aria-hidden="true" />
          {t('home.newCall')}
        </Button>
      </div>
      <p
        id={`${id}-words`}
        aria-live="polite"
        className={classNames(
          'mt-3 text-pill compact:mt-2',
          refusal === null ? 'text-ink-3' : 'text-stop',
        )}
      >
        {refusal === null ? t('home.roomHint') : t(`home.${refusal}`)}
      </p>
    </form>
  );
}
