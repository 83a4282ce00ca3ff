import { useStore } from 'zustand';
import type {
  IncomingIntent,
  IncomingSnapshot,
} from '../../../preload/contract/incomingSnapshot.ts';
import type { MirrorStore } from '../../stores/mirrorStore.ts';
import { SmallWindow } from '../SmallWindow.tsx';
import { IncomingCall } from './IncomingCall.tsx';

export interface IncomingViewProps {
  readonly store: MirrorStore<IncomingSnapshot | null, IncomingIntent>;
}

/** The incoming call's window. Empty until main has said who calls. */
export function IncomingView({ store }: IncomingViewProps) {
  const shown = useStore(store);
  if (shown === null) return null;
  return (
    <SmallWindow look={shown.state} title="incoming.title">
      <IncomingCall
        key={shown.state.call.ring}
        shown={shown}
        send={(intent) => store.send(intent)}
      />
    </SmallWindow>
  );
}
