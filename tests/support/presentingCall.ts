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

/** A machine without camera, microphone and speaker. */
const NO_DEVICES = { PULSE_SERVER: 'unix:/nonexistent/pulse' } as const;

/**
 * @param devices - `none`: nobody has a camera or a microphone, so that two cores are left for the
 *   screen.
 */
export async function startPresentingCall(devices: 'fake' | 'none'): Promise<PresentingCall> {
  const [server, screen] = await Promise.all([startServer(), startSecondScreen()]);
  const launch = (env: Readonly<Record<string, string>> = {}): Promise<RunningApp> =>
    launchApp({
      server: server.url,
      devices,
      env: { ...env, ...(devices === 'none' ? NO_DEVICES : {}) },
    });
  const [ada, bob] = await Promise.all([launch(), launch(screen.env)]);
  await joinRoom(ada.page, ROOM, 'Ada');
  await joinRoom(bob.page, ROOM, 'Bob');
  return {
    ada,
    bob,
    async join(name) {
      const instance = await launch(screen.env);
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
