// The floor of a join: two bare Electron windows and a relay, with the least code that shows the
// other's picture. Camera and socket are open before, as they are in the app's green room.
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { useElectron } from '../support/app.ts';
import { WebSocketServer, type WebSocket as Socket } from 'ws';

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

/** Everything that one end sends goes to the other; `join` tells the others, `leave` too. */
async function startRelay(): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><meta charset="utf-8"><body></body>');
  });
  const sockets = new Set<Socket>();
  new WebSocketServer({ server }).on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      for (const other of sockets) if (other !== socket) other.send(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `127.0.0.1:${port}`,
    close() {
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
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
      if (track.kind !== 'video') return;
      video.srcObject = new MediaStream([track]);
      void video.play();
    });
    connection = made;
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
  };
}

/** Two bare Electron windows, the second of which can join the first. */
export async function startJoinFloor(): Promise<JoinSubject> {
  useElectron();
  const relay = await startRelay();
  const folders: string[] = [];
  const apps: ElectronApplication[] = [];
  const pages: Page[] = [];
  for (let index = 0; index < 2; index++) {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-floor-'));
    folders.push(folder);
    const app = await _electron.launch({
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${folder}`,
        '--use-fake-device-for-media-stream',
        '--allow-loopback-in-peer-connection',
        FLOOR_APP,
        `http://${relay.url}/`,
      ],
    });
    const page = await app.firstWindow();
    await page.waitForURL(`http://${relay.url}/`);
    await page.evaluate(prepare, relay.url);
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
    async close() {
      await Promise.all(apps.map((app) => app.close()));
      relay.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
