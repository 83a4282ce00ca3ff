import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

export interface UndoStripProps {
  /** What was done. */
  readonly text: string;
  readonly onUndo: () => void;
}

/** What was just done to somebody, for as long as it can be taken back. Stands in a live region. */
export function UndoStrip({ text, onUndo }: UndoStripProps) {
  const { t } = useTranslation();
  return (
    <div className="enter-motion mb-2 flex items-center gap-2 rounded-control bg-field py-1.5 pr-1.5 pl-3 text-pill inset-ring inset-ring-line edged">
      <span className="min-w-0 flex-1">{text}</span>
      <Button size="small" look="line" onClick={onUndo}>
        <Undo2 size={14} aria-hidden="true" />
        {t('contacts.undo')}
      </Button>
    </div>
  );
}
