import type { WindowApi } from '../../preload/contract/channels.ts';
import { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import { ScreenRefusal, type ScreenPort } from '../engine/ports.ts';

/** Frames a second asked of the capturer itself: set on the track later, it is only dropped. */
const SCREEN_FRAME_RATE = 30;

/** Has main grant the chosen source, then captures it. */
export function createScreenPort(api: WindowApi): ScreenPort {
  return {
    async capture({ source, sound }) {
      const parsed = ScreenSourceId.safeParse(source);
      if (!parsed.success) throw new ScreenRefusal('gone');
      const grant = await api.invoke('screen:grant', { source: parsed.data, sound });
      if (!grant.ok) throw new ScreenRefusal(grant.reason);
      try {
        return await navigator.mediaDevices.getDisplayMedia({
          video: { frameRate: SCREEN_FRAME_RATE },
          audio: sound
            ? { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
            : false,
        });
      } catch (error) {
        throw new ScreenRefusal(refusalOf(error));
      }
    },
  };
}

function refusalOf(error: unknown): ScreenRefusal['reason'] {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  if (name === 'NotFoundError' || name === 'AbortError') return 'gone';
  return 'failed';
}
