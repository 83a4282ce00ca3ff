import type { DeviceKind } from './settings.ts';

export interface DeviceOption {
  readonly id: string;
  readonly label: string;
}

/** Why a microphone or camera gives nothing. */
export type CaptureFailure =
  /** The person or the system said no. */
  | 'denied'
  /** None is plugged in. */
  | 'missing'
  /** Another app has it. */
  | 'busy'
  | 'failed';

export type CaptureState =
  | { readonly state: 'off' }
  | { readonly state: 'starting' }
  | { readonly state: 'live' }
  | { readonly state: 'failed'; readonly failure: CaptureFailure };

/** A device in use went away and another took its place (or none was left: null). */
export interface DeviceNotice {
  readonly key: string;
  readonly kind: DeviceKind;
  readonly lost: string;
  readonly now: string | null;
}

/** One's own devices, in the green room and in the call. */
export interface MediaSnapshot {
  readonly microphones: readonly DeviceOption[];
  readonly cameras: readonly DeviceOption[];
  readonly speakers: readonly DeviceOption[];
  readonly chosen: {
    readonly microphone: string | null;
    readonly camera: string | null;
    readonly speaker: string | null;
  };
  /** The switches, whether or not the device can follow. */
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  readonly microphone: CaptureState;
  readonly camera: CaptureState;
  /** How often each was wanted that did not work, or was chosen anew. */
  readonly attempts: { readonly microphone: number; readonly camera: number };
  readonly speaking: boolean;
  /** Sound came in while muted. */
  readonly mutedSpeech: boolean;
  readonly testingSpeaker: boolean;
  readonly notices: readonly DeviceNotice[];
}

export type MediaIntent =
  | { readonly type: 'set-microphone'; readonly on: boolean }
  | { readonly type: 'set-camera'; readonly on: boolean }
  | { readonly type: 'choose-device'; readonly kind: DeviceKind; readonly id: string }
  | { readonly type: 'retry-device'; readonly kind: 'microphone' | 'camera' }
  | { readonly type: 'test-speaker' }
  | { readonly type: 'dismiss-notice'; readonly key: string };
