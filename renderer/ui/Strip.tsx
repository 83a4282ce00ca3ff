import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';

type StripTone = 'plain' | 'voice' | 'share' | 'stop' | 'caution';

export interface StripProps {
  readonly tone: StripTone;
  readonly icon: ReactNode;
  /** What happened. */
  readonly title: string;
  /** What it means, what to do. */
  readonly text?: string | undefined;
  /** One thing to do, at most two. */
  readonly actions?: ReactNode;
  readonly dismiss?: { readonly label: string; readonly onDismiss: () => void } | undefined;
}

const TONES: Record<StripTone, { readonly wash: string; readonly icon: string }> = {
  plain: { wash: 'bg-paper', icon: 'text-ink-2' },
  voice: { wash: 'bg-voice-wash', icon: 'text-voice' },
  share: { wash: 'bg-share-wash', icon: 'text-share' },
  stop: { wash: 'bg-stop-wash', icon: 'text-stop' },
  caution: { wash: 'bg-caution-wash', icon: 'text-caution' },
};

/** A notice in its place, for as long as it is true. */
export function Strip({ tone, icon, title, text, actions, dismiss }: StripProps) {
  return (
    <div
      className={classNames(
        'enter-motion flex items-start gap-3 rounded-control p-3 edged compact:gap-2 compact:p-2',
        TONES[tone].wash,
      )}
    >
      <span className={classNames('mt-px', TONES[tone].icon)}>{icon}</span>
      <div className="min-w-0 flex-1">
        <p className="font-bold">{title}</p>
        {text !== undefined && <p className="text-pill text-ink">{text}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-none gap-2 self-center">{actions}</div>}
      {dismiss !== undefined && (
        <Button
          icon
          size="small"
          layout="self-center"
          aria-label={dismiss.label}
          onClick={dismiss.onDismiss}
        >
          <X size={16} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
