import type {
  CaptureState,
  MediaIntent,
  MediaSnapshot,
} from '../../../preload/contract/mediaSnapshot.ts';
import type { DeviceKind } from '../../../preload/contract/settings.ts';
import type { Clock, LocalTracks } from '../ports.ts';
import { createCapturer, type CaptureKind } from './capturer.ts';
import { CaptureLane, type CaptureWish } from './captureLane.ts';
import { playChime, type Chime } from './chime.ts';
import {
  choose,
  dismiss,
  NO_CHOICES,
  reconsider,
  remember,
  rememberUse,
  type DeviceChoices,
} from './deviceChoices.ts';
import { optionId, type DeviceInventory } from './deviceInventory.ts';
import type { DeviceMemory } from './deviceMemory.ts';
import { watchDevices, type WatchedDevices } from './deviceWatch.ts';
import { createLevelMeter, type LevelMeterFactory } from './levelMeter.ts';
import { perceivedLevel } from './soundLevel.ts';
import { MUTED_SPEECH_TIMES, nextSpeaking, SILENT } from './speaking.ts';

/** A speaker that takes no sound does not keep the test running. In milliseconds. */
const CHIME_LIMIT_MS = 4_000;

export interface LocalMediaOptions {
  readonly devices: WatchedDevices;
  readonly clock: Clock;
  readonly remembered: DeviceMemory;
  readonly switches: { readonly microphone: boolean; readonly camera: boolean };
  /** Turns everything off, as `close` does. */
  readonly signal: AbortSignal;
  /** Web Audio by default; others where there is none. */
  readonly meter?: LevelMeterFactory;
  readonly chime?: Chime;
}

/** One's own devices, from the green room to the end of the call. */
export interface LocalMedia {
  current(): MediaSnapshot;
  /** Called when the snapshot or one of the tracks changed. @returns ends the subscription. */
  subscribe(listener: (next: MediaSnapshot) => void): () => void;
  send(intent: MediaIntent): void;
  /** What there is to be sent. A muted microphone is there, and silent. */
  tracks(): LocalTracks;
  /**
   * Tells about 20 times a second how loud the microphone is heard by others: 0 to 1 as ears judge
   * it, 0 while muted. @returns ends the subscription.
   */
  level(listener: (level: number) => void): () => void;
  /** Where remote sound is to be played; null for the system's default. */
  speakerId(): string | null;
  /** Turns every device off. Nothing is told afterwards. */
  close(): void;
}

