// One round: everything that is measured of one subject, from its start to its end.
import { setTimeout as delay } from 'node:timers/promises';
import { watchOthers } from '../busyMachine.ts';
import { treeCpuSeconds } from '../processTree.ts';
import { median } from '../spread.ts';
import { loadInto } from './bareWindow.ts';
import type { Painter } from './painter.ts';
import type { SceneName } from './painterPage.ts';
import { crop, psnr, type Picture } from './picture.ts';
import { startProfile, type Profile } from './profile.ts';
import { REGION } from './scene.ts';
import type { PresentingSubject } from './subject.ts';
import type { Grab, Reading, ViewerPage } from './viewerPage.ts';

declare global {
  interface Window {
    viewer: ViewerPage;
  }
}

/** What was seen while a scene was live. */
export interface Live extends Reading {
  /** Pictures that the source showed a second. */
  readonly paintedFps: number;
  readonly shownFps: number;
  /** Of one core, 0 to 1 and above, of each process tree. */
  readonly presenterCpu: number;
  readonly viewerCpu: number;
  /** Share of the machine that others used meanwhile, 0 to 1. */
  readonly othersShare: number;
  readonly profile: Profile;
}

export interface Round {
  readonly scroll: Live;
  readonly type: Live;
  /** Width of the picture and its quality, dB, in motion and a second after. */
  readonly motion: { readonly width: number; readonly psnr: number };
  readonly stopped: { readonly width: number; readonly psnr: number };
  /** From a slide change until the picture is sharp; null where it did not become so in time. */
  readonly slidesMs: readonly (number | null)[];
  readonly staticKbps: number;
  /** The page of text as it was a second after it came. */
  readonly text: Picture;
  readonly withCameras: { readonly scroll: Live; readonly type: Live };
}

/** Pictures of the slides as they are on the presenter's screen. */
export type SlideSources = Readonly<Record<'slideA' | 'slideB', Picture>>;

const SCROLL_RAMP_MS = 4_000;
const SCROLL_MS = 4_000;
const TYPE_RAMP_MS = 1_000;
const TYPE_MS = 5_000;
/** How long a slide stays, and so the longest time that its sharpening is waited for. */
export const SLIDE_MS = 2_000;
const SHARP_SSIM = 0.98;
const STILL_MS = 5_000;
const CAMERA_RAMP_MS = 3_000;
const MOTION_GRABS = 3;
/** Pixels that text scrolls in two frames and a little more. */
const MOST_SHIFT = 16;

export async function measureRound(
  subject: PresentingSubject,
  painter: Painter,
  slides: SlideSources,
): Promise<Round> {
  const { page } = subject.viewer;
  await loadInto(page, 'viewerPage.ts');
  // From stillness to much motion, as people present; the bandwidth estimate grows meanwhile.
  await painter.show('text');
  await delay(1_000);
  // Not before: a tile that is laid out anew, as when the share comes, has another element.
  await page.waitForFunction((selector) => {
    const video = document.querySelector(selector);
    return video instanceof HTMLVideoElement && video.readyState >= video.HAVE_CURRENT_DATA;
  }, subject.video);
  await page.evaluate((selector) => window.viewer.watch(selector), subject.video);
  const text = await grab(subject);
  await delay(STILL_MS - 1_000);
  const still = await startProfile(subject);
  await delay(STILL_MS);
  const { kbps: staticKbps } = await still();

  const type = await live(subject, painter, 'type', TYPE_RAMP_MS, TYPE_MS);

  const slidesMs: (number | null)[] = [];
  for (const slide of ['slideA', 'slideB', 'slideA', 'slideB'] as const) {
    slidesMs.push(await changeSlide(subject, painter, slide, slides[slide]));
  }

  const scroll = await live(subject, painter, 'scroll', SCROLL_RAMP_MS, SCROLL_MS);
  const moving: Grab[] = [];
  for (let times = 0; times < MOTION_GRABS; times++) moving.push(await grab(subject));
  const heldAt = await painter.hold();
  await delay(1_000);
  const stopped = await grab(subject);
  const stoppedSource = await painter.source();
  const motion = await qualityInMotion(moving, painter);

  await subject.openCameras();
  const withCameras = {
    scroll: await live(subject, painter, 'scroll', CAMERA_RAMP_MS, SCROLL_MS),
    type: await live(subject, painter, 'type', TYPE_RAMP_MS, TYPE_MS),
  };
  await painter.show('text');
  return {
    scroll,
    type,
    motion,
    stopped: {
      width: stopped.width,
      psnr: stopped.code === heldAt ? psnr(toPicture(stopped), stoppedSource) : 0,
    },
    slidesMs,
    staticKbps,
    text: toPicture(text),
    withCameras,
  };
}

