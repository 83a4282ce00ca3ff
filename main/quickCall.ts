import {
  app,
  BrowserWindow,
  globalShortcut,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  systemPreferences,
} from 'electron';
import { homedir, networkInterfaces } from 'node:os';
import process from 'node:process';
import type { CallSummary, CallWish } from '../preload/contract/callSummary.ts';
import type { ShortcutsState } from '../preload/contract/desktopState.ts';
import type { ContactsState } from '../preload/contract/contacts.ts';
import type { RecentCall } from '../preload/contract/recentCalls.ts';
import type { IncomingState, RingAnswer, RingingState } from '../preload/contract/ringing.ts';
import type { ManualStatus, Settings } from '../preload/contract/settings.ts';
import type { ContactAddress } from '../signaling/protocol/identity.ts';
import type { RingId } from '../signaling/protocol/ringMessages.ts';
import type { OpenBus } from './desktop/bus.ts';
import type { Area } from './desktop/desktop.ts';
import type { ScreenLock } from './desktop/screenLock.ts';
import { hasShortcutsPortal } from './desktop/shortcutsPortal.ts';
import { constantTrayHost, LinuxTrayHost } from './desktop/trayHost.ts';
import type { Gateway } from './ipc/gateway.ts';
import { createQuickCallHandlers, type QuickCallHandlers } from './ipc/quickCallHandlers.ts';
import { Timer, systemClock } from './signaling/clock.ts';
import {
  autostartDir,
  loginItemAutostart,
  xdgAutostart,
  type Autostart,
} from './system/autostart.ts';
import { electronNotifications } from './system/electronNotifications.ts';
import { isWayland, ShortcutKeys } from './system/globalShortcuts.ts';
import type { Log } from './system/log.ts';
import { Notifications, type RemainsNotice } from './system/notifications.ts';
import { AwayWatch, CallKeepsAwake, watchNetwork } from './system/power.ts';
import { ringSpeaker } from './system/ringSpeaker.ts';
import { AppTray } from './tray/appTray.ts';
import { openElectronTray } from './tray/electronTray.ts';
import { trayAppearance, type TrayAppearance } from './tray/trayImages.ts';
import { doTrayAction } from './tray/trayActions.ts';
import { traySnapshot, waitingCount, type TraySnapshot } from './tray/traySnapshot.ts';
import { incomingBounds, paletteBounds } from './windows/cornerBounds.ts';
import { IncomingCalls } from './windows/incomingCalls.ts';
import { IncomingWindows } from './windows/incomingWindow.ts';
import { KeepReachable } from './windows/keepReachable.ts';
import type { MainWindow } from './windows/mainWindow.ts';
import { openPaletteWindow } from './windows/paletteWindow.ts';
import { QuickPalette } from './windows/quickPalette.ts';
import type { SmallWindows } from './windows/smallWindows.ts';
import type { Look } from './windows/windowLook.ts';

/** The palette is made ready when the app has done what is more urgent. */
const PALETTE_AFTER_MS = 3_000;

export interface QuickCallParts {
  readonly gateway: Gateway;
  readonly windows: SmallWindows;
  readonly mainWindow: MainWindow;
  /** Folder of the tray's pictures. */
  readonly trayImagesDir: string;
  readonly lock: ScreenLock;
  readonly openBus: OpenBus;
  /** The windows that are kept ready are made some time after this. */
  readonly painted: Promise<void>;
  readonly log: Log;
  readonly isQuitting: () => boolean;

  readonly settings: () => Settings;
  readonly look: () => Look;
  readonly contacts: () => ContactsState;
  readonly ringing: () => RingingState;
  readonly recentCalls: () => readonly RecentCall[];
  /** A call is running or being joined. */
  readonly isInCall: () => boolean;

  readonly setStatus: (status: ManualStatus) => void;
  readonly ring: (address: ContactAddress) => void;
  readonly answer: (ring: RingId, answer: RingAnswer) => void;
  readonly silence: (ring: RingId) => void;
  readonly newCall: () => void;
  /** As if it had been clicked in another program. */
  readonly openLink: (text: string) => void;
  readonly joinRoom: (room: Pick<RecentCall, 'room' | 'server'>) => void;
  /** The menu's `Quit`. */
  readonly quit: () => void;
  /** All others have left the running call, or somebody is in it. */
  readonly abandoned: (isAbandoned: boolean) => void;
  /** The person has gone away from the computer, or has come back. */
  readonly awayChanged: (isAway: boolean) => void;
  /** The machine has slept, or is on another network: sockets may be dead. */
  readonly wake: () => void;
}

