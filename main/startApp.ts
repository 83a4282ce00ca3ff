import { app, BrowserWindow, clipboard, nativeTheme, session, shell } from 'electron';
import path from 'node:path';
import process from 'node:process';
import type { Boot } from '../preload/contract/channels.ts';
import type { EnterCall } from '../preload/contract/ringing.ts';
import { createCallServices } from './callServices.ts';
import { createCapturing, releaseWithPage } from './capture/capturing.ts';
import { serveDisplayMedia } from './capture/displayMedia.ts';
import { openPermissionSettings } from './capture/systemPermissions.ts';
import { createContactServices } from './contactServices.ts';
import { busOpener } from './desktop/bus.ts';
import { platformScreenLock } from './desktop/platformScreenLock.ts';
import { systemKeyring } from './identity/systemKeyring.ts';
import { createContactHandlers } from './ipc/contactHandlers.ts';
import { createIdentityHandlers } from './ipc/identityHandlers.ts';
import { Gateway } from './ipc/gateway.ts';
import { createRequestHandlers } from './ipc/requestHandlers.ts';
import { createRingHandlers } from './ipc/ringHandlers.ts';
import { PRELOAD_DIR, callPage, type FirstWindow } from './firstWindow.ts';
import { createPresenting } from './presenting.ts';
import { createQuickCall } from './quickCall.ts';
import { Quitting } from './quitting.ts';
import { servePages } from './security/pages.ts';
import { refusePermissions, servePermissions } from './security/permissions.ts';
import { systemClock } from './signaling/clock.ts';
import { openAppFiles } from './system/appFiles.ts';
import type { CommandLine } from './system/commandLine.ts';
import { bareLink } from './system/deepLinks.ts';
import type { Log } from './system/log.ts';
import { OpenedLinks } from './system/openedLinks.ts';
import { keepCallLength } from './system/callLength.ts';
import { RecentCallsStore, unansweredCall } from './system/recentCallsStore.ts';
import { SettingsStore } from './system/settingsStore.ts';
import { systemLanguage } from './system/systemLanguage.ts';
import { createWebPages } from './system/webPages.ts';
import { setApplicationMenu } from './windows/applicationMenu.ts';
import { ChildWindows } from './windows/childWindows.ts';
import { closeOutcome } from './windows/closing.ts';
import { CONTACTS_FILE, IDENTITY_FILE, fileDialogs } from './windows/contactFileDialogs.ts';
import { FirstPaint } from './windows/firstPaint.ts';
import { MainWindow } from './windows/mainWindow.ts';
import { MiniCallWindow } from './windows/miniCallWindow.ts';
import { confirmQuit } from './windows/quitQuestion.ts';
import { SmallWindows } from './windows/smallWindows.ts';
import { giveWindowsTheirIcon } from './windows/windowIcon.ts';
import { watchSight } from './windows/windowSight.ts';

export interface StartOptions {
  readonly userDataDir: string;
  readonly commandLine: CommandLine;
  readonly log: Log;
  readonly first: FirstWindow;
}

export interface RunningApp {
  /** A link was clicked; one that leads nowhere is told of in the window. */
  openLink(link: string): void;
  bringToFront(): void;
}

