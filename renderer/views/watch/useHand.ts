import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import type { InkPoint } from '../../../preload/contract/presenting.ts';
import { useCallStore } from '../ParleyProvider.tsx';
import { movedCrosshair } from './crosshair.ts';
import { useHostWindow, type HostWindow } from '../hostWindow.tsx';
import { InkHand, type HandClock } from './inkHand.ts';
import type { HandTool, Pens } from './pens.ts';
import {
  inkAt,
  nearestInk,
  seenMiddle,
  type PictureFrame,
  type Place,
  type Viewing,
} from './pictureView.ts';
import type { PictureControls } from './usePictureView.ts';

export interface HandOptions {
  readonly screen: SharedScreen;
  readonly tool: HandTool;
  readonly pens: Pens;
  readonly surface: RefObject<HTMLElement | null>;
  readonly controls: PictureControls;
  readonly frame: PictureFrame;
  readonly viewing: Viewing | null;
  readonly onLeaveTool: () => void;
}

/** Where one's hand is, and what it means for the picture. */
export interface Hand {
  /** One's laser by mouse; null: not over the picture. */
  readonly laser: InkPoint | null;
  /** The keyboard's cross; null: not in use. */
  readonly cross: InkPoint | null;
  /** Where a text is being written. */
  readonly writing: InkPoint | null;
  /** Null: nothing is written. */
  write(text: string | null): void;
  readonly handlers: {
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerUp(event: PointerEvent<HTMLElement>): void;
    onPointerCancel(event: PointerEvent<HTMLElement>): void;
    onPointerLeave(): void;
    onClick(event: MouseEvent<HTMLElement>): void;
    onDoubleClick(event: MouseEvent<HTMLElement>): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
    onBlur(event: FocusEvent<HTMLElement>): void;
  };
}

const ARROW = /^Arrow/;

