import type { MediaSnapshot } from '../../../../preload/contract/mediaSnapshot.ts';
import type { RememberedDevices } from '../../../../preload/contract/settings.ts';
import { createLocalMedia, type LocalMedia } from '../../../../renderer/engine/media/localMedia.ts';
import { camera, FakeDevices, microphone, speaker } from './fakeDevices.ts';
import { ManualClock } from './manualClock.ts';

/** What local media stands on in Node: devices, a meter, a loudspeaker and a clock of the test's. */
export class LocalMediaStage {
  devices = new FakeDevices([microphone('m1'), camera('c1'), speaker('s1')]);
  memory: RememberedDevices = {};
  followed: MediaStreamTrack | null = null;
  /** One reading of the meter, as if the microphone were this loud. */
  hear: (rms: number) => void = () => undefined;
  readonly clock = new ManualClock();
  readonly chimes: { readonly speaker: string | null; readonly end: () => void }[] = [];
  readonly #life = new AbortController();

  open(switches = { microphone: true, camera: true }): LocalMedia {
    return createLocalMedia({
      devices: this.devices.port(),
      clock: this.clock,
      remembered: { load: () => this.memory, save: (next) => (this.memory = next) },
      switches,
      signal: this.#life.signal,
      meter: ({ onReading }) => {
        this.hear = onReading;
        return { follow: (track) => (this.followed = track) };
      },
      chime: (to, signal) =>
        new Promise((end) => {
          this.chimes.push({ speaker: to, end });
          signal.addEventListener('abort', () => end());
        }),
    });
  }

  /** Waits until devices, events and timers of half a second have had their effect. */
  async soon(media: LocalMedia): Promise<MediaSnapshot> {
    await this.clock.pass(500);
    return media.current();
  }

  /** Lets the microphone be this loud for so long. */
  hearFor(rms: number, durationMs: number): void {
    for (let passedMs = 0; passedMs < durationMs; passedMs += 50) {
      this.hear(rms);
      this.clock.run(50);
    }
  }

  /** Closes all, and says what is left behind. */
  close(): { readonly tracks: number; readonly listeners: number; readonly timers: number } {
    this.#life.abort();
    const { devices, clock } = this;
    return {
      tracks: devices.live().length,
      listeners: devices.listeners,
      timers: clock.waiting(),
    };
  }
}
