import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePortalContainer } from './PortalContainer.tsx';

interface ColourChoice {
  readonly value: number;
  readonly label: string;
  /** As CSS has it. */
  readonly colour: string;
}

export interface ColourMenuProps {
  readonly colours: readonly ColourChoice[];
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** The button that opens it; gets the trigger as its `render` target. */
  readonly children: (trigger: ReactElement) => ReactElement;
}

/** A handful of colours to choose one from, each with its name. */
export function ColourMenu({ colours, value, onChange, children }: ColourMenuProps) {
  const portal = usePortalContainer();
  return (
    <BaseMenu.Root modal={false}>
      {children(<BaseMenu.Trigger />)}
      <BaseMenu.Portal {...portal}>
        <BaseMenu.Positioner side="top" align="center" sideOffset={8} className="z-30">
          <BaseMenu.Popup className="popup-motion rounded-control bg-raised p-1 text-ink shadow-float inset-ring inset-ring-line outline-none edged">
            <BaseMenu.RadioGroup
              value={value}
              onValueChange={(next: number) => onChange(next)}
              className="grid grid-cols-2"
            >
              {colours.map(({ value: own, label, colour }) => (
                <BaseMenu.RadioItem
                  key={own}
                  value={own}
                  label={label}
                  closeOnClick
                  className="flex min-h-8 items-center gap-2 rounded-pill py-1 pr-3 pl-1.5 outline-none data-highlighted:bg-press"
                >
                  <span
                    style={{ backgroundColor: colour }}
                    className="grid size-5 place-items-center rounded-full forced-color-adjust-none text-[#fff]"
                  >
                    <BaseMenu.RadioItemIndicator>
                      <Check size={14} aria-hidden="true" className="stroke-3!" />
                    </BaseMenu.RadioItemIndicator>
                  </span>
                  {label}
                </BaseMenu.RadioItem>
              ))}
            </BaseMenu.RadioGroup>
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
