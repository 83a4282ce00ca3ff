import { useEffect, useRef } from 'react';

const SEGMENTS = 40;

export interface LevelMeterProps {
  readonly label: string;
  /** Calls back with 0 to 1 many times a second; @returns ends that. */
  readonly subscribe: (listener: (level: number) => void) => () => void;
  /** Without sound to measure it stays at zero. */
  readonly live: boolean;
}

/** A row of segments that follows a level. It bypasses rendering: levels come too often for it. */
export function LevelMeter({ label, subscribe, live }: LevelMeterProps) {
  const meter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (level: number): void => {
      const element = meter.current;
      if (element === null) return;
      const lit = Math.round(Math.min(1, Math.max(0, level)) * SEGMENTS);
      element.setAttribute('aria-valuenow', String(Math.round((lit / SEGMENTS) * 100)));
      for (const [index, segment] of [...element.children].entries()) {
        segment.toggleAttribute('data-lit', index < lit);
      }
    };
    show(0);
    return live ? subscribe(show) : undefined;
  }, [subscribe, live]);
  return (
    <div
      ref={meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      className="flex h-3 min-w-0 flex-1 items-center gap-0.75 compact:gap-0.5"
    >
      {Array.from({ length: SEGMENTS }, (_, index) => (
        <span
          key={index}
          className="h-full flex-1 rounded-[1.5px] forced-color-adjust-none bg-line data-lit:bg-voice compact:nth-[2n]:hidden"
        />
      ))}
    </div>
  );
}