/** The system's side of quick calls: tray, palette, incoming call, shortcuts, power. */
export interface QuickCall {
  readonly handlers: QuickCallHandlers;
  readonly hasTray: boolean;
  readonly isAway: boolean;
  /** The running call as it stands; null: none. */
  readonly summary: CallSummary | null;
  /** Anything that is shown may have changed: contacts, rings, settings, calls, look. */
  update(): void;
  /** The app has started; without a window it must be in the tray. */
  started(): void;
  tellRemains(notice: RemainsNotice): void;
  close(): void;
}

export function createQuickCall(parts: QuickCallParts): QuickCall {
  const { gateway, windows, mainWindow, openBus, log, settings, look, isInCall } = parts;
  const { platform, env } = process;
  let summary: CallSummary | null = null;

  const wish = (wanted: CallWish): void => gateway.push('call:wish', wanted);
  const showRequests = (): void => {
    mainWindow.bringToFront();
    // In its page a dialog may lie over them.
    gateway.push('contacts:show-requests', {});
  };
  const workArea = (): Area =>
    screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
  // What rang is no room to go back to: nobody is there.
  const rooms = (): readonly RecentCall[] =>
    parts.recentCalls().filter(({ contact }) => contact === null);
  const joinLastRoom = (): void => {
    const last = rooms().toSorted((a, b) => b.startedAtMs - a.startedAtMs)[0];
    if (last !== undefined) parts.joinRoom({ room: last.room, server: last.server });
  };

  const palette = new QuickPalette({
    open: (first, events) =>
      openPaletteWindow(first, events, {
        windows,
        gateway,
        place: () => paletteBounds(workArea()),
        isQuitting: parts.isQuitting,
      }),
    sources: () => ({
      look: look(),
      contacts: parts.contacts(),
      recentCalls: rooms(),
      isInCall: isInCall(),
      here: summary?.contacts ?? [],
    }),
    done: () => shortcuts.letGo('palette'),
    clock: systemClock,
  });
  const incomingWindows = new IncomingWindows({
    windows,
    gateway,
    clock: systemClock,
    likelyPlace: () => incomingBounds(workArea(), 1, platform),
  });
  const incoming = new IncomingCalls({
    open(state, closed) {
      const silence = (): void => {
        closed();
        parts.silence(state.call.ring);
      };
      // It stays on the display where it came up.
      const area = workArea();
      const place = (zoom: number): Area => incomingBounds(area, zoom, platform);
      return incomingWindows.open(state, place, silence);
    },
  });
  const notifications = new Notifications({
    show: electronNotifications(platform, log),
    language: () => look().language,
    status: () => settings().status,
    hasFocus: () => BrowserWindow.getFocusedWindow() !== null,
    answer: parts.answer,
    showIncoming: () => incoming.bringToFront(),
    showMissed: () => mainWindow.bringToFront(),
    showRequests,
    showApp: () => mainWindow.bringToFront(),
  });
  const shortcuts = new ShortcutKeys({
    system: globalShortcut,
    isSupported: async () => !isWayland(platform, env) || (await hasShortcutsPortal(openBus)),
    pressed: {
      palette: () => palette.toggle(),
      mute() {
        if (summary !== null) wish({ type: 'set-microphone', on: !summary.microphone });
      },
    },
    changed(state: ShortcutsState) {
      gateway.push('shortcuts:changed', state);
      tray.update();
    },
    clock: systemClock,
  });
  const host =
    platform === 'linux'
      ? new LinuxTrayHost({ openBus, clock: systemClock, log })
      : constantTrayHost(true);
  const appearance = (): TrayAppearance => trayAppearance(platform, isSystemDark());
  const snapshot = (): TraySnapshot =>
    traySnapshot({
      contacts: parts.contacts(),
      ringing: parts.ringing(),
      call: summary,
      hasLastRoom: rooms().length > 0,
      shortcuts: settings().globalShortcuts,
      shortcutsState: shortcuts.state,
    });
  const tray = new AppTray({
    host,
    open: () =>
      openElectronTray({
        imagesDir: parts.trayImagesDir,
        platform,
        appearance,
        clicked: () => mainWindow.bringToFront(),
      }),
    snapshot,
    language: () => look().language,
    prefersReducedMotion: () => systemPreferences.getAnimationSettings().prefersReducedMotion,
    act: (action) =>
      doTrayAction(action, {
        setStatus: parts.setStatus,
        answer: parts.answer,
        ring: parts.ring,
        openPalette: () => palette.show(),
        newCall: parts.newCall,
        joinLastRoom,
        wish,
        showWindow: () => mainWindow.bringToFront(),
        showRequests,
        quit: parts.quit,
      }),
    clock: systemClock,
    log,
  });
  const reachable = new KeepReachable({
    isReachable: () => platform === 'darwin' || tray.isThere || mainWindow.isWithinReach,
    putWithinReach: () => mainWindow.putWithinReach(),
    clock: systemClock,
  });
  // The tray has followed before.
  const forgetHost = host.subscribe(() => {
    reachable.look();
    gateway.push('tray:changed', { isThere: tray.isThere });
  });
  const awake = new CallKeepsAwake(powerSaveBlocker);
  const away = new AwayWatch({
    lock: parts.lock,
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    isInCall,
    changed: parts.awayChanged,
    clock: systemClock,
  });
  const endNetworkWatch = watchNetwork({
    interfaces: networkInterfaces,
    changed: parts.wake,
    clock: systemClock,
  });
  powerMonitor.on('resume', parts.wake);
  // What the desktop says when its session ends. It is not to be asked back.
  powerMonitor.on('shutdown', () => app.quit());
  const autostart = systemAutostart(log);
  const paletteTimer = new Timer(systemClock);
  let isPaletteKept = false;
  let isPainted = false;
  /** Each takes a process of its own: they are kept when there is something they could show. */
  const keepWindowsReady = (): void => {
    if (!isPainted) return;
    const { contacts } = parts.contacts();
    incomingWindows.keepReady(contacts.some(({ standing }) => standing !== 'blocked'));
    if (isPaletteKept || !palette.hasEntries) return;
    isPaletteKept = true;
    paletteTimer.set(PALETTE_AFTER_MS, () => palette.prepare());
  };
  void parts.painted.then(() => {
    isPainted = true;
    keepWindowsReady();
  });
  const lookChanged = (): void => {
    tray.lookChanged();
    palette.update();
  };
  nativeTheme.on('updated', lookChanged);

  let applied: string | null = null;
  const applySettings = (): void => {
    const { globalShortcuts, startAtLogin, startHidden } = settings();
    void shortcuts.apply(globalShortcuts);
    const next = JSON.stringify({ startAtLogin, startHidden });
    if (applied === null) autostart?.refresh({ startAtLogin, startHidden });
    else if (next !== applied) autostart?.apply({ startAtLogin, startHidden });
    applied = next;
  };
  const incomingState = (): IncomingState | null => {
    const call = parts.ringing().incoming;
    if (call === null) return null;
    const { devices, secondRingSpeaker } = settings();
    return { ...look(), call, speaker: ringSpeaker(devices), secondSpeaker: secondRingSpeaker };
  };
  const update = (): void => {
    const ringing = parts.ringing();
    if (!isInCall()) summary = null;
    awake.set(isInCall());
    away.look();
    incoming.show(incomingState());
    notifications.follow(ringing, parts.contacts());
    palette.update();
    keepWindowsReady();
    tray.update();
    app.setBadgeCount(waitingCount(snapshot()));
    applySettings();
  };

  return {
    handlers: createQuickCallHandlers({
      summarised(next) {
        summary = next;
        parts.abandoned(next?.abandoned === true);
        palette.update();
        tray.update();
      },
      shortcuts: () => shortcuts.state,
      hasTray: () => tray.isThere,
      closePalette: () => palette.hide(),
      ring: parts.ring,
      joinRoom: parts.joinRoom,
      openLink: parts.openLink,
    }),
    get hasTray() {
      return tray.isThere;
    },
    get isAway() {
      return away.isAway;
    },
    get summary() {
      return summary;
    },
    update,
    started() {
      update();
      reachable.look();
    },
    tellRemains: (notice) => notifications.tellRemains(notice),
    close() {
      isPainted = false;
      paletteTimer.clear();
      endNetworkWatch();
      powerMonitor.off('resume', parts.wake);
      nativeTheme.off('updated', lookChanged);
      forgetHost();
      reachable.close();
      away.close();
      awake.set(false);
      shortcuts.close();
      notifications.close();
      incoming.close();
      incomingWindows.close();
      palette.close();
      tray.close();
      host.close();
    },
  };
}

/** Whether the system's own parts are dark; older Electron knows only of the app. */
function isSystemDark(): boolean {
  const { shouldUseDarkColorsForSystemIntegratedUI: ofSystem } = nativeTheme as {
    readonly shouldUseDarkColorsForSystemIntegratedUI?: boolean;
  };
  return ofSystem ?? nativeTheme.shouldUseDarkColors;
}

/** Null while developing: what would be started is no installed app. */
function systemAutostart(log: Log): Autostart | null {
  if (!app.isPackaged) return null;
  if (process.platform !== 'linux') return loginItemAutostart(app);
  const executable = process.env['APPIMAGE'] || process.execPath;
  return xdgAutostart({ dir: autostartDir(process.env, homedir()), command: [executable], log });
}
