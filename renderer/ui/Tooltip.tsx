import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { KeyCap } from './KeyCap.tsx';
import { usePortalContainer } from './PortalContainer.tsx';

export interface TooltipProps {
  readonly text: string;
  readonly keyCap?: string | undefined;
  /** The control it belongs to, which has an accessible name of its own. */
  readonly children: ReactElement;
}

/** Names a control for the eye, and its key; screen readers have the control's own name. */
export function Tooltip({ text, keyCap, children }: TooltipProps) {
  const portal = usePortalContainer();
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger delay={400} render={children} />
      <BaseTooltip.Portal {...portal}>
        <BaseTooltip.Positioner sideOffset={8} className="z-30" aria-hidden>
          <BaseTooltip.Popup className="popup-motion flex items-center gap-2 max-w-80 rounded-pill bg-raised px-2.5 py-1.5 text-pill font-semibold text-ink shadow-float inset-ring inset-ring-line edged">
            {text}
            {keyCap !== undefined && <KeyCap>{keyCap}</KeyCap>}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
