import type { CaptureDevices } from '../../../../renderer/engine/media/capturer.ts';

export interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly groupId: string;
}

export function microphone(deviceId: string, label = `Microphone ${deviceId}`): FakeDevice {
  return { kind: 'audioinput', deviceId, label, groupId: '' };
}

export function camera(deviceId: string, label = `Camera ${deviceId}`): FakeDevice {
  return { kind: 'videoinput', deviceId, label, groupId: '' };
}

export function speaker(deviceId: string, label = `Speaker ${deviceId}`): FakeDevice {
  return { kind: 'audiooutput', deviceId, label, groupId: '' };
}

/** A track as capture gives it, without a picture or a sound. */
export class FakeTrack extends EventTarget {
  readonly device: FakeDevice;
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';

  constructor(device: FakeDevice) {
    super();
    this.device = device;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.device.deviceId };
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** Ends as when the plug is pulled. */
  end(): void {
    if (this.readyState === 'ended') return;
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

type Opening = { kind: 'audio' | 'video'; wanted: string | null };

/** What `navigator.mediaDevices` does, with devices that a test plugs and pulls. */
export class FakeDevices extends EventTarget {
  readonly tracks: FakeTrack[] = [];
  /** What each call of `getUserMedia` asked for. */
  readonly asked: Opening[][] = [];
  /** Errors by device id, or by `audio` and `video`. */
  readonly errors = new Map<string, string>();
  listeners = 0;
  permitted = true;
  /** How tracks are when they arrive. */
  arrival: Partial<Pick<FakeTrack, 'muted' | 'readyState'>> = {};
  #devices: readonly FakeDevice[];
  #gate: Promise<void> | null = null;

  constructor(devices: readonly FakeDevice[]) {
    super();
    this.#devices = devices;
  }

  /** As the engine sees it. */
  port(): CaptureDevices {
    return this as unknown as CaptureDevices;
  }

  live(): readonly FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }

  /** Changes the list without a word. */
  set(devices: readonly FakeDevice[]): void {
    this.#devices = devices;
  }

  plug(...devices: readonly FakeDevice[]): void {
    this.#devices = [...this.#devices, ...devices];
    this.dispatchEvent(new Event('devicechange'));
  }

  /** @param order - which event comes first; Chromium does both. */
  pull(deviceId: string, order: 'ended-first' | 'list-first' = 'ended-first'): void {
    this.#devices = this.#devices.filter((device) => device.deviceId !== deviceId);
    const end = (): void => {
      for (const track of this.tracks) if (track.device.deviceId === deviceId) track.end();
    };
    if (order === 'ended-first') end();
    this.dispatchEvent(new Event('devicechange'));
    if (order === 'list-first') end();
  }

  /** Makes every opening wait. @returns lets those that wait go on. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return () => {
      this.#gate = null;
      resolve();
    };
  }

  enumerateDevices(): Promise<readonly FakeDevice[]> {
    const blank = { deviceId: '', label: '', groupId: '' };
    return Promise.resolve(
      this.permitted ? this.#devices : this.#devices.map((device) => ({ ...device, ...blank })),
    );
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<unknown> {
    const openings = readConstraints(constraints);
    this.asked.push(openings);
    await this.#gate;
    const tracks = openings.map((opening) => new FakeTrack(this.#find(opening)));
    for (const track of tracks) Object.assign(track, this.arrival);
    this.tracks.push(...tracks);
    this.permitted = true;
    const ofKind = (kind: MediaDeviceKind) => () =>
      tracks.filter((track) => track.device.kind === kind);
    return { getAudioTracks: ofKind('audioinput'), getVideoTracks: ofKind('videoinput') };
  }

  #find({ kind, wanted }: Opening): FakeDevice {
    const candidates = this.#devices.filter((device) => device.kind === `${kind}input`);
    const error = this.errors.get(kind);
    if (error !== undefined) throw new DOMException('', error);
    if (candidates.length === 0) throw new DOMException('', 'NotFoundError');
    const found = candidates.find(({ deviceId }) => wanted === null || deviceId === wanted);
    if (found === undefined) {
      throw Object.assign(new Error('no such device'), { name: 'OverconstrainedError' });
    }
    const deviceError = this.errors.get(found.deviceId);
    if (deviceError !== undefined) throw new DOMException('', deviceError);
    return found;
  }

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...args);
  }

  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...args);
  }
}

function readConstraints({ audio, video }: MediaStreamConstraints): Opening[] {
  const openings: Opening[] = [];
  for (const [kind, constraints] of [['audio', audio] as const, ['video', video] as const]) {
    if (typeof constraints !== 'object') continue;
    const { deviceId } = constraints;
    const exact = typeof deviceId === 'object' && 'exact' in deviceId ? deviceId.exact : null;
    openings.push({ kind, wanted: typeof exact === 'string' ? exact : null });
  }
  return openings;
}
