import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { KeyCap } from './KeyCap.tsx';
import { usePortalContainer } from './PortalContainer.tsx';

export interface MenuEntry {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly keyCap?: string | undefined;
  /** Why it cannot be chosen now; it stays in the list. */
  readonly disabled?: string | undefined;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly entries: readonly MenuEntry[];
  readonly onOpenChange?: (open: boolean) => void;
  /** Which side of the button it opens to, where there is room. */
  readonly side?: 'top' | 'bottom';
  /** The button that opens it; gets the trigger as its `render` target. */
  readonly children: (trigger: ReactElement) => ReactElement;
}

export function Menu({ entries, onOpenChange, side = 'top', children }: MenuProps) {
  const portal = usePortalContainer();
  return (
    <BaseMenu.Root modal={false} onOpenChange={(open) => onOpenChange?.(open)}>
      {children(<BaseMenu.Trigger />)}
      <BaseMenu.Portal {...portal}>
        <BaseMenu.Positioner side={side} align="end" sideOffset={8} className="z-30">
          <BaseMenu.Popup className="popup-motion min-w-55 rounded-control bg-raised p-1 text-ink shadow-float inset-ring inset-ring-line outline-none edged">
            {entries.map(({ key, label, icon, keyCap, disabled, onChoose }) => (
              <BaseMenu.Item
                key={key}
                label={label}
                onClick={onChoose}
                disabled={disabled !== undefined}
                aria-description={disabled}
                title={disabled}
                className="flex min-h-9 items-center gap-2.5 rounded-pill px-2.5 outline-none data-disabled:text-ink-3 data-highlighted:bg-press"
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
