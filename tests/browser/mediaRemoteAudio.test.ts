import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRemoteAudio } from '../../renderer/engine/media/remoteAudio.ts';
import type { MediaRef, MediaSource } from '../../renderer/engine/ports.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { audioContext, toneTrack } from '../support/engineMedia.ts';

const bob = MemberId.parse('bob'.padEnd(22, '-'));

/** Remote tracks by lane, as a call would give them. */
class Lanes implements MediaSource {
  readonly #tracks = new Map<string, MediaStreamTrack>();
  readonly #listeners = new Set<() => void>();

  track({ member, lane }: MediaRef): MediaStreamTrack | null {
    return this.#tracks.get(`${member} ${lane}`) ?? null;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set({ member, lane }: MediaRef, track: MediaStreamTrack | null): void {
    if (track === null) this.#tracks.delete(`${member} ${lane}`);
    else this.#tracks.set(`${member} ${lane}`, track);
    for (const listener of this.#listeners) listener();
  }

  listeners(): number {
    return this.#listeners.size;
  }
}

let lanes: Lanes;
let life: AbortController;
let players: HTMLAudioElement[];
let speaker: string | null;
let tellSpeaker: () => void;
let connections: RTCPeerConnection[];
let tones: MediaStreamTrack[];

beforeEach(async () => {
  await audioContext().resume();
  lanes = new Lanes();
  life = new AbortController();
  players = [];
  speaker = null;
  tellSpeaker = () => undefined;
  connections = [];
  tones = [];
  const RealAudio = Audio;
  vi.stubGlobal(
    'Audio',
    class extends RealAudio {
      constructor() {
        super();
        players.push(this);
      }
    },
  );
});

afterEach(() => {
  life.abort();
  vi.unstubAllGlobals();
  for (const connection of connections) connection.close();
  for (const tone of tones) tone.stop();
  expectSilence();
});

function expectSilence(): void {
  expect(players.every((player) => player.srcObject === null && player.paused)).toBe(true);
  expect(lanes.listeners()).toBe(0);
}

function play(): void {
  createRemoteAudio({
    source: lanes,
    members: () => [bob],
    speaker: () => speaker,
    onSpeaker(listener) {
      tellSpeaker = listener;
      return () => (tellSpeaker = () => undefined);
    },
    signal: life.signal,
  });
}

/** A tone that came over a real connection, and how to read its energy at the receiving end. */
async function remoteTone(
  hertz: number,
): Promise<{ track: MediaStreamTrack; energy(): Promise<number> }> {
  const sender = new RTCPeerConnection();
  const receiver = new RTCPeerConnection();
  connections.push(sender, receiver);
  sender.addEventListener(
    'icecandidate',
    ({ candidate }) => void receiver.addIceCandidate(candidate ?? undefined),
  );
  receiver.addEventListener(
    'icecandidate',
    ({ candidate }) => void sender.addIceCandidate(candidate ?? undefined),
  );
  const tone = toneTrack(hertz);
  tones.push(tone);
  sender.addTrack(tone);
  const arrived = new Promise<MediaStreamTrack>((resolve) => {
    receiver.addEventListener('track', (event) => resolve(event.track), { once: true });
  });
  await sender.setLocalDescription();
  await receiver.setRemoteDescription(sender.localDescription ?? { type: 'offer' });
  await receiver.setLocalDescription();
  await sender.setRemoteDescription(receiver.localDescription ?? { type: 'answer' });
  const track = await arrived;
  return {
    track,
    async energy() {
      for (const entry of (await receiver.getStats()).values()) {
        const stats = entry as { type: string; kind?: string; totalAudioEnergy?: number };
        if (stats.type === 'inbound-rtp' && stats.kind === 'audio')
          return stats.totalAudioEnergy ?? 0;
      }
      return 0;
    },
  };
}

/** Waits until the energy has grown. */
async function untilHeard(energy: () => Promise<number>): Promise<void> {
  const before = await energy();
  await vi.waitFor(async () => expect(await energy()).toBeGreaterThan(before + 0.001), {
    timeout: 10_000,
    interval: 100,
  });
}

describe('remote audio', () => {
  it('is heard, from microphones and from screens', async () => {
    play();
    const voice = await remoteTone(440);
    const screen = await remoteTone(660);
    expect(await voice.energy()).toBe(0);
    lanes.set({ member: bob, lane: 'microphone' }, voice.track);
    lanes.set({ member: bob, lane: 'screenASound' }, screen.track);
    expect(players).toHaveLength(2);
    await untilHeard(voice.energy);
    await untilHeard(screen.energy);
  });

  it('plays what is there already when it begins', async () => {
    const voice = await remoteTone(440);
    lanes.set({ member: bob, lane: 'microphone' }, voice.track);
    play();
    expect(players).toHaveLength(1);
    await untilHeard(voice.energy);
  });

  it('leaves pictures alone, and keeps a player while its track stays', async () => {
    play();
    const voice = await remoteTone(440);
    lanes.set({ member: bob, lane: 'microphone' }, voice.track);
    lanes.set({ member: bob, lane: 'camera' }, voice.track);
    lanes.set({ member: bob, lane: 'screenA' }, null);
    expect(players).toHaveLength(1);
    await untilHeard(voice.energy);
  });

  it('stops playing what is gone, and plays what takes its place', async () => {
    play();
    const before = await remoteTone(440);
    const after = await remoteTone(660);
    lanes.set({ member: bob, lane: 'microphone' }, before.track);
    await untilHeard(before.energy);
    lanes.set({ member: bob, lane: 'microphone' }, after.track);
    expect(players[0]?.srcObject).toBeNull();
    await untilHeard(after.energy);
    lanes.set({ member: bob, lane: 'microphone' }, null);
    expect(players[1]?.srcObject).toBeNull();
  });

  it('goes over to another speaker, and is heard there', async () => {
    const outputs = (await navigator.mediaDevices.enumerateDevices()).filter(
      ({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== '' && deviceId !== 'default',
    );
    const other = outputs[0]?.deviceId ?? null;
    expect(other).not.toBeNull();
    play();
    const voice = await remoteTone(440);
    lanes.set({ member: bob, lane: 'microphone' }, voice.track);
    await untilHeard(voice.energy);
    expect(players[0]?.sinkId).toBe('');
    speaker = other;
    tellSpeaker();
    await vi.waitFor(() => expect(players[0]?.sinkId).toBe(other));
    await untilHeard(voice.energy);
    const second = await remoteTone(660);
    lanes.set({ member: bob, lane: 'screenBSound' }, second.track);
    await vi.waitFor(() => expect(players[1]?.sinkId).toBe(other));
    speaker = null;
    tellSpeaker();
    await vi.waitFor(() => expect(players.map(({ sinkId }) => sinkId)).toEqual(['', '']));
    await untilHeard(voice.energy);
  });

  it('plays on the default when a speaker is not there', async () => {
    speaker = 'no such speaker';
    play();
    const voice = await remoteTone(440);
    lanes.set({ member: bob, lane: 'microphone' }, voice.track);
    await untilHeard(voice.energy);
    expect(players[0]?.sinkId).toBe('');
  });

  it('cannot be paused from outside', async () => {
    play();
    const voice = await remoteTone(440);
    lanes.set({ member: bob, lane: 'microphone' }, voice.track);
    await untilHeard(voice.energy);
    players[0]?.pause();
    await vi.waitFor(() => expect(players[0]?.paused).toBe(false));
    await untilHeard(voice.energy);
  });

  it('plays at the first touch where the page may not sound before', async () => {
    const refuse = vi
      .spyOn(HTMLMediaElement.prototype, 'play')
      .mockRejectedValue(new DOMException('', 'NotAllowedError'));
    play();
    const voice = await remoteTone(440);
    lanes.set({ member: bob, lane: 'microphone' }, voice.track);
    await vi.waitFor(() => expect(refuse).toHaveBeenCalledOnce());
    refuse.mockRestore();
    document.dispatchEvent(new PointerEvent('pointerdown'));
    await untilHeard(voice.energy);
  });
});
