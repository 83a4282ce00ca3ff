import { useMemo } from 'react';
import { useStore } from 'zustand';
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
  leave(): void;
}

/** One's own switches in the call, for the console and the keys alike. */
export function useCallControls(): CallControls {
  const { media, picker } = useParley();
  const call = useCallStore();
  const microphone = useStore(
    media,
    (state) => state.microphoneOn && state.microphone.state !== 'failed',
  );
  const camera = useStore(media, (state) => state.cameraOn && state.camera.state !== 'failed');
  const share = useStore(call, (state) => state.share.state);
  const canAddShare = useStore(call, (state) => state.share.canAdd);
  return useMemo(() => {
    const setMicrophone = (on: boolean): void => {
      call.send({ type: 'set-microphone', on });
      if (on && media.getState().microphone.state === 'failed') {
        media.send({ type: 'retry-device', kind: 'microphone' });
      }
    };
    const setCamera = (on: boolean): void => {
      call.send({ type: 'set-camera', on });
      if (on && media.getState().camera.state === 'failed') {
        media.send({ type: 'retry-device', kind: 'camera' });
      }
    };
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
      toggleCamera: () => setCamera(!camera),
      toggleShare: () => {
        if (share === 'on') call.send({ type: 'stop-sharing', share: null });
        else if (share === 'off') chooseScreen();
      },
      chooseScreen,
      addScreen: () => picker.send({ type: 'open', replaces: null }),
      leave: () => call.send({ type: 'leave' }),
    };
  }, [call, camera, canAddShare, media, microphone, picker, share]);
}
