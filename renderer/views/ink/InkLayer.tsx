import { useEffect, useLayoutEffect, useRef } from 'react';
import type { CallSnapshot, SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import type { InkScene } from '../../../preload/contract/presenting.ts';
import { useParley } from '../ParleyProvider.tsx';
import { useHostWindow } from '../hostWindow.tsx';
import type { PictureFrame, Viewing } from '../watch/pictureView.ts';
import { fadesAtMs, paintInk } from './paintInk.ts';
import { PointerMotion } from './pointerMotion.ts';

export interface InkLayerProps {
  readonly share: SharedScreen['share'];
  readonly frame: PictureFrame;
  readonly viewing: Pick<Viewing, 'tile' | 'pixelRatio'>;
  /** One's own laser is shown where one's hand is, not where it was. */
  readonly self: CallSnapshot['self']['id'];
}

const NOTHING: InkScene = { strokes: [], pointers: [] };

/**
 * Pointers and ink over a shared picture. The canvas is as large as the tile, not the picture,
 * which may be zoomed in on far beyond any canvas.
 */
export function InkLayer({ share, frame, viewing, self }: InkLayerProps) {
  const { elements, now = Date.now } = useParley();
  const host = useHostWindow();
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = useRef({ frame, viewing });
  const repaint = useRef<() => void>(() => undefined);

  useEffect(() => {
    const motion = new PointerMotion();
    const reduced = host.matchMedia('(prefers-reduced-motion: reduce)');
    let scene = NOTHING;
    let asked = 0;
    let timer = 0;
    const ask = (): void => {
      if (asked === 0) asked = host.requestAnimationFrame(paint);
    };
    const paint = (frameMs: number): void => {
      asked = 0;
      host.clearTimeout(timer);
      const target = canvas.current;
      const context = target?.getContext('2d') ?? null;
      if (target === null || context === null) return;
      const { pointers, trails, moving } = motion.step(scene.pointers, frameMs, reduced.matches);
      const { left, top, width, height } = layout.current.frame;
      const { pixelRatio, tile } = layout.current.viewing;
      fit(target, tile.width * pixelRatio, tile.height * pixelRatio);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, target.width, target.height);
      context.setTransform(1, 0, 0, 1, left * pixelRatio, top * pixelRatio);
      const nowMs = now();
      paintInk(
        context,
        { strokes: scene.strokes, pointers },
        { width: width * pixelRatio, height: height * pixelRatio, scale: pixelRatio },
        nowMs,
        trails,
      );
      const fadesMs = fadesAtMs(scene, nowMs);
      if (moving || fadesMs === nowMs) ask();
      else if (fadesMs !== null) timer = host.setTimeout(ask, fadesMs - nowMs);
    };
    repaint.current = ask;
    const stop = elements.ink(share, (next) => {
      scene = { ...next, pointers: next.pointers.filter(({ member }) => member !== self) };
      ask();
    });
    return () => {
      stop();
      repaint.current = () => undefined;
      host.cancelAnimationFrame(asked);
      host.clearTimeout(timer);
    };
  }, [elements, share, self, host, now]);

  useLayoutEffect(() => {
    layout.current = { frame, viewing };
    repaint.current();
  }, [frame, viewing]);

  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-ink
      className="pointer-events-none absolute inset-0 size-full forced-color-adjust-none"
    />
  );
}

/** Setting a canvas's size empties it and costs memory anew, so only when it is another. */
function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  const wide = Math.round(width);
  const high = Math.round(height);
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
}
