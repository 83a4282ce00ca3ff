import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverlayIntent, OverlayState } from '../../../preload/contract/presenting.ts';
import { colourOf } from '../../../preload/contract/personColour.ts';
import { inkColours } from '../ink/inkColours.ts';
import { writtenSize } from '../ink/paintInk.ts';
import { Cross, TextEntry } from '../watch/HandSurface.tsx';
import { placeOf } from '../watch/pictureView.ts';
import type { Pens } from '../watch/pens.ts';
import { BoardTools } from './BoardTools.tsx';
import { useBoardHand } from './useBoardHand.ts';
import { useWindowKeys } from '../useWindowKeys.ts';

export interface BoardProps extends Pick<OverlayState, 'picture' | 'author'> {
  /** The same one as long as it is shown. */
  readonly send: (intent: OverlayIntent) => void;
}

/** Takes mouse and keyboard: the presenter draws on the screen itself. */
export function Board({ picture, author, send }: BoardProps) {
  const { t } = useTranslation();
  const keys = useId();
  const surface = useRef<HTMLDivElement>(null);
  const [pens, setPens] = useState<Pens>(() => ({
    tool: 'pen',
    colour: colourOf(author),
    fades: false,
  }));
  const stop = (): void => send({ type: 'stop-drawing' });
  const hand = useBoardHand({
    picture,
    pens,
    send,
    onStop: stop,
  });
  useWindowKeys(({ key, target }) => {
    // A menu that is open takes it for itself.
    const inMenu = target instanceof Element && target.closest('[role=menu]') !== null;
    if (key === 'Escape' && !inMenu) stop();
  });
  useEffect(() => {
    surface.current?.focus();
  }, []);
  const { line, plate } = inkColours(pens.colour);
  return (
    <main>
      <h1 className="sr-only">{t('presenting.boardTitle')}</h1>
      <div
        ref={surface}
        {...{ role: 'application', tabIndex: 0, ...hand.handlers }}
        aria-label={t('presenting.board')}
        aria-describedby={keys}
        className={`fixed inset-0 touch-none outline-none ${pens.tool === 'text' ? 'cursor-text' : 'cursor-crosshair'}`}
      >
        <span id={keys} hidden>
          {t('presenting.boardKeys')}
        </span>
        {hand.cross !== null && <Cross place={placeOf(picture, hand.cross)} colour={line} />}
      </div>
      {hand.writing !== null && (
        <TextEntry
          label={t('watch.textField')}
          place={placeOf(picture, hand.writing)}
          room={window.innerWidth}
          colour={plate}
          size={writtenSize(picture.width)}
          onDone={(text) => {
            hand.write(text);
            surface.current?.focus();
          }}
        />
      )}
      <BoardTools
        picture={picture}
        pens={pens}
        onPens={setPens}
        send={(ink) => send({ type: 'ink', ink })}
        onStop={stop}
      />
    </main>
  );
}
