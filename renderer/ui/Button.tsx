import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactElement } from 'react';
import { classNames } from './classNames.ts';

type ButtonLook = 'go' | 'stop' | 'share' | 'off' | 'line' | 'soft' | 'plain';
type ButtonSize = 'small' | 'medium' | 'field' | 'large';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** Square: the child is an icon, and `aria-label` says what it does. */
  readonly icon?: boolean;
  /** Keeps a disabled button in reach of the keyboard, so that its reason can be read. */
  readonly focusableWhenDisabled?: boolean;
  /** Another trigger to be, such as a menu's. */
  readonly render?: ReactElement;
  /** Layout only: margins, growth. */
  readonly layout?: string;
}

const LOOKS: Record<ButtonLook, string> = {
  go: 'fill-voice edged',
  stop: 'fill-stop edged',
  share: 'fill-share edged',
  off: 'wash-stop edged',
  line: 'quiet inset-ring inset-ring-edge edged',
  soft: 'quiet bg-hover hover:bg-press edged',
  plain: 'quiet',
};

const SIZES: Record<ButtonSize, { readonly text: string; readonly icon: string }> = {
  small: {
    text: 'h-7 gap-1.5 rounded-pill px-2.5 text-pill',
    icon: 'size-7 rounded-pill',
  },
  medium: { text: 'h-9 gap-2 rounded-control px-3.5', icon: 'size-9 rounded-control' },
  field: {
    text: 'h-10 gap-2 rounded-control px-3.5 compact:h-9 compact:px-3',
    icon: 'size-10 rounded-control compact:size-9',
  },
  large: {
    text: 'h-11 gap-2 rounded-control px-5 text-list compact:h-10 compact:px-4',
    icon: 'size-11 rounded-control',
  },
};

export function Button({
  look = 'plain',
  size = 'medium',
  icon = false,
  layout,
  disabled = false,
  render,
  ...props
}: ButtonProps) {
  return (
    <BaseButton
      {...props}
      {...(render === undefined ? {} : { render })}
      disabled={disabled}
      className={classNames(
        'inline-flex flex-none items-center justify-center font-semibold whitespace-nowrap',
        'transition-colors duration-(--fast)',
        icon ? SIZES[size].icon : SIZES[size].text,
        disabled ? 'bg-field text-ink-3' : LOOKS[look],
        layout,
      )}
    />
  );
}
