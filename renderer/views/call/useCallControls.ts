import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useIsCaptured } from '../mini/useIsCaptured.ts';
import { useCallStore, useParley } from '../ParleyProvider.tsx';

export interface CallControls {
  /** The switches as they are meant; a device that failed counts as off. */
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly sharing: boolean;
  readonly startingShare: boolean;
  setMicrophone(on: boolean): void;
  toggleMicrophone(): void;
  toggleCamera(): void;
  /** Whether one more source can be shared beside what is. */
  readonly canAddShare: boolean;
  /** Opens the picker, or stops all shares. */
  toggleShare(): void;
  /** Opens the picker; what is chosen takes the place of the last share, if there is one. */
  chooseScreen(): void;
  /** Opens the picker for one more share. */
  addScreen(): void;
  /** To the small window; null: there is none while our windows are captured with the screen. */
  readonly showSmall: (() => void) | null;
  leave(): void;
}

/** One's own switches in the call, for the console and the keys alike. */
export function useCallControls(): CallControls {
  const { app, media, picker } = useParley();
  const hasSmall = !useIsCaptured();
  const call = useCallStore();
  const microphone = useStore(
    media,
    (state) => state.microphoneOn && state.microphone.state !== 'failed',
  );
  const camera = useStore(media, (state) => state.cameraOn && state.camera.state !== 'failed');
  const share = useStore(call, (state) => state.share.state);
  const canAddShare = useStore(call, (state) => state.share.canAdd);
  return useMemo(() => {
    const setMicrophone = (on: boolean): void => call.send({ type: 'set-microphone', on });
    const chooseScreen = (): void => {
      const last = call.getState().screens.findLast(({ own }) => own);
      picker.send({ type: 'open', replaces: last?.share ?? null });
    };
    return {
      microphone,
      camera,
      sharing: share === 'on',
      startingShare: share === 'starting',
      canAddShare,
      setMicrophone,
      toggleMicrophone: () => setMicrophone(!microphone),
      toggleCamera: () => call.send({ type: 'set-camera', on: !camera }),
      toggleShare: () => {
        if (share === 'on') call.send({ type: 'stop-sharing', share: null });
        else if (share === 'off') chooseScreen();
      },
      chooseScreen,
      addScreen: () => picker.send({ type: 'open', replaces: null }),
      showSmall: hasSmall ? () => app.send({ type: 'hide-window' }) : null,
      leave: () => call.send({ type: 'leave' }),
    };
  }, [app, call, camera, canAddShare, hasSmall, microphone, picker, share]);
}
