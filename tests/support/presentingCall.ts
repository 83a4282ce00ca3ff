import { closeAllApps, launchApp, type RunningApp } from './app.ts';
import { joinRoom } from './callPage.ts';
import { startSecondScreen } from './secondScreen.ts';
import { startServer } from './serverProcess.ts';

/** A call of Ada, who presents, and Bob, who watches on a screen of his own. */
export interface PresentingCall {
  readonly ada: RunningApp;
  readonly bob: RunningApp;
  /** Another one who watches on Bob's screen. */
  join(name: string): Promise<RunningApp>;
  stop(): Promise<void>;
}

/** Where they meet. */
export const ROOM = 'Design review';

export async function startPresentingCall(): Promise<PresentingCall> {
  const [server, screen] = await Promise.all([startServer(), startSecondScreen()]);
  const [ada, bob] = await Promise.all([
    launchApp({ server: server.url }),
    launchApp({ server: server.url, env: screen.env }),
  ]);
  await joinRoom(ada.page, ROOM, 'Ada');
  await joinRoom(bob.page, ROOM, 'Bob');
  return {
    ada,
    bob,
    async join(name) {
      const instance = await launchApp({ server: server.url, env: screen.env });
      await joinRoom(instance.page, ROOM, name);
      return instance;
    },
    async stop() {
      await closeAllApps();
      screen.stop();
      await server.stop();
    },
  };
}