/** Opens microphone and camera at once, as far as their switches are on, and keeps them. */
export function createLocalMedia(options: LocalMediaOptions): LocalMedia {
  const { clock, remembered } = options;
  const closed = new AbortController();
  const signal = AbortSignal.any([options.signal, closed.signal]);
  const capturer = createCapturer(options.devices);
  const listeners = new Set<(next: MediaSnapshot) => void>();
  const levelListeners = new Set<(level: number) => void>();

  const switches = { ...options.switches };
  const attempts = { microphone: 0, camera: 0 };
  let choices: DeviceChoices = NO_CHOICES;
  let speech = SILENT;
  let mutedSpeech = SILENT;
  let testingSpeaker = false;

  const lanes = { microphone: lane('microphone'), camera: lane('camera') };
  lanes.microphone.enable(switches.microphone);
  const meter = (options.meter ?? createLevelMeter)({ clock, signal, onReading });
  let told = { snapshot: snapshot(), tracks: tracks() };
  const watch = watchDevices({
    devices: options.devices,
    clock,
    signal,
    onInventory,
  });

  function lane(kind: CaptureKind): CaptureLane {
    return new CaptureLane({
      open: (device) => capturer.open(kind, device),
      listedId: (deviceId) => optionId(choices.inventory[kind], deviceId),
      mutedFailure: kind === 'microphone' ? 'denied' : 'busy',
      clock,
      signal,
      onChange: () => onLaneChange(kind),
      onEnded: () => watch.look(),
    });
  }

  function onInventory(inventory: DeviceInventory): void {
    const inUse = { microphone: true, camera: switches.camera, speaker: true };
    const memory = remembered.load();
    const touched = rememberUse(choices.inventory, inventory, memory, clock.now());
    if (touched !== memory) remembered.save(touched);
    choices = reconsider(choices, inventory, touched, inUse);
    wish();
    publish();
  }

  function onLaneChange(kind: CaptureKind): void {
    if (kind === 'microphone') followMicrophone();
    // The first permission gives the devices their ids and names.
    if (lanes[kind].track() !== null && !choices.inventory[kind].known) watch.look();
    publish();
  }

  function followMicrophone(): void {
    const track = lanes.microphone.track();
    meter.follow(track);
    if (track !== null) return;
    // No more readings come, so nothing else would end what was heard last.
    hush();
    for (const listener of levelListeners) listener(0);
  }

  /** Hands the lanes what is wanted of them now. */
  function wish(): void {
    lanes.microphone.want(wishFor('microphone', true));
    lanes.camera.want(wishFor('camera', switches.camera));
  }

  function wishFor(kind: CaptureKind, on: boolean): CaptureWish {
    return { on, device: choices.chosen[kind], attempt: attempts[kind] };
  }

  function onReading(rms: number): void {
    const level = perceivedLevel(rms);
    const heard = switches.microphone ? level : 0;
    const nowMs = clock.now();
    const [spoke, mutedSpoke] = [speech.speaking, mutedSpeech.speaking];
    speech = nextSpeaking(speech, heard, nowMs);
    mutedSpeech = switches.microphone
      ? SILENT
      : nextSpeaking(mutedSpeech, level, nowMs, MUTED_SPEECH_TIMES);
    for (const listener of levelListeners) listener(heard);
    if (speech.speaking !== spoke || mutedSpeech.speaking !== mutedSpoke) publish();
  }

  function setMicrophone(on: boolean): void {
    switches.microphone = on;
    lanes.microphone.enable(on);
    hush();
    if (on && lanes.microphone.state().state === 'failed') retry('microphone');
    publish();
  }

  function hush(): void {
    speech = SILENT;
    mutedSpeech = SILENT;
  }

  function setCamera(on: boolean): void {
    const again = on && lanes.camera.state().state === 'failed';
    switches.camera = on;
    if (again) retry('camera');
    else wish();
    publish();
  }

  function chooseDevice(kind: DeviceKind, id: string): void {
    const next = choose(choices, kind, id);
    if (next === choices) return;
    choices = next;
    remembered.save(remember(choices, kind, remembered.load(), clock.now()));
    // A device that was chosen again is tried again.
    if (kind !== 'speaker') attempts[kind] += 1;
    wish();
    publish();
  }

  function retry(kind: CaptureKind): void {
    attempts[kind] += 1;
    watch.look();
    wish();
  }

  async function testSpeaker(): Promise<void> {
    if (testingSpeaker) return;
    testingSpeaker = true;
    publish();
    const late = new AbortController();
    const cancelLate = clock.after(CHIME_LIMIT_MS, () => late.abort());
    try {
      await (options.chime ?? playChime)(speakerId(), AbortSignal.any([signal, late.signal]));
    } finally {
      cancelLate();
      testingSpeaker = false;
      publish();
    }
  }

  function send(intent: MediaIntent): void {
    if (signal.aborted) return;
    switch (intent.type) {
      case 'set-microphone':
        return setMicrophone(intent.on);
      case 'set-camera':
        return setCamera(intent.on);
      case 'choose-device':
        return chooseDevice(intent.kind, intent.id);
      case 'retry-device':
        return retry(intent.kind);
      case 'test-speaker':
        return void testSpeaker();
      case 'dismiss-notice':
        choices = dismiss(choices, intent.key);
        return publish();
    }
  }

  function tracks(): LocalTracks {
    return { microphone: lanes.microphone.track(), camera: lanes.camera.track() };
  }

  function speakerId(): string | null {
    return choices.chosen.speaker;
  }

  function snapshot(): MediaSnapshot {
    const { inventory, chosen } = choices;
    return {
      microphones: inventory.microphone.options,
      cameras: inventory.camera.options,
      speakers: inventory.speaker.options,
      chosen: {
        microphone: lanes.microphone.device() ?? chosen.microphone,
        camera: lanes.camera.device() ?? chosen.camera,
        speaker: chosen.speaker,
      },
      microphoneOn: switches.microphone,
      cameraOn: switches.camera,
      microphone: stateOf('microphone', true),
      camera: stateOf('camera', switches.camera),
      attempts: { ...attempts },
      speaking: speech.speaking,
      mutedSpeech: mutedSpeech.speaking,
      testingSpeaker,
      notices: choices.notices,
    };
  }

  /** Until the first list of devices nothing is asked of the lanes, but it will be. */
  function stateOf(kind: CaptureKind, wanted: boolean): CaptureState {
    const state = lanes[kind].state();
    return wanted && state.state === 'off' ? { state: 'starting' } : state;
  }

  /** Tells the listeners, when there is something to tell. */
  function publish(): void {
    if (signal.aborted) return;
    const next = { snapshot: snapshot(), tracks: tracks() };
    const changed = JSON.stringify(next.snapshot) !== JSON.stringify(told.snapshot);
    const { microphone, camera } = told.tracks;
    if (!changed && next.tracks.microphone === microphone && next.tracks.camera === camera) return;
    told = next;
    for (const listener of listeners) listener(next.snapshot);
  }

  return {
    current: () => told.snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send,
    tracks,
    level(listener) {
      levelListeners.add(listener);
      return () => levelListeners.delete(listener);
    },
    speakerId,
    close: () => closed.abort(),
  };
}
