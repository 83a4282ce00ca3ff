/*
 * Loaded into the page of the one who watches, floor or app: reads the shared picture's pixels from
 * the <video> that shows it. Reads planes of the decoded frame itself rather than a canvas, which
 * costs next to nothing and keeps luma as it came.
 */
import { ageMs, CODE_RECT, readClock } from './clockCode.ts';
import { crop, resize, ssim, type Picture } from './picture.ts';
import { REGION, SCREEN } from './scene.ts';

/** What was shown while it was read. */
export interface Reading {
  /** Of each picture that had not been seen before: its age when it was shown, milliseconds. */
  readonly agesMs: readonly number[];
  readonly frames: number;
  /** Frames in which no clock could be read. */
  readonly unread: number;
  readonly seconds: number;
}

export interface Grab {
  readonly code: number | null;
  /** Size of the video as it came. */
  readonly width: number;
  readonly height: number;
  /** Luma of the region, at the screen's size, in base64. */
  readonly region: string;
}

export interface ViewerPage {
  /** From now on the video that matches is read. */
  watch(selector: string): void;
  startReading(): void;
  stopReading(): Reading;
  /** What is shown now. */
  grab(): Promise<Grab>;
  /** Waits for the picture with this code. */
  seen(code: number): Promise<void>;
  /** Keeps all pictures that are shown for this long. */
  record(ms: number): void;
  /**
   * Of what was recorded: how long after the clock of `code` the picture was as good as its source.
   *
   * @param source - luma of the region in base64.
   * @returns milliseconds; null when it was not.
   */
  sharpAfterMs(code: number, source: string, leastSsim: number): Promise<number | null>;
}

declare global {
  interface Window {
    viewer: ViewerPage;
  }
}

let video: HTMLVideoElement | null = null;
let reading = false;
let agesMs: number[] = [];
let frames = 0;
let unread = 0;
let startedMs = 0;
let seen = new Set<number>();
let waiting: { readonly code: number; readonly resolve: () => void } | null = null;
let recorded: { readonly atMs: number; readonly code: number | null; readonly picture: Picture }[] =
  [];
let recordingUntilMs = 0;

async function lumaOf(frame: VideoFrame, rect: DOMRectInit): Promise<Picture & { stride: number }> {
  const { format } = frame;
  if (format !== 'I420' && format !== 'NV12' && format !== 'I420A') {
    throw new Error(`pictures come as ${format}, which has no plane of luma`);
  }
  const bytes = new Uint8Array(frame.allocationSize({ rect }));
  const [plane] = await frame.copyTo(bytes, { rect });
  const { width = 0, height = 0 } = rect;
  if (plane === undefined) throw new Error('a frame has no plane');
  const luma = bytes.subarray(plane.offset, plane.offset + plane.stride * height);
  return { width, height, luma, stride: plane.stride };
}

/** The clock in a frame. */
async function codeIn(frame: VideoFrame): Promise<number | null> {
  const scale = frame.codedWidth / SCREEN.width;
  const even = (value: number): number => Math.floor((value * scale) / 2) * 2;
  const strip = await lumaOf(frame, {
    x: even(CODE_RECT.x),
    y: even(CODE_RECT.y),
    width: even(CODE_RECT.width),
    height: even(CODE_RECT.height),
  });
  return readClock(strip.luma, strip.stride, scale);
}

/** The region of a frame, at the screen's size. */
async function regionOf(frame: VideoFrame): Promise<Picture> {
  if (frame.codedWidth === SCREEN.width && frame.codedHeight === SCREEN.height) {
    return lumaOf(frame, { ...REGION });
  }
  const { codedWidth: width, codedHeight: height } = frame;
  const whole = await lumaOf(frame, { x: 0, y: 0, width, height });
  return crop(resize(whole, SCREEN.width, SCREEN.height), REGION);
}

function onFrame(): void {
  const atMs = Date.now();
  if (video === null) return;
  video.requestVideoFrameCallback(onFrame);
  frames += 1;
  if (!reading && waiting === null && atMs > recordingUntilMs) return;
  void read(new VideoFrame(video), atMs);
}

async function read(frame: VideoFrame, atMs: number): Promise<void> {
  try {
    const code = await codeIn(frame);
    if (atMs <= recordingUntilMs) recorded.push({ atMs, code, picture: await regionOf(frame) });
    if (code === null) unread += 1;
    else if (!seen.has(code)) {
      seen.add(code);
      if (reading) agesMs.push(ageMs(code, atMs));
    }
    if (waiting !== null && code === waiting.code) {
      waiting.resolve();
      waiting = null;
    }
  } finally {
    frame.close();
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8_192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  }
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

window.viewer = {
  watch(selector) {
    const found = document.querySelector(selector);
    if (!(found instanceof HTMLVideoElement)) throw new Error('there is no such video');
    video = found;
    video.requestVideoFrameCallback(onFrame);
  },
  startReading() {
    agesMs = [];
    frames = 0;
    unread = 0;
    seen = new Set();
    startedMs = performance.now();
    reading = true;
  },
  stopReading() {
    reading = false;
    return { agesMs, frames, unread, seconds: (performance.now() - startedMs) / 1_000 };
  },
  async grab() {
    if (video === null) throw new Error('nothing is watched');
    const frame = new VideoFrame(video);
    try {
      const region = await regionOf(frame);
      return {
        code: await codeIn(frame),
        width: frame.codedWidth,
        height: frame.codedHeight,
        region: toBase64(region.luma),
      };
    } finally {
      frame.close();
    }
  },
  seen(code) {
    if (video === null) throw new Error('nothing is watched');
    const shown = new Promise<void>((resolve) => {
      waiting = { code, resolve };
    });
    // It may be there already, and a still picture brings no more frames.
    void read(new VideoFrame(video), Date.now());
    return shown;
  },
  record(ms) {
    recorded = [];
    recordingUntilMs = Date.now() + ms;
  },
  async sharpAfterMs(code, source, leastSsim) {
    const wanted: Picture = { ...REGION, luma: fromBase64(source) };
    const first = recorded.find(
      (one) => one.code === code && ssim(one.picture, wanted) >= leastSsim,
    );
    recorded = [];
    return first === undefined ? null : ageMs(code, first.atMs);
  },
};
