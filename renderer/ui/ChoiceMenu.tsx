import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useId, type ReactElement, type ReactNode } from 'react';
import { usePortalContainer } from './PortalContainer.tsx';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon: ReactNode;
  /** What it brings with it, below the label. */
  readonly description?: string | undefined;
}

export interface ChoiceMenuProps<Value extends string> {
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** The button that opens it; gets the trigger as its `render` target. */
  readonly children: (trigger: ReactElement) => ReactElement;
}

/** One of a few, behind a button that shows which. */
export function ChoiceMenu<Value extends string>({
  choices,
  value,
  onChange,
  children,
}: ChoiceMenuProps<Value>) {
  const portal = usePortalContainer();
  const id = useId();
  return (
    <BaseMenu.Root modal={false}>
      {children(<BaseMenu.Trigger />)}
      <BaseMenu.Portal {...portal}>
        <BaseMenu.Positioner side="bottom" align="start" sideOffset={6} className="z-30">
          <BaseMenu.Popup className="popup-motion max-w-70 min-w-55 rounded-control bg-raised p-1 text-ink shadow-float inset-ring inset-ring-line outline-none edged">
            <BaseMenu.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
              {choices.map(({ value: own, label, icon, description }) => (
                <BaseMenu.RadioItem
                  key={own}
                  value={own}
                  label={label}
                  aria-labelledby={`${id}-${own}`}
                  aria-describedby={description === undefined ? undefined : `${id}-${own}-about`}
                  closeOnClick
                  className="flex min-h-9 items-center gap-2.5 rounded-pill px-2.5 outline-none data-highlighted:bg-press"
                >
                  {icon}
                  <span className="flex-1 py-1">
                    <span id={`${id}-${own}`}>{label}</span>
                    {description !== undefined && (
                      <span id={`${id}-${own}-about`} className="block text-caption text-ink-2">
                        {description}
                      </span>
                    )}
                  </span>
                  <BaseMenu.RadioItemIndicator>
                    <Check size={16} aria-hidden="true" />
                  </BaseMenu.RadioItemIndicator>
                </BaseMenu.RadioItem>
              ))}
            </BaseMenu.RadioGroup>
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
