import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldLabel } from '../../ui/TextField.tsx';
import { LevelMeter } from '../../ui/LevelMeter.tsx';
import { DevicePickers } from '../DevicePickers.tsx';
import { useMedia, useParley } from '../ParleyProvider.tsx';
import { Panel, type PanelViewProps } from './Panel.tsx';

/** The devices during a call. */
export function DevicesPanel({ panelRef, onClose }: PanelViewProps) {
  const { t } = useTranslation();
  const { elements } = useParley();
  const live = useMedia((state) => state.microphoneOn && state.microphone.state === 'live');
  const subscribe = useCallback(
    (listener: (level: number) => void) => elements.level(listener),
    [elements],
  );
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.focus(), []);
  return (
    <Panel
      panelRef={panelRef}
      title={t('devices.title')}
      closeLabel={t('devices.close')}
      onClose={onClose}
    >
      <div
        ref={body}
        tabIndex={-1}
        className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto scroll-thin px-4 pt-1 pb-4 outline-none"
      >
        <DevicePickers />
        <div>
          <FieldLabel>{t('devices.level')}</FieldLabel>
          <LevelMeter label={t('devices.level')} subscribe={subscribe} live={live} />
        </div>
      </div>
    </Panel>
  );
}
