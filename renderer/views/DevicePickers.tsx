import { Mic, Video, Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { VoiceBars } from '../ui/VoiceBars.tsx';
import { useMedia, useParley } from './ParleyProvider.tsx';

/** Microphone, camera and speaker, before and during a call. */
export function DevicePickers() {
  const { t } = useTranslation();
  const { media } = useParley();
  const microphones = useMedia((state) => state.microphones);
  const cameras = useMedia((state) => state.cameras);
  const speakers = useMedia((state) => state.speakers);
  const chosen = useMedia((state) => state.chosen);
  return (
    <>
      <SelectField
        label={t('devices.microphone')}
        icon={<Mic size={18} aria-hidden="true" />}
        options={named(microphones, t('devices.systemDefault'), (number) =>
          t('devices.unnamedMicrophone', { number }),
        )}
        value={chosen.microphone}
        onChange={(id) => media.send({ type: 'choose-device', kind: 'microphone', id })}
        placeholder={t(microphones.length === 0 ? 'devices.noMicrophone' : 'devices.choose')}
      />
      <SelectField
        label={t('devices.camera')}
        icon={<Video size={18} aria-hidden="true" />}
        options={named(cameras, t('devices.systemDefault'), (number) =>
          t('devices.unnamedCamera', { number }),
        )}
        value={chosen.camera}
        onChange={(id) => media.send({ type: 'choose-device', kind: 'camera', id })}
        placeholder={t(cameras.length === 0 ? 'devices.noCamera' : 'devices.choose')}
      />
      {/* Side by side where both have room for their words. */}
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-[999_1_12rem]">
          <SelectField
            label={t('devices.speaker')}
            icon={<Volume2 size={18} aria-hidden="true" />}
            options={named(speakers, t('devices.systemDefault'), (number) =>
              t('devices.unnamedSpeaker', { number }),
            )}
            value={chosen.speaker}
            onChange={(id) => media.send({ type: 'choose-device', kind: 'speaker', id })}
            placeholder={t(speakers.length === 0 ? 'setup.noSpeaker' : 'devices.systemDefault')}
          />
        </div>
        <TestSpeaker />
      </div>
    </>
  );
}

function TestSpeaker() {
  const { t } = useTranslation();
  const { media } = useParley();
  const testing = useMedia((state) => state.testingSpeaker);
  const isThere = useMedia((state) => state.speakers.length > 0);
  const button = (
    <Button
      size="field"
      look="line"
      layout="grow"
      aria-busy={testing}
      disabled={!isThere}
      focusableWhenDisabled
      aria-description={isThere ? undefined : t('setup.noSpeakerText')}
      onClick={() => media.send({ type: 'test-speaker' })}
    >
      {testing && <VoiceBars tone="page" />}
      {t('devices.testSpeaker')}
    </Button>
  );
  return isThere ? button : <Tooltip text={t('setup.noSpeakerText')}>{button}</Tooltip>;
}

/**
 * The system gives no labels until it gives access: those devices get a number. Its own choice of
 * a device goes by the id `default` (Media Capture and Streams, section 9.3).
 */
function named(
  devices: MediaSnapshot['microphones'],
  systemDefault: string,
  unnamed: (number: number) => string,
): { value: string; label: string }[] {
  return devices.map(({ id, label }, index) => {
    if (id === 'default') return { value: id, label: systemDefault };
    return { value: id, label: label === '' ? unnamed(index + 1) : label };
  });
}
