import type { CallIntent, CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { CallSummary, CallWish } from '../../preload/contract/callSummary.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import type { MediaSnapshot } from '../../preload/contract/mediaSnapshot.ts';

/** Names that fit into a summary. */
const MOST_OTHERS = 64;

interface Call {
  current(): Pick<CallSnapshot, 'room' | 'participants' | 'share'>;
  subscribe(listener: () => void): () => void;
  send(intent: CallIntent): void;
}

export interface CallSummaryParts {
  readonly api: WindowApi;
  /** The running call; null: none. */
  readonly running: {
    current(): Call | null;
    subscribe(listener: () => void): () => void;
  };
  readonly media: {
    current(): Pick<MediaSnapshot, 'microphoneOn' | 'cameraOn' | 'microphone' | 'camera'>;
    subscribe(listener: () => void): () => void;
  };
  /** Opens the picker for a share. */
  chooseScreen(): void;
  problem(event: string, error: unknown): void;
}

/**
 * Tells main of the running call whenever that is another one for tray and palette, and carries out
 * what they want of it. For as long as the window lives.
 */
export function relayCallSummary(parts: CallSummaryParts): void {
  const { api, running, media, problem } = parts;
  let told: string | null = null;
  let stopCall: (() => void) | null = null;
  let followed: Call | null = null;

  const tell = (): void => {
    const call = running.current();
    const summary = call === null ? null : summaryOf(call.current(), media.current());
    const text = JSON.stringify(summary);
    if (text === told) return;
    told = text;
    api.invoke('call:summary', summary).catch((error: unknown) => problem('call summary', error));
  };
  const follow = (): void => {
    const call = running.current();
    if (call !== followed) {
      stopCall?.();
      followed = call;
      stopCall = call?.subscribe(tell) ?? null;
    }
    tell();
  };

  running.subscribe(follow);
  media.subscribe(tell);
  api.on('call:wish', (wish) => {
    const call = running.current();
    if (call !== null) carryOut(wish, call, parts);
  });
  follow();
}

/** A switch counts as it is meant; a device that failed counts as off. */
function summaryOf(
  { room, participants, share }: ReturnType<Call['current']>,
  { microphoneOn, microphone, cameraOn, camera }: ReturnType<CallSummaryParts['media']['current']>,
): CallSummary {
  return {
    room,
    microphone: microphoneOn && microphone.state !== 'failed',
    camera: cameraOn && camera.state !== 'failed',
    sharing: share.state === 'on',
    others: participants.slice(0, MOST_OTHERS).map(({ name }) => name),
  };
}

function carryOut(wish: CallWish, call: Call, { chooseScreen }: CallSummaryParts): void {
  switch (wish.type) {
    case 'set-microphone':
    case 'set-camera':
      return call.send(wish);
    case 'share-screen':
      // Already out, or about to be.
      if (call.current().share.state === 'off') chooseScreen();
      return;
    case 'stop-sharing':
      return call.send({ type: 'stop-sharing', share: null });
    case 'leave':
      return call.send({ type: 'leave' });
  }
}
