import { Checkbox } from '@base-ui/react/checkbox';
import { Switch } from '@base-ui/react/switch';
import { Check } from 'lucide-react';
import { useId } from 'react';
import { classNames } from './classNames.ts';
import { Tooltip } from './Tooltip.tsx';

export interface ToggleProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Why it has no effect now: it is shown as off, and stays in reach of the keyboard. */
  readonly reason?: string | undefined;
}

/** For what takes effect at once. */
export function SwitchField({ label, hint: usual, checked, onChange, reason }: ToggleProps) {
  const id = useId();
  const off = reason !== undefined;
  const hint = reason ?? usual;
  return (
    <label className={classNames('flex items-center gap-4', off && 'text-ink-3')}>
      <span className="min-w-0 flex-1">
        <span id={id} className="block font-semibold">
          {label}
        </span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="block text-caption text-ink-3">
            {hint}
          </span>
        )}
      </span>
      <Switch.Root
        aria-labelledby={id}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        aria-disabled={off}
        readOnly={off}
        checked={checked && !off}
        onCheckedChange={(next) => onChange(next)}
        className={classNames(
          'flex h-6 w-10 flex-none items-center rounded-full bg-field p-0.75 inset-ring edged transition-colors duration-(--fast) data-checked:bg-ink data-checked:inset-ring-ink',
          off ? 'inset-ring-line' : 'inset-ring-edge',
        )}
      >
        <Switch.Thumb
          className={classNames(
            'size-4.5 rounded-full edged transition-transform duration-(--fast) data-checked:translate-x-4 data-checked:bg-paper',
            off ? 'bg-line' : 'bg-edge',
          )}
        />
      </Switch.Root>
    </label>
  );
}

export interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Why it cannot be changed; it stays in reach of the keyboard, so that this can be read. */
  readonly reason?: string | undefined;
}

/** For what takes effect with the dialog's own button. */
export function CheckboxField({ label, checked, onChange, reason }: CheckboxProps) {
  const id = useId();
  const off = reason !== undefined;
  const field = (
    <label className={classNames('flex items-center gap-2.5', off && 'text-ink-3')}>
      <Checkbox.Root
        aria-labelledby={id}
        aria-disabled={off}
        aria-description={reason}
        readOnly={off}
        checked={checked}
        onCheckedChange={(next) => onChange(next)}
        className={classNames(
          'grid size-4.5 flex-none place-items-center rounded-[5px] bg-field inset-ring inset-ring-edge edged',
          off
            ? 'inset-ring-line'
            : 'data-checked:bg-voice-fill data-checked:text-on-voice data-checked:inset-ring-0',
        )}
      >
        <Checkbox.Indicator>
          <Check size={13} strokeWidth={3} aria-hidden="true" className="stroke-3!" />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <span id={id}>{label}</span>
    </label>
  );
  return off ? <Tooltip text={reason}>{field}</Tooltip> : field;
}
