import { app, clipboard, nativeTheme, powerMonitor, session } from 'electron';
import path from 'node:path';
import process from 'node:process';
import type { Boot } from '../preload/contract/channels.ts';
import { createCallServices } from './callServices.ts';
import { createCapturing, releaseWithPage } from './capture/capturing.ts';
import { serveDisplayMedia } from './capture/displayMedia.ts';
import { openPermissionSettings } from './capture/systemPermissions.ts';
import { Gateway } from './ipc/gateway.ts';
import { createRequestHandlers } from './ipc/requestHandlers.ts';
import { createPresenting } from './presenting.ts';
import { quitAfter } from './quitting.ts';
import { pageSource, servePages } from './security/pages.ts';
import { refusePermissions, servePermissions } from './security/permissions.ts';
import { openAppFiles } from './system/appFiles.ts';
import type { CommandLine } from './system/commandLine.ts';
import type { Log } from './system/log.ts';
import { OpenedLinks } from './system/openedLinks.ts';
import { RecentCallsStore } from './system/recentCallsStore.ts';
import { SettingsStore } from './system/settingsStore.ts';
import { systemLanguage } from './system/systemLanguage.ts';
import { setApplicationMenu } from './windows/applicationMenu.ts';
import { MainWindow } from './windows/mainWindow.ts';
import { ShareWindows } from './windows/shareWindows.ts';
import { confirmQuit } from './windows/quitQuestion.ts';
import { SmallWindows } from './windows/smallWindows.ts';

export interface StartOptions {
  readonly userDataDir: string;
  readonly commandLine: CommandLine;
  readonly log: Log;
}

export interface RunningApp {
  /** A link was clicked; what is none of ours is ignored. */
  openLink(link: string): void;
  bringToFront(): void;
}

/** Puts the app together once Electron is ready: window, files, server, calls, the gateway. */
export function startApp({ userDataDir, commandLine, log }: StartOptions): RunningApp {
  const files = openAppFiles(userDataDir, log);
  const pages = pageSource();
  const gateway = new Gateway(pages.origin, log);
  // Without a name of its own on the disk: nothing of it is kept.
  const smallSession = session.fromPartition('small-windows');
  const preloadDir = path.join(import.meta.dirname, '../preload');
  const windows = new SmallWindows({
    gateway,
    preloadDir,
    page: pages.origin,
    pagesUrl: pages.url,
    session: smallSession,
    log,
  });
  const capturing = createCapturing({ hiddenWindows: () => windows.open, log });
  const { captures, sources, stills } = capturing;
  const shareWindows = new ShareWindows(pages.origin, log);
  const mainWindow = new MainWindow({
    gateway,
    state: files.window,
    preloadDir,
    url: `${pages.url}/windows/main/index.html`,
    log,
    opened(contents) {
      releaseWithPage(contents, pages.origin, captures);
      shareWindows.allow(contents);
    },
    closing: () => void calls.leave(),
  });

  servePages([session.defaultSession, smallSession], pages, log);
  refusePermissions(smallSession);
  servePermissions(session.defaultSession, {
    page: pages.origin,
    isCallWindow: (contents) => gateway.isAdmitted(contents, 'call'),
    isShareWindow: (contents) => shareWindows.has(contents),
    admitCapture: () => captures.grants.admit(),
    log,
  });
  serveDisplayMedia(session.defaultSession, (frame) => mainWindow.hasMainFrame(frame), {
    captures,
    sources,
    log,
  });
  // Before the rest, for it takes longest. Its page is answered when the rest stands.
  nativeTheme.themeSource = files.settings.value.theme;
  mainWindow.open();

  const about = describeApp();
  const settings = new SettingsStore(files.settings, (next) => {
    nativeTheme.themeSource = next.theme;
    gateway.push('settings:changed', next);
    presenting.lookChanged();
    services.followChosenServer();
  });
  const shownLanguage = (): Boot['systemLanguage'] => {
    const { language } = settings.current;
    return language === 'system' ? about.systemLanguage : language;
  };
  const presenting = createPresenting({
    ...capturing,
    gateway,
    windows,
    language: shownLanguage,
    showCall: () => mainWindow.bringToFront(),
    callWindow: () => mainWindow.window,
  });
  captures.subscribe((change) => {
    if (change.type !== 'happened') return;
    gateway.push('screen:event', { capture: change.capture.id, event: change.event });
  });
  const recentCalls = new RecentCallsStore(files.recentCalls, (list) => {
    gateway.push('recent:changed', list);
  });
  const services = createCallServices({
    files,
    settings,
    recentCalls,
    commandLine,
    version: about.version,
    log,
    onStatus: (status) => gateway.push('server:status', status),
    onEvent: (event) => gateway.push('session:event', event),
  });
  const { home, calls } = services;
  const links = new OpenedLinks({
    isSetServer: (server) => services.isSetServer(server),
    isTrusted: (server) => settings.isTrusted(server),
    trust: (server) => settings.trust(server),
    opened: (link) => gateway.push('link:opened', link),
  });
  gateway.serve(
    createRequestHandlers({
      calls,
      home,
      settings,
      recentCalls,
      links,
      sources,
      captures,
      stills,
      chooseRegion: ({ source }) => presenting.chooseRegion(source),
      presenting: presenting.handlers,
      about,
      isOwnServer: (server) => services.isOwnServer(server),
      openPermissions: openPermissionSettings,
      now: Date.now,
      log,
      async copyInvite() {
        const invite = await services.invite();
        // A promise only in newer Electron.
        if (invite.ok) await clipboard.writeText(invite.value.link);
        return invite;
      },
    }),
  );

  const quitByMenu = async (): Promise<void> => {
    if (!calls.isActive || (await confirmQuit(mainWindow.window, shownLanguage()))) app.quit();
  };
  setApplicationMenu(() => void quitByMenu());
  app.on('activate', () => mainWindow.open());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  powerMonitor.on('resume', () => calls.wake());
  quitAfter(async () => {
    await calls.leaveInHaste();
    calls.close();
    home.close();
    capturing.close();
  });

  return {
    openLink(link) {
      if (!links.open(link)) log.warn('link not understood');
    },
    bringToFront: () => mainWindow.bringToFront(),
  };
}

function describeApp(): Pick<Boot, 'systemLanguage' | 'platform' | 'version'> {
  const { platform } = process;
  return {
    systemLanguage: systemLanguage([...app.getPreferredSystemLanguages(), app.getLocale()]),
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    version: app.getVersion(),
  };
}
