import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { KeyCap } from './KeyCap.tsx';

export interface MenuEntry {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly keyCap?: string | undefined;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly entries: readonly MenuEntry[];
  readonly onOpenChange?: (open: boolean) => void;
  /** The button that opens it; gets the trigger as its `render` target. */
  readonly children: (trigger: ReactElement) => ReactElement;
}

export function Menu({ entries, onOpenChange, children }: MenuProps) {
  return (
    <BaseMenu.Root modal={false} onOpenChange={(open) => onOpenChange?.(open)}>
      {children(<BaseMenu.Trigger />)}
      <BaseMenu.Portal>
        <BaseMenu.Positioner side="top" align="end" sideOffset={8} className="z-30">
          <BaseMenu.Popup className="popup-motion min-w-55 rounded-control bg-raised p-1 text-ink shadow-float inset-ring inset-ring-line outline-none edged">
            {entries.map(({ key, label, icon, keyCap, onChoose }) => (
              <BaseMenu.Item
                key={key}
                label={label}
                onClick={onChoose}
                className="flex min-h-9 items-center gap-2.5 rounded-pill px-2.5 outline-none data-highlighted:bg-press"
              >
                <span className="text-ink-2">{icon}</span>
                <span className="flex-1">{label}</span>
                {keyCap !== undefined && (
                  <span aria-hidden="true">
                    <KeyCap>{keyCap}</KeyCap>
                  </span>
                )}
              </BaseMenu.Item>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
