// The floor of a join: two bare Electron windows and a relay, with the least code that shows the
// other's picture. Camera and socket are open before, as they are in the app's green room.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { useElectron } from '../support/app.ts';
import { writeVoice } from '../support/voice.ts';
import { heardAt, watchHeard } from './heardAudio.ts';
import { startRelay } from './relay.ts';

const FLOOR_APP = path.join(import.meta.dirname, 'floorApp');

declare global {
  interface Window {
    floorJoin: () => Promise<number>;
    floorLeave: () => void;
  }
}

export interface JoinSubject {
  /** One join of the second person. @returns milliseconds from the wish to the first picture. */
  join(): Promise<number>;
  close(): Promise<void>;
}

export interface JoinFloor extends JoinSubject {
  /** One join. @returns milliseconds from the wish to the first picture, and until both hear each other. */
  joinHeard(): Promise<{ readonly pictureMs: number; readonly heardMs: number }>;
}

/** Runs in the page: opens camera and socket, then answers, or offers on `floorJoin`. */
async function prepare(url: string): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
  });
  const socket = new WebSocket(`ws://${url}`);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const video = document.createElement('video');
  video.muted = true;
  const audio = new Audio();
  document.body.append(video);
  let connection: RTCPeerConnection | null = null;

  const connect = (): RTCPeerConnection => {
    connection?.close();
    const made = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    for (const track of stream.getTracks()) made.addTrack(track, stream);
    made.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null) send({ candidate });
    });
    made.addEventListener('track', ({ track }) => {
      const element = track.kind === 'video' ? video : audio;
      element.srcObject = new MediaStream([track]);
      void element.play();
    });
    connection = made;
    window.parleyConnections = [made];
    return made;
  };

  let tail = Promise.resolve();
  const take = async (message: {
    offer?: RTCSessionDescriptionInit;
    answer?: RTCSessionDescriptionInit;
    candidate?: RTCIceCandidateInit;
    leave?: boolean;
  }): Promise<void> => {
    if (message.offer !== undefined) {
      const made = connect();
      await made.setRemoteDescription(message.offer);
      await made.setLocalDescription();
      send({ answer: made.localDescription });
    } else if (message.answer !== undefined) await connection?.setRemoteDescription(message.answer);
    else if (message.candidate !== undefined) await connection?.addIceCandidate(message.candidate);
    else if (message.leave === true) connection?.close();
  };
  socket.addEventListener('message', ({ data }) => {
    tail = tail.then(() => take(JSON.parse(String(data)) as Parameters<typeof take>[0]));
  });

  window.floorJoin = async () => {
    const started = performance.now();
    const first = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    const made = connect();
    await made.setLocalDescription();
    send({ offer: made.localDescription });
    await first;
    return performance.now() - started;
  };
  window.floorLeave = () => {
    send({ leave: true });
    connection?.close();
    video.srcObject = null;
    audio.srcObject = null;
  };
}

/** Two bare Electron windows, the second of which can join the first. */
export async function startJoinFloor(): Promise<JoinFloor> {
  useElectron();
  const relay = await startRelay();
  const folders: string[] = [];
  const apps: ElectronApplication[] = [];
  const pages: Page[] = [];
  for (let index = 0; index < 2; index++) {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-floor-'));
    folders.push(folder);
    const voice = path.join(folder, 'voice.wav');
    writeVoice(voice, index + 1);
    const app = await _electron.launch({
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${folder}`,
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${voice}`,
        '--autoplay-policy=no-user-gesture-required',
        '--allow-loopback-in-peer-connection',
        FLOOR_APP,
        `http://${relay.address}/`,
      ],
    });
    const page = await app.firstWindow();
    await page.waitForURL(`http://${relay.address}/`);
    await page.evaluate(prepare, relay.address);
    apps.push(app);
    pages.push(page);
  }
  const [, joiner] = pages;
  if (joiner === undefined) throw new Error('no second window');
  return {
    async join() {
      const ms = await joiner.evaluate(() => window.floorJoin());
      await joiner.evaluate(() => window.floorLeave());
      return ms;
    },
    async joinHeard() {
      for (const page of pages) await page.evaluate(watchHeard);
      const { startedMs, pictureMs } = await joiner.evaluate(async () => {
        const atMs = Date.now();
        return { startedMs: atMs, pictureMs: await window.floorJoin() };
      });
      const heardMs = await Promise.all(pages.map((page) => page.evaluate(heardAt)));
      await joiner.evaluate(() => window.floorLeave());
      return { pictureMs, heardMs: Math.max(...heardMs) - startedMs };
    },
    async close() {
      await Promise.all(apps.map((app) => app.close()));
      relay.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
