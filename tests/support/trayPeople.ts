import { closeAllApps, type RunningApp } from './app.ts';
import { startPerson } from './quickCalls.ts';
import { startServer } from './serverProcess.ts';
import { flat, startStatusNotifier, startTestBus, type TrayItem } from './statusNotifier.ts';

/** Ada, whose desktop has a tray, and Bob. */
export interface TrayPeople {
  readonly ada: RunningApp;
  readonly bob: RunningApp;
  /** Ada's icon in the tray. */
  readonly item: () => Promise<TrayItem>;
  /** What its menu offers, the submenus' entries too. */
  readonly labels: () => Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** @param desktop - as `XDG_CURRENT_DESKTOP` names Ada's. */
export async function startTrayPeople(desktop: 'KDE' | 'XFCE'): Promise<TrayPeople> {
  const [server, bus] = await Promise.all([startServer(), startTestBus()]);
  const tray = await startStatusNotifier(bus.address);
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_CURRENT_DESKTOP: desktop };
  const [ada, bob] = await Promise.all([
    startPerson('Ada', { server: server.url, env }),
    startPerson('Bob', { server: server.url }),
  ]);
  return {
    ada,
    bob,
    item: () => tray.item(),
    labels: async () => flat(await (await tray.item()).menu()).map(({ label }) => label),
    async stop() {
      await closeAllApps();
      await tray.stop();
      bus.stop();
      await server.stop();
    },
  };
}
