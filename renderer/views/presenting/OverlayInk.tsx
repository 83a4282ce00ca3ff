import { useEffect, useLayoutEffect, useRef } from 'react';
import type { OverlayState } from '../../../preload/contract/presenting.ts';
import { fadesAtMs, paintInk } from '../ink/paintInk.ts';
import { PointerMotion } from '../ink/pointerMotion.ts';
import { usePixelRatio } from '../hostWindow.tsx';

export interface OverlayInkProps extends Pick<OverlayState, 'scene' | 'picture'> {
  readonly now: () => number;
}

/** Pointers and ink at their places on the real screen. */
export function OverlayInk({ scene, picture, now }: OverlayInkProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixelRatio = usePixelRatio();
  const shown = useRef({ scene, picture, pixelRatio });
  const repaint = useRef<() => void>(() => undefined);

  useEffect(() => {
    const motion = new PointerMotion();
    const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
    let asked = 0;
    let timer = 0;
    const ask = (): void => {
      if (asked === 0) asked = requestAnimationFrame(paint);
    };
    const paint = (frameMs: number): void => {
      asked = 0;
      clearTimeout(timer);
      const current = shown.current;
      const context = canvas.current?.getContext('2d') ?? null;
      if (context === null) return;
      const { left, top, width, height } = current.picture;
      const scale = current.pixelRatio;
      fit(context.canvas, scale);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      context.setTransform(1, 0, 0, 1, left * scale, top * scale);
      const { pointers, trails, moving } = motion.step(
        current.scene.pointers,
        frameMs,
        reduced.matches,
      );
      const nowMs = now();
      const frame = { width: width * scale, height: height * scale, scale };
      const ink = { strokes: current.scene.strokes, pointers };
      paintInk(context, ink, frame, nowMs, trails);
      const fadesMs = fadesAtMs(current.scene, nowMs);
      if (moving || fadesMs === nowMs) ask();
      else if (fadesMs !== null) timer = window.setTimeout(ask, fadesMs - nowMs);
    };
    repaint.current = ask;
    window.addEventListener('resize', ask);
    // Names and texts are painted in a font that may come later.
    void document.fonts.ready.then(ask);
    return () => {
      repaint.current = () => undefined;
      window.removeEventListener('resize', ask);
      cancelAnimationFrame(asked);
      clearTimeout(timer);
    };
  }, [now]);

  useLayoutEffect(() => {
    shown.current = { scene, picture, pixelRatio };
    repaint.current();
  }, [scene, picture, pixelRatio]);

  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-ink
      className="pointer-events-none fixed inset-0 size-full forced-color-adjust-none"
    />
  );
}

/** Setting a canvas's size empties it and costs memory anew, so only when it is another. */
function fit(canvas: HTMLCanvasElement, scale: number): void {
  const width = Math.round(window.innerWidth * scale);
  const height = Math.round(window.innerHeight * scale);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
