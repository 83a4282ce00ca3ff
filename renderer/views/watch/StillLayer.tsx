import { useEffect, useRef } from 'react';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { useParley } from '../ParleyProvider.tsx';

export interface StillLayerProps {
  readonly share: SharedScreen['share'];
  /** As the video below it. */
  readonly layout: string;
}

/** The lossless picture over a share's video, while there is one; whoever draws it shows it. */
export function StillLayer({ share, layout }: StillLayerProps) {
  const { elements } = useParley();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    return elements.attachStill(canvas.current, share);
  }, [elements, share]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-still
      hidden
      className={`pointer-events-none absolute inset-0 size-full ${layout}`}
    />
  );
}