/** Mouse and keyboard over a watched picture: they move it, point at it or draw on it. */
export function useHand(options: HandOptions): Hand {
  const { screen, tool, pens, surface, controls, frame, viewing, onLeaveTool } = options;
  const { share } = screen;
  const call = useCallStore();
  const host = useHostWindow();
  const hand = useMemo(
    () => new InkHand((ink) => call.send({ type: 'ink', share, ink }), clockOf(host)),
    [call, host, share],
  );
  const [laser, setLaser] = useState<InkPoint | null>(null);
  const [cross, setCross] = useState<InkPoint | null>(null);
  const [writing, setWriting] = useState<InkPoint | null>(null);
  const [dragging, setDragging] = useState(false);
  const downBy = useRef<'keys' | 'pointer' | null>(null);
  const dragged = useRef<Place>({ x: 0, y: 0 });

  const middle = (): InkPoint => nearestInk(frame, seenMiddle(frame, viewing?.tile ?? frame));
  const firstCross = useRef(middle);
  useEffect(() => {
    firstCross.current = middle;
  });
  useEffect(() => {
    const element = surface.current;
    if (tool !== 'none' && element !== null) {
      element.focus({ preventScroll: true });
      // Chosen by keyboard: so it goes on.
      if (element.matches(':focus-visible')) setCross(firstCross.current());
    }
    return () => {
      hand.rest();
      downBy.current = null;
      setLaser(null);
      setCross(null);
      setWriting(null);
    };
  }, [hand, surface, tool]);
  // Another pen is another stroke.
  useEffect(() => {
    if (downBy.current === null) return;
    hand.up();
    downBy.current = null;
  }, [hand, pens]);

  const write = (text: string | null): void => {
    if (writing === null) return;
    setWriting(null);
    surface.current?.focus({ preventScroll: true });
    const { colour, fades } = pens;
    const words = text?.trim() ?? '';
    if (words === '') return;
    const ink = { type: 'begin', tool: 'text', colour, fades, at: writing, text: words } as const;
    call.send({ type: 'ink', share, ink });
  };
  const down = (by: 'keys' | 'pointer', at: InkPoint): void => {
    if (pens.tool === 'text') return;
    downBy.current = by;
    hand.down({ tool: pens.tool, colour: pens.colour, fades: pens.fades }, at);
  };
  const up = (): void => {
    downBy.current = null;
    hand.up();
  };
  /** Space or Enter. */
  const press = (): void => {
    const at = cross ?? middle();
    setCross(at);
    if (tool !== 'draw') return;
    if (pens.tool === 'text') setWriting(at);
    else if (downBy.current === 'keys') up();
    else down('keys', at);
  };
  const moveCross = (key: string, fast: boolean): void => {
    if (viewing === null) return;
    const next = movedCrosshair(cross, key, fast, frame, viewing.tile);
    if (next === null) return;
    setCross(next);
    if (tool === 'point') hand.point(next, pens.colour);
    else if (downBy.current === 'keys') hand.move(next);
  };

  const moveByPointer = (event: PointerEvent<HTMLElement>): void => {
    if (dragging) {
      const { clientX: x, clientY: y } = event;
      controls.pan({ x: x - dragged.current.x, y: y - dragged.current.y });
      dragged.current = { x, y };
      return;
    }
    // A layout that changes under a mouse at rest makes moves of nothing.
    if (event.movementX === 0 && event.movementY === 0 && cross !== null) return;
    if (downBy.current === 'keys') return;
    if (cross !== null) setCross(null);
    if (tool === 'point') {
      const at = inkAt(frame, placeIn(event));
      setLaser(at);
      hand.point(at, pens.colour);
      return;
    }
    if (downBy.current !== 'pointer') return;
    const bounds = event.currentTarget.getBoundingClientRect();
    const between = event.nativeEvent.getCoalescedEvents();
    for (const { clientX, clientY } of between.length === 0 ? [event] : between) {
      const place = { x: clientX - bounds.left, y: clientY - bounds.top };
      hand.move(nearestInk(frame, place));
    }
  };
  const endPointer = (): void => {
    setDragging(false);
    if (downBy.current === 'pointer') up();
  };

  return {
    laser,
    cross,
    writing,
    write,
    handlers: {
      onPointerDown: (event) => {
        const zoomed = controls.view.mode === 'zoom';
        const pans = event.button === 1 || (event.button === 0 && tool === 'none');
        if (pans && zoomed) {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.current = { x: event.clientX, y: event.clientY };
          setDragging(true);
          return;
        }
        if (event.button !== 0 || tool !== 'draw' || pens.tool === 'text') return;
        const at = inkAt(frame, placeIn(event));
        if (at === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setCross(null);
        down('pointer', at);
      },
      onPointerMove: moveByPointer,
      onPointerUp: endPointer,
      onPointerCancel: endPointer,
      onPointerLeave: () => {
        setLaser(null);
        if (cross === null) hand.point(null, pens.colour);
      },
      onClick: (event) => {
        if (tool !== 'draw' || pens.tool !== 'text' || writing !== null) return;
        const at = inkAt(frame, placeIn(event));
        if (at !== null) setWriting(at);
      },
      onDoubleClick: (event) => {
        if (tool === 'none') controls.toggle(placeIn(event));
      },
      onKeyDown: (event) => {
        if (event.target !== event.currentTarget || event.defaultPrevented) return;
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const { key, shiftKey } = event;
        if (tool === 'none') {
          if (controls.press(key, shiftKey)) event.preventDefault();
          return;
        }
        if (key === 'Escape') onLeaveTool();
        else if (key === ' ' || key === 'Enter') {
          if (!event.repeat) press();
        } else if (ARROW.test(key)) moveCross(key, shiftKey);
        else if (!controls.press(key, shiftKey)) return;
        event.preventDefault();
      },
      onBlur: (event) => {
        if (event.target !== event.currentTarget) return;
        if (downBy.current === 'keys') up();
        if (cross === null || writing !== null) return;
        setCross(null);
        hand.point(null, pens.colour);
      },
    },
  };
}

function clockOf(host: HostWindow): HandClock {
  return {
    now: () => performance.now(),
    after: (delayMs, task) => {
      const timer = host.setTimeout(task, delayMs);
      return () => host.clearTimeout(timer);
    },
  };
}

function placeIn(event: MouseEvent<HTMLElement>): Place {
  const bounds = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
}
