import type { EngineLog } from './engineLog.ts';
import type { DegradationPreference } from './sending.ts';

/** Beside a shared screen faces are a row of small tiles, and the screen needs what is left. */
const BESIDE_A_SCREEN = {
  scaleResolutionDownBy: 2,
  maxFramerate: 15,
  maxBitrate: 400_000,
} as const;

interface Parameters extends RTCRtpSendParameters {
  degradationPreference?: DegradationPreference;
}

/** How one camera is encoded for one member: the last wish wins, and one is under way at a time. */
export class CameraSending {
  readonly #sender: RTCRtpSender;
  readonly #log: EngineLog;
  #preference: DegradationPreference = 'maintain-resolution';
  #small = false;
  #wishes = 0;
  #busy = false;

  constructor(sender: RTCRtpSender, log: EngineLog) {
    this.#sender = sender;
    this.#log = log;
  }

  /** What is kept when not everything can be. */
  prefer(preference: DegradationPreference): void {
    this.#preference = preference;
    this.#wish();
  }

  /** Whether it is shown in a small tile from now on. */
  shrink(small: boolean): void {
    if (this.#small === small) return;
    this.#small = small;
    this.#wish();
  }

  #wish(): void {
    this.#wishes += 1;
    if (!this.#busy) void this.#apply();
  }

  async #apply(): Promise<void> {
    this.#busy = true;
    try {
      for (let done = -1; done !== this.#wishes;) {
        done = this.#wishes;
        await this.#set();
      }
    } catch (error) {
      // Closed meanwhile, or the runtime does not know a parameter.
      this.#log('debug', 'sender refused parameters', { error: String(error) });
    } finally {
      this.#busy = false;
    }
  }

  async #set(): Promise<void> {
    const parameters: Parameters = this.#sender.getParameters();
    parameters.degradationPreference = this.#preference;
    for (const encoding of parameters.encodings) {
      if (this.#small) Object.assign(encoding, BESIDE_A_SCREEN);
      else {
        delete encoding.maxFramerate;
        delete encoding.maxBitrate;
        encoding.scaleResolutionDownBy = 1;
      }
    }
    await this.#sender.setParameters(parameters);
  }
}
