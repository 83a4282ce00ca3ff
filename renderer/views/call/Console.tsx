import {
  Check,
  Ellipsis,
  Keyboard,
  Link,
  MessageSquare,
  Mic,
  MicOff,
  MonitorPlay,
  MonitorUp,
  PictureInPicture2,
  ScreenShare,
  ScreenShareOff,
  Settings,
  SlidersHorizontal,
  Users,
  Video,
  VideoOff,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/classNames.ts';
import { Menu, type MenuEntry } from '../../ui/Menu.tsx';
import { Toolbar, ToolbarButton } from '../../ui/Toolbar.tsx';
import { captureTrouble } from '../captureWords.ts';
import { useOpenDialog } from '../dialogs/openDialog.ts';
import { KEY_CAPS } from '../keyboard.ts';
import { useApp, useCall, useMedia, useParley } from '../ParleyProvider.tsx';
import { useCallTitle } from '../useCallTitle.ts';
import { useNow } from '../useNow.ts';
import { formatElapsed } from '../words/time.ts';
import type { CallControls } from './useCallControls.ts';
import { useConsoleFit } from './useConsoleFit.ts';

export type PanelName = 'chat' | 'people' | 'devices';

export interface ConsoleProps {
  readonly controls: CallControls;
  readonly panel: PanelName | null;
  readonly onTogglePanel: (panel: PanelName) => void;
  readonly unread: number;
  /** Nobody has moved: it fades, and stays where it is for keyboard and screen reader. */
  readonly faded: boolean;
  readonly onMenuOpenChange: (open: boolean) => void;
  readonly panelButtons: Readonly<Record<PanelName, RefObject<HTMLButtonElement | null>>>;
}

function ConsoleIcon({ of: Icon }: { readonly of: LucideIcon }) {
  return <Icon size={20} aria-hidden="true" className="wide:size-6" />;
}

export function Console(props: ConsoleProps) {
  const { t } = useTranslation();
  const { controls, panel, onTogglePanel, unread, faded, panelButtons } = props;
  const { app } = useParley();
  const root = useRef<HTMLDivElement>(null);
  const fit = useConsoleFit(root);
  const people = useCall((state) => state.participants.length + 1);
  const shortcuts = useApp((state) => state.settings.shortcuts);
  const copied = useApp((state) => state.inviteCopied);
  const microphoneTrouble = captureTrouble(
    t,
    'microphone',
    useMedia((state) => state.microphone),
  );
  const cameraTrouble = captureTrouble(
    t,
    'camera',
    useMedia((state) => state.camera),
  );
  const keyCap = (name: keyof typeof KEY_CAPS): string | undefined =>
    shortcuts ? KEY_CAPS[name] : undefined;
  const { microphone, camera, sharing } = controls;
  return (
    <footer
      className={classNames(
        'relative z-2 transition-opacity duration-(--slow) hover:opacity-100 has-focus-visible:opacity-100',
        faded && 'opacity-0',
      )}
    >
      <Toolbar
        label={t('call.controls')}
        rootRef={root}
        layout="grid h-16 grid-cols-[minmax(0,1fr)_auto_minmax(max-content,1fr)] items-center gap-3 px-3 compact:h-13 compact:grid-cols-[auto_1fr] compact:gap-1 compact:px-2 wide:h-20 wide:px-4 wide:text-lead"
      >
        <RoomAndClock shown={fit.room} />
        <div data-part="switches" className="flex items-center gap-1 compact:gap-0">
          <ToolbarButton
            label={t(microphone ? 'devices.mute' : 'devices.unmute')}
            icon={<ConsoleIcon of={microphone ? Mic : MicOff} />}
            words={fit.words}
            tone={microphone ? 'plain' : 'off'}
            keyCap={keyCap('microphone')}
            hint={microphoneTrouble?.title}
            onClick={controls.toggleMicrophone}
          >
            {microphone && <LiveLevel />}
          </ToolbarButton>
          <ToolbarButton
            label={t(camera ? 'devices.stopCamera' : 'devices.startCamera')}
            icon={<ConsoleIcon of={camera ? Video : VideoOff} />}
            words={fit.words}
            tone={camera ? 'plain' : 'off'}
            keyCap={keyCap('camera')}
            hint={cameraTrouble?.title}
            onClick={controls.toggleCamera}
          />
          <ToolbarButton
            label={t(sharing ? 'call.stopSharing' : 'call.share')}
            icon={<ConsoleIcon of={sharing ? ScreenShareOff : ScreenShare} />}
            words={fit.words}
            tone={sharing ? 'share' : 'plain'}
            busy={controls.startingShare}
            keyCap={keyCap('share')}
            onClick={controls.toggleShare}
          />
        </div>
        <div
          data-part="tools"
          className="flex w-max items-center gap-1 justify-self-end compact:gap-0"
        >
          <ToolbarButton
            label={t('call.chat')}
            icon={<ConsoleIcon of={MessageSquare} />}
            pressed={panel === 'chat'}
            keyCap={keyCap('chat')}
            badge={unread}
            description={unread > 0 ? t('call.unread', { count: unread }) : undefined}
            onClick={() => onTogglePanel('chat')}
            buttonRef={panelButtons.chat}
          />
          <ToolbarButton
            label={t('call.people')}
            icon={<ConsoleIcon of={Users} />}
            pressed={panel === 'people'}
            keyCap={keyCap('people')}
            description={t('call.inCall', { count: people })}
            onClick={() => onTogglePanel('people')}
            buttonRef={panelButtons.people}
          />
          <ToolbarButton
            label={t('call.invite')}
            icon={<ConsoleIcon of={copied ? Check : Link} />}
            onClick={() => app.send({ type: 'copy-invite' })}
          />
          <More {...props} />
          <ToolbarButton label={t('call.leave')} tone="leave" onClick={controls.leave} />
        </div>
      </Toolbar>
    </footer>
  );
}

function More({ controls, onTogglePanel, onMenuOpenChange, panelButtons }: ConsoleProps) {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  const icon = (Icon: LucideIcon) => <Icon size={18} aria-hidden="true" />;
  const entries: MenuEntry[] = [
    {
      key: 'devices',
      label: t('devices.title'),
      icon: icon(SlidersHorizontal),
      onChoose: () => onTogglePanel('devices'),
    },
    {
      key: 'shortcuts',
      label: t('home.shortcuts'),
      icon: icon(Keyboard),
      keyCap: KEY_CAPS.list,
      onChoose: () => openDialog('shortcuts'),
    },
    {
      key: 'settings',
      label: t('home.settings'),
      icon: icon(Settings),
      onChoose: () => openDialog('settings'),
    },
  ];
  if (controls.showSmall !== null) {
    entries.unshift({
      key: 'small',
      label: t('callLife.smallWindow'),
      icon: icon(PictureInPicture2),
      keyCap: KEY_CAPS.small,
      onChoose: controls.showSmall,
    });
  }
  if (controls.sharing && controls.canAddShare) {
    entries.unshift({
      key: 'share-more',
      label: t('call.shareMore'),
      icon: icon(MonitorUp),
      onChoose: controls.addScreen,
    });
  }
  if (controls.sharing) {
    entries.unshift({
      key: 'share',
      label: t('call.shareOther'),
      icon: icon(MonitorPlay),
      onChoose: controls.chooseScreen,
    });
  }
  return (
    <Menu entries={entries} onOpenChange={onMenuOpenChange}>
      {(trigger) => (
        <ToolbarButton
          label={t('call.more')}
          icon={<ConsoleIcon of={Ellipsis} />}
          render={trigger}
          buttonRef={panelButtons.devices}
        />
      )}
    </Menu>
  );
}

function RoomAndClock({ shown }: { readonly shown: boolean }) {
  const title = useCallTitle();
  const joinedAtMs = useCall((state) => state.joinedAtMs);
  const nowMs = useNow(1_000);
  return (
    <div className="relative min-w-0 compact:hidden">
      <div
        data-part="room"
        className={classNames(
          'flex w-max max-w-full min-w-0 items-center gap-2.5 pl-1',
          !shown && 'invisible absolute',
        )}
      >
        <span className="min-w-0 truncate font-bold">{title}</span>
        <span className="flex-none text-ink-3 tabular-nums">
          {formatElapsed(nowMs - joinedAtMs)}
        </span>
      </div>
    </div>
  );
}

/** One's own loudness under the microphone's icon, past rendering: it comes too often for that. */
function LiveLevel() {
  const { elements } = useParley();
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(
    () => elements.level((level) => bar.current?.style.setProperty('--level', String(level))),
    [elements],
  );
  return (
    <span
      ref={bar}
      aria-hidden="true"
      className="absolute inset-x-3 bottom-1 h-0.5 forced-color-adjust-none overflow-hidden rounded-full bg-line compact:inset-x-2.5"
    >
      <span className="level-bar absolute inset-0 rounded-full bg-voice" />
    </span>
  );
}
