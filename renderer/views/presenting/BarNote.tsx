import { Info, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

export interface BarNoteProps {
  readonly text: string;
  /** Null: it goes with its reason. */
  readonly onDismiss: (() => void) | null;
}

/** A sentence below the bar. The system's tooltips do not come up everywhere over such a window. */
export function BarNote({ text, onDismiss }: BarNoteProps) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-2 border-t border-line py-1.5 pr-2 pl-3 text-pill">
      <Info size={16} aria-hidden="true" className="text-ink-2" />
      <p role="status" className="min-w-0 flex-1">
        {text}
      </p>
      {onDismiss !== null && (
        <Button icon size="small" aria-label={t('common.dismiss')} onClick={onDismiss}>
          <X size={16} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