async function live(
  subject: PresentingSubject,
  painter: Painter,
  scene: SceneName,
  rampMs: number,
  ms: number,
): Promise<Live> {
  await painter.show(scene);
  await delay(rampMs);
  return watchLive(subject, painter, ms);
}

async function watchLive(subject: PresentingSubject, painter: Painter, ms: number): Promise<Live> {
  const { presenter, viewer } = subject;
  const paintedBefore = await painter.painted();
  const endProfile = await startProfile(subject);
  await viewer.page.evaluate(() => window.viewer.startReading());
  const cpuOf = (): readonly [number, number] => [
    treeCpuSeconds(presenter.root),
    treeCpuSeconds(viewer.root),
  ];
  const endOthers = watchOthers();
  const before = cpuOf();
  const startedMs = performance.now();
  await delay(ms);
  const after = cpuOf();
  const othersShare = endOthers();
  const cpuSeconds = (performance.now() - startedMs) / 1_000;
  const reading = await viewer.page.evaluate(() => window.viewer.stopReading());
  const profile = await endProfile();
  const painted = (await painter.painted()) - paintedBefore;
  return {
    ...reading,
    paintedFps: painted / reading.seconds,
    shownFps: reading.frames / reading.seconds,
    presenterCpu: (after[0] - before[0]) / cpuSeconds,
    viewerCpu: (after[1] - before[1]) / cpuSeconds,
    othersShare,
    profile,
  };
}

/** The middle of the qualities of some pictures of scrolling text. */
async function qualityInMotion(grabs: readonly Grab[], painter: Painter): Promise<Round['motion']> {
  const qualities: number[] = [];
  for (const one of grabs) {
    if (one.code === null) continue;
    qualities.push(bestQuality(toPicture(one), await painter.scrolled(one.code)));
  }
  return { width: grabs[0]?.width ?? 0, psnr: median(qualities) };
}

/**
 * Quality beside a source that may be a frame older or newer: a screen is captured while it is
 * being painted, so that clock and text need not be of the same moment.
 */
function bestQuality(received: Picture, source: Picture): number {
  const middle = received.height >> 1;
  const sample = { x: 0, y: middle, width: REGION.width, height: 64 };
  const part = crop(received, sample);
  const shifts = Array.from({ length: 2 * MOST_SHIFT + 1 }, (_, index) => index - MOST_SHIFT);
  const qualityAt = (shift: number): number =>
    psnr(part, crop(source, { ...sample, x: REGION.x, y: REGION.y + middle + shift }));
  const best = shifts.reduce((one, other) => (qualityAt(other) > qualityAt(one) ? other : one));
  return psnr(received, crop(source, { ...REGION, y: REGION.y + best }));
}

async function changeSlide(
  { viewer: { page } }: PresentingSubject,
  painter: Painter,
  slide: 'slideA' | 'slideB',
  source: Picture,
): Promise<number | null> {
  await page.evaluate((ms) => window.viewer.record(ms), SLIDE_MS);
  const code = await painter.show(slide);
  await delay(SLIDE_MS);
  return page.evaluate(([at, luma, least]) => window.viewer.sharpAfterMs(at, luma, least), [
    code,
    Buffer.from(source.luma).toString('base64'),
    SHARP_SSIM,
  ] as const);
}

function grab({ viewer: { page } }: PresentingSubject): Promise<Grab> {
  return page.evaluate(() => window.viewer.grab());
}

function toPicture({ region }: Grab): Picture {
  return {
    width: REGION.width,
    height: REGION.height,
    luma: new Uint8Array(Buffer.from(region, 'base64')),
  };
}
