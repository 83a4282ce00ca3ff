import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button } from '../../ui/Button.tsx';

export interface PanelProps {
  readonly panelRef: Ref<HTMLElement>;
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** What opens beside the stage, and in a small window over it. */
export function Panel({ panelRef, title, closeLabel, onClose, aside, children }: PanelProps) {
  return (
    <aside
      ref={panelRef}
      aria-label={title}
      className="enter-motion mt-3 mr-3 ml-[-4px] flex w-80 flex-none flex-col overflow-hidden rounded-tile bg-raised edged compact:absolute compact:inset-1.5 compact:bottom-0 compact:z-1 compact:m-0 compact:w-auto wide:mt-4 wide:mr-4"
    >
      <div className="flex h-12 flex-none items-center gap-2 pr-2 pl-4 compact:h-10">
        <h2 className="flex-1 font-bold">{title}</h2>
        {aside}
        <Button icon size="small" aria-label={closeLabel} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </Button>
      </div>
      {children}
    </aside>
  );
}

export interface PanelViewProps {
  readonly panelRef: Ref<HTMLElement>;
  readonly onClose: () => void;
}
