import { app } from 'electron';
import process from 'node:process';
import path from 'node:path';
import { z } from 'zod';
import { registerAppScheme } from './security/appScheme.ts';
import { openFirstWindow } from './firstWindow.ts';
import type { RunningApp } from './startApp.ts';
import { setChromiumSwitches } from './system/chromiumSwitches.ts';
import { parseCommandLine } from './system/commandLine.ts';
import { LINK_SCHEME } from './system/deepLinks.ts';
import { createLog } from './system/log.ts';
import { redact } from './system/redact.ts';

/** What a second start hands to the running app. Chromium reorders a command line on its way. */
const Handover = z.strictObject({ link: z.string().max(4_096).nullable() });

function run(): void {
  const commandLine = parseCommandLine(process.argv.slice(1), process.env);
  const handover: z.infer<typeof Handover> = { link: commandLine.link };
  if (!app.requestSingleInstanceLock(handover)) return app.exit(0);

  setChromiumSwitches();
  registerAppScheme();
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);

  const userDataDir = app.getPath('userData');
  const log = createLog(path.join(userDataDir, 'logs'), app.isPackaged ? 'warn' : 'info');
  const fail = (what: string) => (error: unknown) => {
    log.error(what, { detail: redact(error instanceof Error ? error.message : String(error)) });
    log.debug(what, { stack: error instanceof Error ? (error.stack ?? '') : '' });
  };
  // A call goes on when something beside it fails.
  process.on('uncaughtException', fail('uncaught exception'));
  process.on('unhandledRejection', fail('unhandled rejection'));
  for (const name of commandLine.unusable) log.error('argument not usable', { name });

  // Links may come before the app is ready to open them.
  let running: RunningApp | null = null;
  let waitingLink = commandLine.link;
  const openLink = (link: string): void => {
    if (running === null) waitingLink = link;
    else running.openLink(link);
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    openLink(url);
  });
  app.on('second-instance', (_event, _argv, _dir, data) => {
    running?.bringToFront();
    const parsed = Handover.safeParse(data);
    if (parsed.success && parsed.data.link !== null) openLink(parsed.data.link);
  });

  // Not awaited: at the top level of a module that would hold back 'ready' itself.
  app
    .whenReady()
    .then(async () => {
      const first = openFirstWindow(userDataDir, { isHidden: commandLine.hidden, log });
      const { startApp } = await import('./startApp.ts');
      running = startApp({ userDataDir, commandLine, log, first });
      if (waitingLink !== null) running.openLink(waitingLink);
    })
    .catch(fail('start'));
}

run();
