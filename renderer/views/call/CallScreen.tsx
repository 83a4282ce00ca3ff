import { createRef, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useCall, useMedia } from '../ParleyProvider.tsx';
import { ChatPanel } from '../panels/ChatPanel.tsx';
import { DevicesPanel } from '../panels/DevicesPanel.tsx';
import { PeoplePanel } from '../panels/PeoplePanel.tsx';
import { MiniCall } from '../mini/MiniCall.tsx';
import { useCallTitle } from '../useCallTitle.ts';
import { ScreenPicker } from '../picker/ScreenPicker.tsx';
import { Console, type PanelName } from './Console.tsx';
import { Notices } from './Notices.tsx';
import { Stage } from './Stage.tsx';
import { useCallControls } from './useCallControls.ts';
import { useCallKeys } from './useCallKeys.ts';
import { useDensity } from './useDensity.ts';
import { useIdle } from './useIdle.ts';
import { useUnread } from './useUnread.ts';

/** How long nobody moves before the console makes room for what is watched, milliseconds. */
const IDLE_MS = 3_000;

export function CallScreen() {
  const { t } = useTranslation();
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const title = useCallTitle();
  const controls = useCallControls();
  const covered = useDensity() === 'compact' && panel !== null;
  const stage = useRef<HTMLElement>(null);
  const side = useRef<HTMLElement>(null);
  const [panelButtons] = useState(() => ({
    chat: createRef<HTMLButtonElement>(),
    people: createRef<HTMLButtonElement>(),
    devices: createRef<HTMLButtonElement>(),
  }));

  const closePanel = useCallback((): boolean => {
    if (panel === null) return false;
    const hadFocus = side.current?.contains(document.activeElement) ?? false;
    setPanel(null);
    if (hadFocus) panelButtons[panel].current?.focus();
    return true;
  }, [panel, panelButtons]);
  const togglePanel = (name: PanelName): void => {
    if (panel === name) closePanel();
    else setPanel(name);
  };

  useCallKeys({
    enabled: useApp((state) => state.settings.shortcuts),
    controls,
    togglePanel,
    closePanel,
  });
  // The button that led here is gone; without this the keyboard would start at the very top.
  useEffect(() => stage.current?.focus(), []);

  const watching = useCall((state) => state.screens.some((screen) => !screen.own));
  const mutedSpeech = useMedia((state) => state.mutedSpeech);
  const idle = useIdle(watching && !menuOpen && !mutedSpeech ? IDLE_MS : null);
  const unread = useUnread(
    useCall((state) => state.chat),
    panel === 'chat',
  );
  const close = (): void => void closePanel();
  return (
    <div className="grid h-full grid-rows-[minmax(0,1fr)_auto_auto] bg-stage">
      <div className="relative flex min-h-0">
        <main
          ref={stage}
          tabIndex={-1}
          aria-label={t('call.stage')}
          className="flex min-w-0 flex-1 outline-none"
        >
          <h1 className="sr-only">{title}</h1>
          <div inert={covered} className={`flex min-w-0 flex-1 ${covered ? 'invisible' : ''}`}>
            <Stage quiet={idle} hidden={covered} onLeave={controls.leave} />
          </div>
        </main>
        {panel === 'chat' && <ChatPanel panelRef={side} onClose={close} />}
        {panel === 'people' && <PeoplePanel panelRef={side} onClose={close} />}
        {panel === 'devices' && <DevicesPanel panelRef={side} onClose={close} />}
      </div>
      <Notices controls={controls} />
      <Console
        controls={controls}
        panel={panel}
        onTogglePanel={togglePanel}
        unread={unread}
        faded={idle}
        onMenuOpenChange={setMenuOpen}
        panelButtons={panelButtons}
      />
      <ScreenPicker />
      <MiniCall controls={controls} />
    </div>
  );
}
