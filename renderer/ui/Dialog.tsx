import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { createContext, use, useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly text?: string | undefined;
  /** Beside the title. */
  readonly aside?: ReactNode;
  /** Accessible name of the cross; without one there is none, and `footer` has a way out. */
  readonly closeLabel?: string;
  readonly footer?: ReactNode;
  readonly width: 'small' | 'medium' | 'large';
  /** What has the focus first; by default the first thing that can. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly children?: ReactNode;
}

/** The longest double click that systems are set to, about. */
const ECHO_MS = 500;

const WIDTHS = { small: 'w-110', medium: 'w-130', large: 'w-212' } as const;

/** What is shown in a dialog that is open, below its title, because what is behind cannot be seen. */
export const DialogNotice = createContext<ReactNode>(null);

/** A dialog with everything that keeps focus and screen readers in it. */
export function Dialog({
  open,
  onClose,
  title,
  text,
  aside,
  closeLabel,
  footer,
  width,
  initialFocus,
  children,
}: DialogProps) {
  const notice = use(DialogNotice);
  const openedAt = useRef(0);
  useEffect(() => {
    if (open) openedAt.current = performance.now();
  }, [open]);
  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={(next, { reason, event }) => {
        // The second click of a double click on what opened it is meant for that.
        const isEcho = reason === 'outside-press' && event.timeStamp - openedAt.current < ECHO_MS;
        if (!next && !isEcho) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-10 bg-backdrop transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Viewport className="fixed inset-0 z-20 grid grid-cols-[100%] grid-rows-[100%] place-items-center p-4 compact:p-2">
          <BaseDialog.Popup
            {...(initialFocus === undefined ? {} : { initialFocus })}
            className={classNames(
              'popup-motion flex max-h-full max-w-full flex-col overflow-hidden rounded-dialog bg-raised text-ink',
              'shadow-float inset-ring inset-ring-line outline-none edged',
              WIDTHS[width],
            )}
          >
            <div className="flex items-center gap-3 px-6 pt-5 pb-3.5 compact:px-4 compact:pt-3 compact:pb-2">
              <BaseDialog.Title className="flex-1 text-title font-bold tracking-[-.01em]">
                {title}
              </BaseDialog.Title>
              {aside}
              {closeLabel !== undefined && (
                <BaseDialog.Close
                  render={
                    <Button icon aria-label={closeLabel} layout="-mr-2">
                      <X size={18} aria-hidden="true" />
                    </Button>
                  }
                />
              )}
            </div>
            {text !== undefined && (
              <BaseDialog.Description className="px-6 pb-5 text-ink-2 compact:px-4">
                {text}
              </BaseDialog.Description>
            )}
            {notice !== null && (
              <div className="max-h-[40vh] flex-none overflow-y-auto scroll-thin px-1 pb-2 compact:px-4">
                {notice}
              </div>
            )}
            {children}
            {footer !== undefined && (
              <div className="flex items-center gap-3 border-t border-line px-6 py-4 compact:px-4 compact:py-2">
                {footer}
              </div>
            )}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
