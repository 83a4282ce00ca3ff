// Runs in Electron: the app's tray alone. Snapshots come as lines of JSON on standard input; what is
// asked for goes out as lines of JSON on standard output.
import { app } from 'electron';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { busOpener } from '../../main/desktop/bus.ts';
import { LinuxTrayHost } from '../../main/desktop/trayHost.ts';
import { systemClock } from '../../main/signaling/clock.ts';
import { AppTray } from '../../main/tray/appTray.ts';
import { openElectronTray } from '../../main/tray/electronTray.ts';
import type { TraySnapshot } from '../../main/tray/traySnapshot.ts';

const tell = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (event: string) => tell({ warning: event }),
  error: (event: string) => tell({ warning: event }),
};

app.whenReady().then(
  () => {
    const lines = createInterface({ input: process.stdin });
    let tray: AppTray | null = null;
    let snapshot: TraySnapshot;
    lines.on('line', (line) => {
      snapshot = JSON.parse(line) as TraySnapshot;
      tray ??= new AppTray({
        host: new LinuxTrayHost({ openBus: busOpener(process.env), clock: systemClock, log }),
        open: () =>
          openElectronTray({
            imagesDir: process.env['TRAY_IMAGES'] ?? '',
            platform: 'linux',
            appearance: () => 'on-any',
            clicked: () => tell('clicked'),
          }),
        snapshot: () => snapshot,
        language: () => 'en',
        prefersReducedMotion: () => true,
        act: tell,
        clock: systemClock,
        log,
      });
      tray.update();
    });
    lines.on('close', () => app.exit(0));
  },
  () => app.exit(1),
);
app.on('window-all-closed', () => undefined);