/** Puts the app together around its first window: files, server, calls, the gateway. */
export function startApp({ userDataDir, commandLine, log, first }: StartOptions): RunningApp {
  const files = openAppFiles(userDataDir, log, first.files);
  const { pages } = first;
  const gateway = new Gateway(pages.origin, log);
  // Without a name of its own on the disk: nothing of it is kept.
  const smallSession = session.fromPartition('small-windows');
  const picturesDir = path.join(import.meta.dirname, '../../build');
  giveWindowsTheirIcon(
    app,
    BrowserWindow.getAllWindows(),
    path.join(picturesDir, 'icons'),
    process.platform,
  );
  const windows = new SmallWindows({
    gateway,
    preloadDir: PRELOAD_DIR,
    page: pages.origin,
    pagesUrl: pages.url,
    // Device ids differ from session to session, and it rings on the speaker that was chosen.
    session: (kind) => (kind === 'incoming' ? session.defaultSession : smallSession),
    log,
  });
  const firstPaint = new FirstPaint(systemClock);
  const painted = firstPaint.done;
  const openBus = busOpener(process.env, painted);
  const capturing = createCapturing({ hiddenWindows: () => windows.open, openBus, log });
  const { captures, sources, stills } = capturing;
  const childWindows = new ChildWindows(pages.origin, new MiniCallWindow(), log);
  const isInCall = (): boolean => services.calls.isActive;
  const quitting = new Quitting({
    app,
    isInCall,
    confirm: () => confirmQuit(mainWindow.window, shownLanguage()),
    async goodbye() {
      await Promise.all([services.calls.leave(), people.leave()]);
      services.calls.close();
      people.close();
      services.home.close();
      capturing.close();
      quickCall.close();
      lock.close();
    },
    clock: systemClock,
  });
  const mainWindow = new MainWindow({
    gateway,
    state: files.window,
    first: first.window,
    preloadDir: PRELOAD_DIR,
    url: callPage(pages),
    log,
    opened(window) {
      const { webContents } = window;
      releaseWithPage(webContents, pages.origin, captures);
      childWindows.allow(webContents);
      watchSight(window, (inSight) => gateway.push('window:sight', { inSight }));
    },
    sessionEnds: () => app.quit(),
    isQuitting: () => quitting.isUnderWay,
    closeOutcome: () =>
      closeOutcome({
        platform: process.platform,
        isInCall: isInCall(),
        hasTray: quickCall.hasTray,
        keepInTray: settings.current.keepInTray,
      }),
    quit: (asks) => {
      if (asks) void quitting.ask();
      else app.quit();
    },
    tellRemains: (notice) => quickCall.tellRemains(notice),
  });

  servePages(smallSession, pages);
  refusePermissions(smallSession);
  servePermissions(session.defaultSession, {
    page: pages.origin,
    isCallWindow: (contents) => gateway.isAdmitted(contents, 'call'),
    isIncomingWindow: (contents) => gateway.isAdmitted(contents, 'incoming'),
    isShareWindow: (contents) => childWindows.isShare(contents),
    admitCapture: () => captures.grants.admit(),
    log,
  });
  serveDisplayMedia(session.defaultSession, (frame) => mainWindow.hasMainFrame(frame), {
    captures,
    sources,
    log,
  });
  if (!commandLine.hidden) mainWindow.open();
  firstPaint.watch(mainWindow.window, gateway.painted);

  const about = describeApp();
  const settings = new SettingsStore(files.settings, (next) => {
    nativeTheme.themeSource = next.theme;
    gateway.push('settings:changed', next);
    presenting.lookChanged();
    services.followChosenServer();
    people.settingsChanged();
    quickCall.update();
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
    quickCall.update();
  });
  const services = createCallServices({
    files,
    settings,
    recentCalls,
    commandLine,
    version: about.version,
    log,
    painted,
    onStatus: (status) => gateway.push('server:status', status),
    onEvent: (event) => gateway.push('session:event', event),
  });
  const { home, calls } = services;
  keepCallLength({ calls, recentCalls, clock: systemClock });
  const links = new OpenedLinks({
    isSetServer: (server) => services.isSetServer(server),
    isTrusted: (server) => settings.isTrusted(server),
    trust: (server) => settings.trust(server),
    opened: (link) => gateway.push('link:opened', link),
  });

  // Told of contacts and rings before the rest stands.
  const update = (): void => {
    if (isStarted) quickCall.update();
  };
  let isStarted = false;
  /** A page was told to enter a call, and has not begun to. */
  let isEntering = false;
  const enter = (call: EnterCall): void => {
    isEntering = !calls.isActive;
    gateway.push('call:enter', call);
  };
  const people = createContactServices({
    files,
    settings,
    services,
    keyring: systemKeyring,
    dialogs: fileDialogs(CONTACTS_FILE, () => mainWindow.window, shownLanguage),
    identityDialogs: fileDialogs(IDENTITY_FILE, () => mainWindow.window, shownLanguage),
    // A promise only in newer Electron.
    copy: (text) => clipboard.writeText(text),
    onContacts(state) {
      gateway.push('contacts:changed', state);
      update();
    },
    onRinging(state) {
      gateway.push('ringing:changed', state);
      update();
    },
    onLink: (link) => gateway.push('contacts:link-opened', link),
    inCall: () => quickCall.summary,
    unanswered: (what) => recentCalls.record(unansweredCall(what, Date.now())),
    showCall: () => void mainWindow.bringToFront(),
    enterCall(call) {
      if (mainWindow.isInSight) mainWindow.bringToFront();
      // Out of sight it has its small window.
      else mainWindow.open(false);
      enter(call);
    },
    onExpected(call) {
      // Its page takes longest: it comes while it rings.
      if (call !== null && !quitting.isUnderWay) mainWindow.open(false);
      gateway.push('call:expected', call);
      if (call === null && !isEntering) mainWindow.callIsOver();
    },
  });
  const { contacts, ringing } = people;
  calls.subscribe(() => {
    update();
    if (calls.isActive) isEntering = false;
    else if (!isEntering && people.expected.current === null) mainWindow.callIsOver();
  });
  const joinAtOnce = (room: EnterCall['room'], server: EnterCall['server']): void => {
    mainWindow.bringToFront();
    enter({ room, server, camera: true, contact: null });
  };
  const openTypedLink = (text: string): boolean => {
    const link = bareLink(text);
    return links.open(link) || people.links.open(link);
  };
  const openLink = (link: string): void => {
    mainWindow.bringToFront();
    if (openTypedLink(link)) return;
    log.warn('link not understood');
    gateway.push('link:broken', undefined);
  };
  const lock = platformScreenLock({ openBus, isNeeded: () => true, clock: systemClock, log });
  const quickCall = createQuickCall({
    gateway,
    windows,
    mainWindow,
    trayImagesDir: path.join(picturesDir, 'tray'),
    lock,
    openBus,
    painted,
    log,
    isQuitting: () => quitting.isUnderWay,
    settings: () => settings.current,
    look: () => ({
      language: shownLanguage(),
      theme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
    }),
    contacts: () => contacts.state,
    ringing: () => ringing.state,
    recentCalls: () => recentCalls.current,
    isInCall,
    setStatus: (status) => void settings.change({ status }),
    ring(address) {
      // There one sees whether they answer.
      mainWindow.bringToFront();
      ringing.call(address);
    },
    answer: (ring, answer) => ringing.answer(ring, answer),
    silence: (ring) => ringing.silence(ring),
    newCall: () => joinAtOnce(null, null),
    joinRoom: ({ room, server }) => joinAtOnce(room, server),
    openLink,
    quit: () => void quitting.ask(),
    abandoned: (isAbandoned) => calls.setAbandoned(isAbandoned),
    awayChanged: (isAway) => people.setAway(isAway),
    wake() {
      calls.wake();
      people.wake();
    },
  });
  gateway.serve(
    createRequestHandlers({
      calls,
      home,
      settings,
      recentCalls,
      links,
      openLink: openTypedLink,
      sources,
      captures,
      stills,
      chooseRegion: ({ source }) => presenting.chooseRegion(source),
      presenting: presenting.handlers,
      people: {
        ...createContactHandlers(contacts, people.links, people.members),
        ...createIdentityHandlers(people.move),
        ...createRingHandlers(ringing),
      },
      quickCall: quickCall.handlers,
      booted() {
        gateway.push('window:sight', { inSight: mainWindow.isInSight });
        gateway.push('call:expected', people.expected.current);
      },
      peopleNow: () => ({
        contacts: contacts.state,
        openedContactLink: people.links.pending,
        ringing: ringing.state,
      }),
      showWindow: () => mainWindow.bringToFront(),
      hideWindow: () => mainWindow.putAside(),
      joinFailed: () => mainWindow.bringToFront(),
      about,
      isOwnServer: (server) => services.isOwnServer(server),
      openPermissions: openPermissionSettings,
      openWebPage: createWebPages({ open: (url) => shell.openExternal(url), now: Date.now, log }),
      now: Date.now,
      log,
      ownServer: services.ownServer,
      copy: (text) => clipboard.writeText(text),
      async copyInvite() {
        const invite = await services.invite();
        // A promise only in newer Electron.
        if (invite.ok) await clipboard.writeText(invite.value.link);
        return invite;
      },
    }),
  );

  setApplicationMenu(() => void quitting.ask());
  app.on('activate', () => mainWindow.bringToFront());
  // The app lives on in the tray; where there is none, closing the window quits by itself.
  app.on('window-all-closed', () => undefined);
  first.serve();
  isStarted = true;
  quickCall.started();

  return {
    openLink,
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
