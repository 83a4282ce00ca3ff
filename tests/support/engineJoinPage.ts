import { createCall, type Call, type CallMedia } from '../../renderer/engine/call/call.ts';
import { prepareLink, type PreparedLink } from '../../renderer/engine/peer/preparedLink.ts';
import { startBitrateKbps } from '../../renderer/engine/peer/sending.ts';
import { ScreenRefusal } from '../../renderer/engine/ports.ts';
import { createCountingClock } from './engineClock.ts';
import { watchConnections } from './engineConnections.ts';
import { EngineWire } from './engineWire.ts';

/*
 * The engine in a bare page, on a real server: what a join costs without the app around it. Loaded
 * by tests/bench/joinEngine.ts.
 */

/** What the page offers to who drives it. */
export interface JoinPage {
  /** Opens camera and socket, and makes an offer ahead, as the green room does. */
  ready(url: string): Promise<void>;
  /** @returns milliseconds from the wish to the first frame of the first other, or null. */
  join(wait: boolean): Promise<number | null>;
  /** Ends when the next offer is ready, as it is while a person looks at themselves. */
  leave(): Promise<void>;
}

declare global {
  interface Window {
    joinPage: JoinPage;
  }
}

const connections = watchConnections();
const clock = createCountingClock();
const common = { clock, random: Math.random, log: () => undefined };
let wire: EngineWire | null = null;
let media: CallMedia | null = null;
let prepared: PreparedLink | null = null;
let call: Call | null = null;

const video = document.createElement('video');
video.muted = true;
document.body.append(video);

/** Makes an offer ahead, and ends when all that it needs has been found. */
async function prepare(): Promise<void> {
  prepared = prepareLink({
    ...common,
    iceServers: [],
    startBitrateKbps: () => startBitrateKbps(1),
  });
  const connection = connections.all.at(-1);
  if (connection === undefined) throw new Error('the link has no connection');
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (connection.iceGatheringState !== 'complete') return;
      connection.removeEventListener('icegatheringstatechange', look);
      resolve();
    };
    connection.addEventListener('icegatheringstatechange', look);
    look();
  });
}

async function ready(url: string): Promise<void> {
  wire = new EngineWire(url);
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
  });
  const tracks = {
    microphone: stream.getAudioTracks()[0] ?? null,
    camera: stream.getVideoTracks()[0] ?? null,
  };
  media = {
    tracks: () => tracks,
    current: () => ({ microphoneOn: true, cameraOn: true, speaking: false }),
    subscribe: () => () => undefined,
    send: () => undefined,
  };
  await wire.greeted();
  await prepare();
}

async function join(wait: boolean): Promise<number | null> {
  if (wire === null || media === null) throw new Error('not ready');
  const startedMs = performance.now();
  const session = await wire.join('bench', 'Somebody');
  const running = createCall({
    ...common,
    session,
    signalPort: wire.port,
    media,
    screen: { capture: () => Promise.reject(new ScreenRefusal('failed')) },
    chatStorage: { load: () => [], add: () => undefined, clear: () => undefined },
    signal: new AbortController().signal,
    ...(prepared === null ? {} : { prepared }),
  });
  call = running;
  if (!wait) return null;
  const first = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  const stop = running.media.subscribe(() => {
    const [other] = running.current().participants;
    const track =
      other === undefined ? null : running.media.track({ member: other.id, lane: 'camera' });
    if (track === null) return;
    stop();
    video.srcObject = new MediaStream([track]);
    void video.play();
  });
  await first;
  return performance.now() - startedMs;
}

async function leave(): Promise<void> {
  await call?.leave();
  wire?.leave();
  video.srcObject = null;
  await prepare();
}

window.joinPage = { ready, join, leave };
