import { useApp, useCall, usePicker } from '../ParleyProvider.tsx';

/** Where our own windows are captured with a screen, a small one of the call would be in the way. */
export function useIsCaptured(): boolean {
  const linux = useApp((state) => state.platform === 'linux');
  return (
    useCall((state) => state.screens.some(({ own, kind }) => own && kind !== 'window')) && linux
  );
}

/** While what is to be shared is chosen on the screen itself, until it is shared. */
export function useIsChoosing(): boolean {
  const choosesArea = usePicker((state) => state.choosingRegion);
  const starts = useCall((state) => state.share.state === 'starting');
  return choosesArea || starts;
}
