import type { CallIntent, CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import type { WindowApi } from '../../preload/contract/channels.ts';
import type { RecentCall } from '../../preload/contract/recentCalls.ts';
import type { RoomSession, SessionEvent } from '../../preload/contract/session.ts';
import { createCall, type Call } from '../engine/call/call.ts';
import type { ShareElements } from '../engine/call/presenting.ts';
import { createChatStorage } from '../engine/data/chatStorage.ts';
import { createRemoteAudio } from '../engine/media/remoteAudio.ts';
import type { IntroductionPort, Introductions } from '../engine/data/introductions.ts';
import type { EngineLog } from '../engine/peer/engineLog.ts';
import type { PreparedLink } from '../engine/peer/preparedLink.ts';
import type { MediaSource, ScreenPort, SignalPort } from '../engine/ports.ts';
import { guardAgainstEcho, type CallSpeaker } from './callSpeaker.ts';
import { withGivenNames } from './givenNames.ts';
import type { MediaRelay } from './mediaRelay.ts';
import { relayPresenting } from './presentingRelay.ts';
import type { SnapshotSource } from './snapshotSource.ts';
import { systemClock } from './systemClock.ts';

/** A call that has its engine running, for the views and for whoever plays its sound. */
export interface RunningCall extends SnapshotSource<CallSnapshot, CallIntent> {
  readonly media: MediaSource;
  readonly shares: ShareElements;
  readonly introductions: Introductions | null;
  /** Aborted when the call is over. */
  readonly over: AbortSignal;
}

export interface CallRuntimeParts {
  readonly api: WindowApi;
  readonly relay: MediaRelay;
  readonly speaker: CallSpeaker;
  readonly signalPort: SignalPort;
  readonly screenPort: ScreenPort;
  readonly introductionPort: IntroductionPort;
  readonly contacts: Parameters<typeof withGivenNames>[1];
  readonly log: EngineLog;
  /** The call is over; null: because the person left. */
  onEnded(reason: 'room_full' | 'replaced' | 'refused' | null): void;
  problem(event: string, error: unknown): void;
}

/**
 * Runs the engine of one call on a session that main holds.
 *
 * @param prepared - a link that was made ahead in the green room.
 */
export function startCall(
  parts: CallRuntimeParts,
  session: RoomSession,
  prepared: PreparedLink | null,
): RunningCall {
  const { api, relay } = parts;
  const media = relay.media();
  if (media === null) throw new Error('a call starts with the devices open');
  const over = new AbortController();
  const chatStorage = createChatStorage(sessionStorage);
  const call = createCall({
    session,
    signalPort: until(over.signal, parts.signalPort),
    screen: parts.screenPort,
    media,
    chatStorage,
    introductionPort: parts.introductionPort,
    clock: systemClock,
    random: Math.random,
    log: parts.log,
    // Ends by itself, with a goodbye.
    signal: new AbortController().signal,
    ...(prepared === null ? {} : { prepared }),
  });
  createRemoteAudio({
    source: call.media,
    members: () => call.current().participants.map((participant) => participant.id),
    speaker: () => relay.current().chosen.speaker,
    onSpeaker: (listener) => relay.subscribe(listener),
    signal: over.signal,
  });
  const stopRecording = recordRecentCall(parts, call, session);
  const rememberSwitches = switchMemory(parts);
  rememberSwitches();
  const stopSwitches = relay.subscribe(rememberSwitches);
  const stopEvents = parts.signalPort.subscribe((event: SessionEvent) => {
    if (event.type === 'ended') end(event.reason);
  });

  // Over for the person at once: the others and the server hear of it as soon as they can.
  function end(reason: 'room_full' | 'replaced' | 'refused' | null): void {
    if (over.signal.aborted) return;
    stopEvents();
    stopRecording();
    stopSwitches();
    over.abort();
    chatStorage.clear();
    call.leave().catch((error: unknown) => parts.problem('leave call', error));
    if (reason === null) {
      // Before the call that may come next is joined.
      api
        .invoke('session:leave', undefined)
        .catch((error: unknown) => parts.problem('leave session', error));
    }
    parts.onEnded(reason);
  }
  void call.over.then(() => end(null));

  const running: RunningCall = {
    media: call.media,
    shares: call.shares,
    introductions: call.introductions,
    over: over.signal,
    ...withGivenNames(call, parts.contacts),
    send(intent) {
      if (intent.type === 'leave') end(null);
      else if (intent.type === 'set-microphone' || intent.type === 'set-camera') relay.send(intent);
      else call.send(intent);
    },
  };
  guardAgainstEcho(running, parts.speaker, over.signal);
  relayPresenting({
    api,
    call: running,
    media: relay,
    shares: call.shares,
    signal: over.signal,
    problem: parts.problem,
  });
  return running;
}

/** A call's way to the others until it is over: the session of the next one is not its. */
function until(over: AbortSignal, port: SignalPort): SignalPort {
  return {
    send(to, payload) {
      if (!over.aborted) port.send(to, payload);
    },
    subscribe: (listener) =>
      port.subscribe((event) => {
        if (!over.aborted) listener(event);
      }),
    probe() {
      if (!over.aborted) port.probe();
    },
  };
}

/** Keeps main's copy of the switches, so that a reloaded window comes back as it was. */
function switchMemory({ api, relay, problem }: CallRuntimeParts): () => void {
  let known = '';
  return () => {
    const { microphoneOn: microphone, cameraOn: camera } = relay.current();
    const next = `${microphone} ${camera}`;
    if (next === known) return;
    known = next;
    api
      .invoke('session:switches', { microphone, camera })
      .catch((error: unknown) => problem('remember switches', error));
  };
}

/**
 * Writes the call into the list of recent ones when it starts, when somebody comes and when it
 * ends, so that a crash costs no more than the last minutes of its length.
 *
 * @returns writes the last entry and stops.
 */
function recordRecentCall(
  { api, problem }: CallRuntimeParts,
  call: Call,
  { room, server, joinedAtMs, contact }: RoomSession,
): () => void {
  const people = new Map<string, RecentCall['people'][number]>();
  const record = (): void => {
    const durationMs = Math.max(0, systemClock.now() - joinedAtMs);
    api
      .invoke('recent:record', {
        room,
        server,
        startedAtMs: joinedAtMs,
        durationMs,
        people: [...people.values()].slice(0, 8),
        contact,
        outcome: 'held',
      })
      .catch((error: unknown) => problem('record recent call', error));
  };
  const meet = (): boolean => {
    let isNew = false;
    for (const { id, name, address } of call.current().participants) {
      // Somebody who comes back has another id and the same name.
      const known = [...people.values()].find((person) => person.name === name);
      if (known !== undefined && (address === null || known.address === address)) continue;
      people.set(known?.id ?? id, { id, name, address });
      isNew = true;
    }
    return isNew;
  };
  meet();
  record();
  const stop = call.subscribe(() => {
    if (meet()) record();
  });
  return () => {
    stop();
    record();
  };
}
