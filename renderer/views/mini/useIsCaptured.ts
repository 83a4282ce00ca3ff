import { useApp, useCall } from '../ParleyProvider.tsx';

/** Where our own windows are captured with a screen, a small one of the call would be in the way. */
export function useIsCaptured(): boolean {
  const linux = useApp((state) => state.platform === 'linux');
  return (
    useCall((state) => state.screens.some(({ own, kind }) => own && kind !== 'window')) && linux
  );
}
