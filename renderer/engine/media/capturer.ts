import type { CaptureFailure } from '../../../preload/contract/mediaSnapshot.ts';
import type { Result } from '../../../preload/contract/result.ts';
import { captureFailure, isOverconstrained } from './captureFailure.ts';

/** What the engine uses of `navigator.mediaDevices`. */
export type CaptureDevices = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

export type CaptureKind = 'microphone' | 'camera';
export type CaptureResult = Result<MediaStreamTrack, CaptureFailure>;

export interface Capturer {
  /**
   * Opens a device.
   *
   * A microphone and a camera asked for in one turn are opened together, which is one question to
   * the person; when that fails, each by itself, so that one does not take the other along.
   *
   * @param device - an id of `enumerateDevices`; null for the system's choice. When it is gone,
   *   any other is opened.
   */
  open(kind: CaptureKind, device: string | null): Promise<CaptureResult>;
}

interface Request {
  readonly device: string | null;
  settle(result: CaptureResult): void;
}

export function createCapturer(devices: CaptureDevices): Capturer {
  let asked = new Map<CaptureKind, Request>();

  async function openAsked(): Promise<void> {
    const requests = asked;
    asked = new Map();
    const [first, second] = requests;
    if (first !== undefined && second !== undefined && (await openBoth(requests))) return;
    await Promise.all(
      [...requests].map(async ([kind, request]) => request.settle(await openOne(kind, request))),
    );
  }

  async function openBoth(requests: ReadonlyMap<CaptureKind, Request>): Promise<boolean> {
    try {
      const stream = await devices.getUserMedia({
        audio: constraints('microphone', requests.get('microphone')?.device ?? null),
        video: constraints('camera', requests.get('camera')?.device ?? null),
      });
      for (const [kind, request] of requests) request.settle(onlyTrack(stream, kind));
      return true;
    } catch {
      return false;
    }
  }

  async function openOne(kind: CaptureKind, { device }: Request): Promise<CaptureResult> {
    try {
      return onlyTrack(await devices.getUserMedia(request(kind, device)), kind);
    } catch (error) {
      if (device !== null && isOverconstrained(error)) {
        return openOne(kind, { device: null, settle: () => undefined });
      }
      return { ok: false, reason: captureFailure(error) };
    }
  }

  return {
    open(kind, device) {
      return new Promise((settle) => {
        if (asked.size === 0) queueMicrotask(() => void openAsked());
        asked.set(kind, { device, settle });
      });
    },
  };
}

function request(kind: CaptureKind, device: string | null): MediaStreamConstraints {
  return { [kind === 'microphone' ? 'audio' : 'video']: constraints(kind, device) };
}

function constraints(kind: CaptureKind, device: string | null): MediaTrackConstraints {
  const chosen = device === null ? {} : { deviceId: { exact: device } };
  return kind === 'microphone'
    ? { ...chosen, echoCancellation: true, noiseSuppression: true, autoGainControl: true }
    : {
        ...chosen,
        width: { ideal: 1_280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30 },
      };
}

function onlyTrack(stream: MediaStream, kind: CaptureKind): CaptureResult {
  const [track] = kind === 'microphone' ? stream.getAudioTracks() : stream.getVideoTracks();
  return track === undefined ? { ok: false, reason: 'failed' } : { ok: true, value: track };
}
