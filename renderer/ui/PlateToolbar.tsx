import { Toolbar as BaseToolbar } from '@base-ui/react/toolbar';
import type { ReactElement, ReactNode, Ref } from 'react';
import { classNames } from './classNames.ts';
import { Tooltip } from './Tooltip.tsx';

export interface PlateToolbarProps {
  readonly label: string;
  /** Rows, the main one last: it stays where it is when another comes. */
  readonly rows: readonly ReactNode[];
  readonly layout?: string | undefined;
  /** Rows are as wide as there is room. */
  readonly fills?: boolean;
}

/** A toolbar on a picture: opaque, the same in both themes. One stop for Tab. */
export function PlateToolbar({ label, rows, layout, fills = false }: PlateToolbarProps) {
  return (
    <BaseToolbar.Root
      aria-label={label}
      className={classNames('flex flex-col gap-1.5', fills ? 'items-stretch' : 'items-end', layout)}
    >
      {rows.map((row, index) => (
        <div
          key={rows.length - index}
          className="flex items-center gap-0.5 rounded-control forced-color-adjust-none bg-plate p-0.75 text-on-scrim shadow-float ring-1 ring-[oklch(100%_0_0/.12)] edged"
        >
          {row}
        </div>
      ))}
    </BaseToolbar.Root>
  );
}

const STOP = 'bg-stop-fill text-on-stop hover:bg-[color-mix(in_oklab,var(--stop-fill),#fff_12%)]';

const LOOKS = {
  plain:
    'hover:bg-[oklch(100%_0_0/.1)] active:bg-[oklch(100%_0_0/.16)] aria-expanded:bg-[oklch(100%_0_0/.16)] aria-pressed:bg-[oklch(100%_0_0/.16)]',
  off: 'bg-[oklch(73.5%_.145_20/.16)] text-stop-on-scrim hover:bg-[oklch(73.5%_.145_20/.28)]',
  stop: `ml-auto ${STOP}`,
  hangUp: STOP,
} as const;

export interface PlateButtonProps {
  /** Accessible name; it never carries state. */
  readonly label: string;
  /** Without one it shows its name. */
  readonly icon?: ReactNode;
  /** `stop` stands at the far end, `hangUp` where it is put. */
  readonly look?: keyof typeof LOOKS;
  readonly keyCap?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly busy?: boolean | undefined;
  /** Why it cannot be used now; shown in the tooltip instead of the name. */
  readonly disabled?: string | undefined;
  /** State in words, for screen readers. */
  readonly description?: string | undefined;
  /** Why it does not do what it says; shown in the tooltip instead of the name. */
  readonly hint?: string | undefined;
  readonly onClick?: () => void;
  /** Another trigger to be, such as a menu's. */
  readonly render?: ReactElement;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function PlateButton({
  label,
  icon,
  look = 'plain',
  keyCap,
  pressed,
  busy,
  disabled,
  description,
  hint,
  onClick,
  render,
  buttonRef,
}: PlateButtonProps) {
  return (
    <Tooltip text={disabled ?? hint ?? label} keyCap={disabled === undefined ? keyCap : undefined}>
      <BaseToolbar.Button
        ref={buttonRef}
        {...(render === undefined ? {} : { render })}
        disabled={disabled !== undefined}
        aria-label={label}
        aria-pressed={pressed}
        aria-busy={busy}
        aria-description={disabled ?? description ?? hint}
        aria-keyshortcuts={keyCap}
        onClick={onClick}
        className={classNames(
          'grid h-8 flex-none place-items-center rounded-pill outline-on-scrim! edged wide:h-10',
          icon === undefined ? 'px-3 text-pill font-bold' : 'w-8 wide:w-10',
          'transition-colors duration-(--fast)',
          disabled === undefined ? LOOKS[look] : 'text-[oklch(100%_0_0/.42)]',
        )}
      >
        {icon ?? label}
      </BaseToolbar.Button>
    </Tooltip>
  );
}

export function PlateSeparator() {
  return <BaseToolbar.Separator className="mx-0.75 h-4.5 w-px flex-none bg-[oklch(100%_0_0/.2)]" />;
}
