import { Eraser, Pause, Play, ScreenShareOff, Sparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import { PlateButton, PlateToolbar } from '../../ui/PlateToolbar.tsx';
import { useCallStore } from '../ParleyProvider.tsx';

export interface OwnShareToolsProps {
  /** Accessible name of the tile that it belongs to. */
  readonly tile: string;
  readonly screen: SharedScreen;
}

/** The most needed of a share of one's own, on its tile; the sharing bar has all of it. */
export function OwnShareTools({ tile, screen }: OwnShareToolsProps) {
  const { t } = useTranslation();
  const call = useCallStore();
  const { share, state, still, ownShare } = screen;
  const paused = state === 'paused';
  return (
    <PlateToolbar
      label={t('watch.tools', { screen: tile })}
      rows={[
        <>
          <PlateButton
            label={t(paused ? 'watch.resume' : 'watch.pause')}
            icon={
              paused ? (
                <Play size={18} aria-hidden="true" />
              ) : (
                <Pause size={18} aria-hidden="true" />
              )
            }
            onClick={() => call.send({ type: 'pause-share', share, paused: !paused })}
          />
          <PlateButton
            label={t('watch.sharpen')}
            icon={<Sparkles size={18} aria-hidden="true" />}
            busy={still === 'coming'}
            onClick={() => call.send({ type: 'sharpen', share })}
          />
          {ownShare?.hasInk === true && (
            <PlateButton
              label={t('watch.clear')}
              icon={<Eraser size={18} aria-hidden="true" />}
              onClick={() =>
                call.send({ type: 'ink', share, ink: { type: 'clear', whose: 'all' } })
              }
            />
          )}
          <PlateButton
            label={t('call.stopSharing')}
            icon={<ScreenShareOff size={18} aria-hidden="true" />}
            onClick={() => call.send({ type: 'stop-sharing', share })}
          />
        </>,
      ]}
    />
  );
}
