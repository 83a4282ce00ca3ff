import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import type { InkPoint, OverlayIntent } from '../../../preload/contract/presenting.ts';
import { movedCrosshair } from '../watch/crosshair.ts';
import { InkHand, type HandClock } from '../watch/inkHand.ts';
import type { Pens } from '../watch/pens.ts';
import {
  inkAt,
  nearestInk,
  seenMiddle,
  type PictureFrame,
  type Place,
} from '../watch/pictureView.ts';

export interface BoardHandOptions {
  readonly picture: PictureFrame;
  readonly pens: Pens;
  /** The same one as long as it is shown. */
  readonly send: (intent: OverlayIntent) => void;
  readonly onStop: () => void;
}

/** Where the presenter's hand is on the screen itself. */
export interface BoardHand {
  /** The keyboard's cross; null: not in use. */
  readonly cross: InkPoint | null;
  /** Where a text is being written. */
  readonly writing: InkPoint | null;
  /** Null: nothing is written. */
  write(text: string | null): void;
  readonly handlers: {
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerUp(): void;
    onPointerCancel(): void;
    onClick(event: MouseEvent<HTMLElement>): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
    onBlur(): void;
  };
}

const CLOCK: HandClock = {
  now: () => performance.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Mouse and keyboard of the presenter, who draws on the screen itself. */
export function useBoardHand({ picture, pens, send, onStop }: BoardHandOptions): BoardHand {
  const hand = useMemo(() => new InkHand((ink) => send({ type: 'ink', ink }), CLOCK), [send]);
  const [cross, setCross] = useState<InkPoint | null>(null);
  const [writing, setWriting] = useState<InkPoint | null>(null);
  const downBy = useRef<'keys' | 'pointer' | null>(null);
  // Another pen is another stroke.
  useEffect(
    () => () => {
      downBy.current = null;
      hand.rest();
    },
    [hand, pens],
  );

  const down = (by: 'keys' | 'pointer', at: InkPoint): void => {
    if (pens.tool === 'text') return;
    downBy.current = by;
    hand.down({ tool: pens.tool, colour: pens.colour, fades: pens.fades }, at);
  };
  const up = (): void => {
    downBy.current = null;
    hand.up();
  };
  const press = (): void => {
    const at = cross ?? nearestInk(picture, seenMiddle(picture, windowSize()));
    setCross(at);
    if (pens.tool === 'text') setWriting(at);
    else if (downBy.current === 'keys') up();
    else down('keys', at);
  };

  return {
    cross,
    writing,
    write(text) {
      if (writing === null) return;
      setWriting(null);
      const words = text?.trim() ?? '';
      if (words === '') return;
      const { colour, fades } = pens;
      const ink = { type: 'begin', tool: 'text', colour, fades, at: writing, text: words } as const;
      send({ type: 'ink', ink });
    },
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0 || pens.tool === 'text') return;
        const at = inkAt(picture, placeOf(event));
        if (at === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setCross(null);
        down('pointer', at);
      },
      onPointerMove(event) {
        if (downBy.current !== 'pointer') return;
        const between = event.nativeEvent.getCoalescedEvents();
        for (const step of between.length === 0 ? [event] : between) {
          hand.move(nearestInk(picture, placeOf(step)));
        }
      },
      onPointerUp() {
        if (downBy.current === 'pointer') up();
      },
      onPointerCancel() {
        if (downBy.current === 'pointer') up();
      },
      onClick(event) {
        if (pens.tool !== 'text' || writing !== null) return;
        const at = inkAt(picture, placeOf(event));
        if (at !== null) setWriting(at);
      },
      onKeyDown(event) {
        if (event.target !== event.currentTarget) return;
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const { key, shiftKey } = event;
        if (key === 'Escape') onStop();
        else if (key === ' ' || key === 'Enter') {
          if (!event.repeat) press();
        } else {
          const next = movedCrosshair(cross, key, shiftKey, picture, windowSize());
          if (next === null) return;
          setCross(next);
          if (downBy.current === 'keys') hand.move(next);
        }
        event.preventDefault();
      },
      onBlur() {
        if (downBy.current === 'keys') up();
        if (writing === null) setCross(null);
      },
    },
  };
}

/** The board fills its window. */
function placeOf({
  clientX,
  clientY,
}: {
  readonly clientX: number;
  readonly clientY: number;
}): Place {
  return { x: clientX, y: clientY };
}

function windowSize(): { readonly width: number; readonly height: number } {
  return { width: window.innerWidth, height: window.innerHeight };
}
