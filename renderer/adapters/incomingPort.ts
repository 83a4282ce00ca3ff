import type { WindowApiOf } from '../../preload/contract/channels.ts';
import type { IncomingIntent, IncomingSnapshot } from '../../preload/contract/incomingSnapshot.ts';
import type { IncomingState } from '../../preload/contract/ringing.ts';
import type { RingPlayer } from '../engine/media/ringPlayer.ts';
import { RING_TONE } from '../engine/media/ringSounds.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

export interface IncomingParts {
  readonly api: WindowApiOf<'incoming'>;
  readonly play: RingPlayer;
  /** Runs a task when what has changed has been drawn. */
  readonly afterPaint: (task: () => void) => void;
  /** Called when the window is put away. */
  onHidden(listener: () => void): void;
}

/** The call that main shows in the small window, with its sound; null until main has said which. */
export function createIncomingPort({
  api,
  play,
  afterPaint,
  onHidden,
}: IncomingParts): SnapshotSource<IncomingSnapshot | null, IncomingIntent> {
  const cell = new SnapshotCell<IncomingSnapshot | null>(null);
  let sound = new AbortController();

  /** Once it is seen: to begin to play takes longer than to draw. */
  const ringSoon = (state: IncomingState): void => {
    sound.abort();
    sound = new AbortController();
    const { signal } = sound;
    let rings = false;
    afterPaint(() => {
      if (rings || signal.aborted) return;
      rings = true;
      ring(state, signal);
    });
  };
  const ring = ({ speaker, secondSpeaker }: IncomingState, signal: AbortSignal): void => {
    const first = speaker === '' ? null : speaker;
    play(RING_TONE, first, signal);
    if (secondSpeaker !== null && secondSpeaker !== first) {
      play(RING_TONE, secondSpeaker, signal);
    }
  };
  api.on('incoming:state', (state) => {
    const before = cell.current();
    const isSame = before?.state.call.ring === state.call.ring;
    const silenced = state.call.silenced || (isSame && before.silenced);
    cell.set({ state, answer: isSame ? before.answer : null, silenced });
    if (state.call.silenced) sound.abort();
    else if (!isSame) ringSoon(state);
  });
  onHidden(() => sound.abort());

  return {
    current: () => cell.current(),
    subscribe: (listener) => cell.subscribe(listener),
    send(intent) {
      const shown = cell.current();
      if (shown === null || shown.answer !== null) return;
      sound.abort();
      switch (intent.type) {
        case 'silence':
          cell.set({ ...shown, silenced: true });
          // So that the other window says so too; here it is quiet already.
          api.invoke('incoming:silence', { ring: shown.state.call.ring }).catch(() => undefined);
          return;
        case 'answer': {
          const { answer } = intent;
          cell.set({ ...shown, answer });
          // A call that is over by then is over.
          api
            .invoke('incoming:answer', { ring: shown.state.call.ring, answer })
            .catch(() => cell.set({ ...shown, silenced: true }));
        }
      }
    },
  };
}
