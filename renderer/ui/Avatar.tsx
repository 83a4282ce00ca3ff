import type { CSSProperties } from 'react';
import { classNames } from './classNames.ts';

export interface AvatarProps {
  /** One or two characters. */
  readonly initial: string;
  /** Degrees of OKLCH hue. */
  readonly hue: number;
  readonly size?: 'stack' | 'line' | 'entry' | 'medium' | 'large' | 'tile';
  readonly layout?: string;
}

const SIZES = {
  stack: 'size-7 text-[10px]',
  line: 'size-7 text-[11px]',
  entry: 'size-8 text-caption',
  medium: 'size-9 text-pill',
  large: 'size-16 text-[24px]',
  tile: 'tile-avatar aspect-square font-semibold',
} as const;

/** A person as a small rounded square. Decoration: the name stands beside it in words. */
export function Avatar({ initial, hue, size = 'medium', layout }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      style={{ '--hue': hue } as CSSProperties}
      className={classNames(
        'grid flex-none place-items-center rounded-avatar leading-none font-bold tracking-[.01em]',
        'bg-[oklch(40%_.07_var(--hue))] text-[oklch(93%_.045_var(--hue))] edged',
        SIZES[size],
        layout,
      )}
    >
      {initial}
    </span>
  );
}
