import { Toolbar as BaseToolbar } from '@base-ui/react/toolbar';
import type { ReactElement, ReactNode, Ref } from 'react';
import { classNames } from './classNames.ts';
import { Tooltip } from './Tooltip.tsx';

export interface ToolbarProps {
  readonly label: string;
  readonly layout: string;
  readonly rootRef?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/** One stop for Tab; arrow keys move inside. */
export function Toolbar({ label, layout, rootRef, children }: ToolbarProps) {
  return (
    <BaseToolbar.Root ref={rootRef} aria-label={label} className={layout}>
      {children}
    </BaseToolbar.Root>
  );
}

type ToolbarTone = 'plain' | 'off' | 'share' | 'leave';

export interface ToolbarButtonProps {
  /** Accessible name; it never carries state. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** The label beside the icon. */
  readonly words?: boolean;
  readonly tone?: ToolbarTone;
  readonly keyCap?: string | undefined;
  /** For a button that opens and closes something. */
  readonly pressed?: boolean | undefined;
  readonly busy?: boolean | undefined;
  /** State in words, for screen readers. */
  readonly description?: string | undefined;
  /** Why it does not do what it says; shown in the tooltip instead of the name. */
  readonly hint?: string | undefined;
  /** A small number on the icon. */
  readonly badge?: number;
  readonly onClick?: () => void;
  /** Another trigger to be, such as a menu's. */
  readonly render?: ReactElement;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  /** Lies on the button, for what moves. */
  readonly children?: ReactNode;
}

const TONES: Record<ToolbarTone, string> = {
  plain: 'quiet',
  off: 'wash-stop',
  share: 'fill-share',
  leave: 'fill-stop',
};

export function ToolbarButton({
  label,
  icon,
  words = false,
  tone = 'plain',
  keyCap,
  pressed,
  busy,
  description,
  hint,
  badge = 0,
  onClick,
  render,
  buttonRef,
  children,
}: ToolbarButtonProps) {
  return (
    <Tooltip text={hint ?? label} keyCap={keyCap}>
      <BaseToolbar.Button
        ref={buttonRef}
        {...(render === undefined ? {} : { render })}
        aria-label={label}
        aria-pressed={pressed}
        aria-busy={busy}
        aria-description={description ?? hint}
        aria-keyshortcuts={keyCap}
        onClick={onClick}
        className={classNames(
          'relative inline-flex h-10 flex-none items-center justify-center gap-2 rounded-control font-semibold whitespace-nowrap edged wide:h-12 wide:text-lead',
          'transition-colors duration-(--fast)',
          tone === 'leave'
            ? 'ml-2 px-4 compact:ml-1 compact:px-3'
            : words
              ? 'px-3'
              : 'w-10 wide:w-12',
          TONES[tone],
        )}
      >
        {icon}
        {icon !== undefined ? (
          <span data-words className={words ? '' : 'invisible absolute'}>
            {label}
          </span>
        ) : (
          label
        )}
        {badge > 0 && (
          <span
            aria-hidden="true"
            className="absolute top-1 right-1 h-4 min-w-4 rounded-full bg-voice-fill px-1 text-center text-[10px] leading-4 font-bold text-on-voice ring-2 ring-stage tabular-nums edged"
          >
            {badge > 99 ? '99+' : badge}
          </span>
        )}
        {children}
      </BaseToolbar.Button>
    </Tooltip>
  );
}
