import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../../preload/contract/callSnapshot.ts';
import { ChildWindow } from '../ChildWindow.tsx';
import { useApp, useCall } from '../ParleyProvider.tsx';
import type { CallControls } from '../call/useCallControls.ts';
import { useAlone } from '../call/useAlone.ts';
import { useCallTitle } from '../useCallTitle.ts';
import { MiniAlone } from './MiniAlone.tsx';
import { MiniControls } from './MiniControls.tsx';
import { MiniFace } from './MiniFace.tsx';
import { MiniScreen } from './MiniScreen.tsx';
import { miniPicture } from './miniPicture.ts';
import { OwnCorner } from './OwnCorner.tsx';
import { useIsCaptured, useIsChoosing } from './useIsCaptured.ts';
import { useMiniWindow } from './useMiniWindow.ts';

export interface MiniCallProps {
  readonly controls: CallControls;
}

/** The call in a small window above all others, while its own is out of sight. */
export function MiniCall({ controls }: MiniCallProps) {
  const { t } = useTranslation();
  const title = useCallTitle();
  const alone = useAlone();
  const isAway = useApp((state) => !state.inSight);
  const isCaptured = useIsCaptured();
  const isChoosing = useIsChoosing();
  const mini = useMiniWindow(isAway && !isCaptured && !isChoosing);
  const participants = useCall((state) => state.participants);
  const screens = useCall((state) => state.screens);
  const [lastSpeaker, setLastSpeaker] = useState<Participant['id'] | null>(null);
  const shown = miniPicture({ participants, screens }, lastSpeaker);
  const speaker = shown.kind === 'person' && shown.person.speaking ? shown.person.id : lastSpeaker;
  if (speaker !== lastSpeaker) setLastSpeaker(speaker);
  if (mini === null) return null;
  return (
    <ChildWindow window={mini} title={t('mini.title', { room: title ?? '' })}>
      <div className="group/mini absolute inset-0 overflow-hidden bg-[#000] [app-region:drag]">
        {shown.kind === 'screen' && <MiniScreen screen={shown.screen} />}
        {shown.kind === 'person' && <MiniFace person={shown.person} />}
        {alone !== null && <MiniAlone alone={alone} onLeave={controls.leave} />}
        <OwnCorner />
        <MiniControls controls={controls} />
      </div>
    </ChildWindow>
  );
}
