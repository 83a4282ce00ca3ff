import type { ReactNode } from 'react';

export interface MiniNameProps {
  readonly label: string;
  readonly children?: ReactNode;
}

/** Who or what is shown, in the small window's corner. */
export function MiniName({ label, children }: MiniNameProps) {
  return (
    <div className="pointer-events-none absolute top-2.5 left-2.5 flex h-6 max-w-[calc(100%-116px)] items-center gap-1.5 rounded-pill bg-scrim px-2.25 text-caption font-semibold whitespace-nowrap text-on-scrim forced-color-adjust-none edged">
      {children}
      <span className="min-w-0 truncate">{label}</span>
    </div>
  );
}
