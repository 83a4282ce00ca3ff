import { Select } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { FieldLabel } from './TextField.tsx';

interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SelectFieldProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly options: readonly SelectOption[];
  /** Null: nothing is chosen. */
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  /** Shown when nothing is chosen or there is nothing to choose from. */
  readonly placeholder: string;
}

export function SelectField({
  label,
  icon,
  options,
  value,
  onChange,
  placeholder,
}: SelectFieldProps) {
  const known = options.some((option) => option.value === value);
  return (
    <div className="min-w-0">
      <Select.Root
        items={options.map((option) => ({ value: option.value, label: option.label }))}
        value={known ? value : null}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
        disabled={options.length === 0}
        modal={false}
      >
        <FieldLabel>
          <Select.Label>{label}</Select.Label>
        </FieldLabel>
        <Select.Trigger
          className={classNames(
            'flex h-10 w-full items-center gap-2.5 rounded-control bg-field px-3 text-left compact:h-9',
            'inset-ring inset-ring-edge edged data-disabled:text-ink-3 data-popup-open:inset-ring-ink',
          )}
        >
          {icon !== undefined && <span className="text-ink-2">{icon}</span>}
          <Select.Value
            className="min-w-0 flex-1 truncate data-placeholder:text-ink-3"
            placeholder={placeholder}
          />
          <Select.Icon className="text-ink-2">
            <ChevronDown size={16} aria-hidden="true" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-30">
            <Select.Popup className="popup-motion max-h-(--available-height) max-w-(--available-width) min-w-(--anchor-width) overflow-y-auto rounded-control bg-raised p-1 text-ink shadow-float inset-ring inset-ring-line edged scroll-thin">
              {options.map((option) => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  className="flex min-h-8 items-center gap-2 rounded-pill py-1 pr-3 pl-2 outline-none data-highlighted:bg-press"
                >
                  <span className="w-4">
                    <Select.ItemIndicator>
                      <Check size={16} aria-hidden="true" />
                    </Select.ItemIndicator>
                  </span>
                  <Select.ItemText className="min-w-0 truncate">{option.label}</Select.ItemText>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </div>
  );
}
