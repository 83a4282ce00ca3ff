import { Plus } from 'lucide-react';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookedLink } from '../../../preload/contract/links.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { typedRoom, type TypedRoom } from '../typedRoom.ts';
import { completion } from './completion.ts';

const ROOM_TEXT = 'text-room font-semibold tracking-[-.02em] compact:text-heading';

/** The room name, and the two ways into a call. */
export function JoinForm() {
  const { t } = useTranslation();
  const { app } = useParley();
  const recentCalls = useApp((state) => state.recentCalls);
  const [typed, setTyped] = useState('');
  const [isSubmitted, setSubmitted] = useState(false);
  const id = useId();
  const meant = typedRoom(typed);
  const link = useLooked(typed);
  const rooms = recentCalls.filter(({ contact }) => contact === null).map(({ room }) => room);
  const rest = meant.kind === 'room' ? completion(typed, rooms) : '';
  const isRefused = isSubmitted && isNowhere(meant, link);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSubmitted(true);
    if (meant.kind === 'room') app.send({ type: 'open-room', room: typed });
    if (meant.kind !== 'link') return;
    app.send({ type: 'open-link', text: typed });
    // Its question is asked; there is nothing left to do here.
    if (link === null || link.kind === 'broken') return;
    setTyped('');
    setSubmitted(false);
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
            !isRefused ? 'border-edge focus-within:border-ink' : 'border-stop',
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
              const text = event.currentTarget.value;
              setTyped(text);
              setSubmitted(false);
              app.send({
                type: 'look-at-link',
                text: typedRoom(text).kind === 'link' ? text : null,
              });
            }}
            onKeyDown={complete}
            placeholder={t('home.roomExample')}
            aria-invalid={isRefused}
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
          isRefused ? 'text-stop' : 'text-ink-3',
        )}
      >
        <Hint meant={meant} link={link} isRefused={isRefused} />
      </p>
    </form>
  );
}

/** What main says of the link in the field; null: it is none, or main has not said yet. */
function useLooked(typed: string): LookedLink | null {
  return useApp(({ typedLink }) => (typedLink?.text === typed ? typedLink.looked : null));
}

function isNowhere(meant: TypedRoom, link: LookedLink | null): boolean {
  return meant.kind === 'link' ? link?.kind === 'broken' : meant.kind !== 'room';
}

const REFUSALS = {
  empty: 'home.roomEmpty',
  invalid: 'home.roomInvalid',
  address: 'home.roomAddress',
} as const;

interface HintProps {
  readonly meant: TypedRoom;
  readonly link: LookedLink | null;
  readonly isRefused: boolean;
}

/** Under the field: who is met there, where a link leads, or what is wrong. */
function Hint({ meant, link, isRefused }: HintProps) {
  const { t } = useTranslation();
  const { kind, address } = useApp(({ server }) => server);
  if (meant.kind === 'link' && link !== null) {
    return link.kind === 'join'
      ? t('home.link-join', { room: link.room })
      : t(`home.link-${link.kind}`);
  }
  if (meant.kind === 'address') return t('home.roomAddress');
  if (isRefused && meant.kind !== 'room' && meant.kind !== 'link') return t(REFUSALS[meant.kind]);
  return kind === 'embedded' ? t('home.roomHintHere') : t('home.roomHint', { host: address });
}
