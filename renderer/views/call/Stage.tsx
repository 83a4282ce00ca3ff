import { Link } from 'lucide-react';
import { useCallback, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useCall, useParley } from '../ParleyProvider.tsx';
import { useElementSize } from '../useElementSize.ts';
import { FaceTile, OwnTile } from './FaceTile.tsx';
import { screenKey, sortScreens } from './participants.ts';
import { ScreenTile } from './ScreenTile.tsx';
import { stageLayout, type Rect } from './stageLayout.ts';
import { useDensity } from './useDensity.ts';

const GAPS = { compact: 6, normal: 8, wide: 12 } as const;
/** Until a screen's first picture has told its shape. */
const USUAL_SCREEN = 16 / 9;

function placed(rect: Rect | undefined): CSSProperties {
  if (rect === undefined) return { visibility: 'hidden' };
  return {
    width: rect.width,
    height: rect.height,
    transform: `translate(${rect.left}px, ${rect.top}px)`,
  };
}

export interface StageProps {
  /** Nobody has moved for a while. */
  readonly quiet: boolean;
}

/**
 * Everybody and every screen. All tiles are siblings that only change places, so that no picture
 * starts anew when the arrangement changes.
 */
export function Stage({ quiet }: StageProps) {
  const self = useCall((state) => state.self);
  const participants = useCall((state) => state.participants);
  const screens = useCall((state) => state.screens);
  const box = useRef<HTMLDivElement>(null);
  const size = useElementSize(box);
  const density = useDensity();
  const [aspects, setAspects] = useState<Readonly<Record<string, number>>>({});
  const keepAspect = useCallback((key: string, aspect: number) => {
    setAspects((known) => (known[key] === aspect ? known : { ...known, [key]: aspect }));
  }, []);

  const { watched, own } = sortScreens(screens);
  const alone = participants.length === 0 && screens.length === 0;
  const layout = stageLayout(
    participants.length + 1 + own.length,
    watched.map((screen) => aspects[screenKey(screen)] ?? USUAL_SCREEN),
    size,
    GAPS[density],
  );
  const ownFaces = layout.faces.slice(participants.length + 1);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col px-3 pt-3 compact:px-1.5 compact:pt-1.5 wide:px-4 wide:pt-4">
      <div ref={box} className="relative min-h-0 flex-1">
        {participants.map((person, index) => (
          <FaceTile
            key={person.id}
            person={person}
            link={person.link}
            style={placed(layout.faces[index])}
          />
        ))}
        <OwnTile person={self} style={placed(layout.faces[participants.length])} />
        {own.map((screen, index) => (
          <ScreenTile
            key={screenKey(screen)}
            screen={screen}
            quiet={false}
            style={placed(ownFaces[index])}
          />
        ))}
        {watched.map((screen, index) => (
          <ScreenTile
            key={screenKey(screen)}
            screen={screen}
            quiet={quiet}
            style={placed(layout.screens[index])}
            onAspect={(aspect) => keepAspect(screenKey(screen), aspect)}
          />
        ))}
      </div>
      {alone && <Alone />}
    </div>
  );
}

function Alone() {
  const { t } = useTranslation();
  const { app } = useParley();
  return (
    <div className="flex items-center justify-center gap-4 pt-3 pb-1 text-ink-2 compact:pt-2">
      <p>{t('call.alone')}</p>
      <Button look="line" onClick={() => app.send({ type: 'copy-invite' })}>
        <Link size={18} aria-hidden="true" />
        {t('call.copyLink')}
      </Button>
    </div>
  );
}
