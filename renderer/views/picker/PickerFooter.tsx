import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickerSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedChoice } from '../../ui/Segments.tsx';
import { CheckboxField } from '../../ui/Toggles.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useShareChoices } from '../ShareChoicesProvider.tsx';

export interface PickerFooterProps {
  readonly offer: PickerSnapshot['sound'];
  readonly sound: boolean;
  readonly onSound: (sound: boolean) => void;
  readonly onCancel: () => void;
  /** Null: nothing is chosen yet. */
  readonly onShare: (() => void) | null;
}

/** How it is shared, and the two ways out. */
export function PickerFooter({ offer, sound, onSound, onCancel, onShare }: PickerFooterProps) {
  const { t } = useTranslation();
  const { optimiseFor, setOptimiseFor } = useShareChoices();
  return (
    <div className="flex flex-1 flex-wrap items-center gap-x-5 gap-y-2 compact:gap-x-3">
      <SegmentedChoice
        inline
        label={t('picker.optimiseFor')}
        value={optimiseFor}
        onChange={setOptimiseFor}
        segments={[
          { value: 'text', label: t('picker.text') },
          { value: 'motion', label: t('picker.motion') },
        ]}
      />
      {offer !== 'unsupported' && (
        <CheckboxField
          label={t('picker.sound')}
          checked={sound}
          onChange={onSound}
          reason={offer === 'same-speaker' ? t('picker.soundWouldEcho') : undefined}
        />
      )}
      <div className="ml-auto flex gap-3 compact:gap-1">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <ShareButton onShare={onShare} />
      </div>
    </div>
  );
}

function ShareButton({ onShare }: Pick<PickerFooterProps, 'onShare'>) {
  const { t } = useTranslation();
  const reason = useId();
  if (onShare !== null) {
    return (
      <Button look="go" layout="px-5!" onClick={onShare}>
        {t('picker.share')}
      </Button>
    );
  }
  return (
    <>
      <Tooltip text={t('picker.chooseFirst')}>
        <Button look="go" layout="px-5!" disabled focusableWhenDisabled aria-describedby={reason}>
          {t('picker.share')}
        </Button>
      </Tooltip>
      <span id={reason} hidden>
        {t('picker.chooseFirst')}
      </span>
    </>
  );
}
