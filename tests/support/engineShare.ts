import type { CallIntent } from '../../preload/contract/callSnapshot.ts';
import type { Call } from '../../renderer/engine/call/call.ts';

/** Shares a screen of {@link TestScreens}, in place of what is shared already. */
export function shareScreen(call: Call, source: string, sound: boolean): void {
  const own = call.current().screens.find((screen) => screen.own);
  const intent: CallIntent = {
    type: 'share-screen',
    source,
    region: null,
    sound,
    optimiseFor: 'text',
    replaces: own?.share ?? null,
  };
  call.send(intent);
}
