import type { ReactNode, Ref } from 'react';
import { Button } from '../../ui/Button.tsx';

export interface BarButtonProps {
  /** Accessible name; it never carries state. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly look?: 'plain' | 'off';
  readonly pressed?: boolean | undefined;
  readonly busy?: boolean | undefined;
  /** State in words. */
  readonly description?: string | undefined;
  /** The same for the eye. */
  readonly mark?: 'sending' | 'sharp' | 'failed' | undefined;
  /** Why it cannot be used now. */
  readonly disabled?: string | undefined;
  /** Pointer or keyboard are on it, or no longer. */
  readonly onWanted?: (wanted: boolean) => void;
  /** What it opens and closes. */
  readonly expands?: { readonly id: string; readonly open: boolean };
  /** There is more in it than an icon. */
  readonly wide?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick: () => void;
}

const MARKS = {
  sending: 'bg-caution',
  sharp: 'bg-voice',
  failed: 'bg-stop',
} as const;

/**
 * A button of the sharing bar. Its tooltip is the system's: one of the page's would have no room in
 * a window as low as this.
 */
export function BarButton({
  label,
  icon,
  look = 'plain',
  pressed,
  busy,
  description,
  mark,
  disabled,
  onWanted,
  expands,
  wide = false,
  buttonRef,
  onClick,
}: BarButtonProps) {
  const state = disabled ?? description;
  return (
    <Button
      {...(buttonRef === undefined ? {} : { ref: buttonRef })}
      look={look}
      icon={!wide}
      layout={wide ? 'relative gap-1.5! px-2.5!' : 'relative'}
      disabled={disabled !== undefined}
      focusableWhenDisabled
      aria-label={label}
      aria-pressed={pressed}
      aria-busy={busy}
      aria-description={state}
      aria-expanded={expands?.open}
      aria-controls={expands?.open === true ? expands.id : undefined}
      title={state === undefined ? label : `${label}: ${state}`}
      onPointerEnter={() => onWanted?.(true)}
      onPointerLeave={() => onWanted?.(false)}
      onFocus={() => onWanted?.(true)}
      onBlur={() => onWanted?.(false)}
      onClick={onClick}
    >
      {icon}
      {mark !== undefined && (
        <span
          aria-hidden="true"
          className={`absolute right-1 bottom-1 size-2 rounded-full ring-2 ring-raised ${MARKS[mark]}`}
        />
      )}
    </Button>
  );
}
