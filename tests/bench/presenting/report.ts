import { median, percentile95, spreadOf } from '../spread.ts';
import { formatTable } from '../table.ts';
import { SLIDE_MS, type Live, type Round } from './measure.ts';
import type { PresentingBench, PresentingSample } from './presenting.ts';
import type { Profile } from './profile.ts';

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  of(sample: PresentingSample): number;
  /** The floor's figure must not be exceeded by more than this factor. */
  readonly most?: number;
  /** The figure itself must not be below. */
  readonly least?: number;
}

const percent = (share: number): number => share * 100;

function slideMs({ slidesMs }: Round): number {
  return slidesMs.reduce<number>((sum, ms) => sum + (ms ?? SLIDE_MS), 0) / slidesMs.length;
}

const LATENCY = { unit: 'ms', digits: 0, most: 1.25 } as const;
const CPU = { unit: '% of a core', digits: 0 } as const;

/** Rows for a scene while it is live. */
function liveRows(label: string, of: (round: Round) => Live): Row[] {
  return [
    {
      name: `one way, ${label}, median`,
      ...LATENCY,
      of: ({ round }) => median(of(round).agesMs),
    },
    {
      name: `one way, ${label}, p95`,
      ...LATENCY,
      of: ({ round }) => percentile95(of(round).agesMs),
    },
    {
      name: `frames shown, ${label}`,
      unit: '1/s',
      digits: 1,
      of: ({ round }) => of(round).shownFps,
    },
    {
      name: `presenter, ${label}`,
      ...CPU,
      of: ({ round }) => percent(of(round).presenterCpu),
    },
    { name: `viewer, ${label}`, ...CPU, of: ({ round }) => percent(of(round).viewerCpu) },
  ];
}

const ROWS: readonly Row[] = [
  ...liveRows('scrolling', (round) => round.scroll),
  ...liveRows('typing', (round) => round.type),
  {
    name: 'width in motion',
    unit: 'px',
    digits: 0,
    of: ({ round }) => round.motion.width,
    least: 1_920,
  },
  { name: 'quality in motion', unit: 'dB', digits: 1, of: ({ round }) => round.motion.psnr },
  {
    name: 'width 1 s after',
    unit: 'px',
    digits: 0,
    of: ({ round }) => round.stopped.width,
    least: 1_920,
  },
  {
    name: 'quality 1 s after',
    unit: 'dB',
    digits: 1,
    of: ({ round }) => round.stopped.psnr,
    least: 40,
  },
  { name: 'slide change → SSIM 0.98', unit: 'ms', digits: 0, of: ({ round }) => slideMs(round) },
  { name: 'still picture', unit: 'kbit/s', digits: 0, of: ({ round }) => round.staticKbps },
  {
    name: 'misread, 10 px text',
    unit: '%',
    digits: 1,
    of: ({ textErrors }) => percent(textErrors[10]),
  },
  {
    name: 'misread, 12 px text',
    unit: '%',
    digits: 1,
    of: ({ textErrors }) => percent(textErrors[12]),
  },
  {
    name: 'misread, 14 px text',
    unit: '%',
    digits: 1,
    of: ({ textErrors }) => percent(textErrors[14]),
  },
  ...liveRows('scrolling, cameras on', (round) => round.withCameras.scroll),
  ...liveRows('typing, cameras on', (round) => round.withCameras.type),
];

/** The table, and where the time goes by the statistics of both ends. */
export function formatPresenting({ floor, parley }: PresentingBench): string {
  const figures = (samples: readonly PresentingSample[], { of, digits }: Row): string => {
    const { median: middle, min, max } = spreadOf(samples.map(of));
    return `${middle.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
  };
  const ratio = ({ of }: Row): string => {
    const value = median(parley.map(of)) / median(floor.map(of));
    return Number.isFinite(value) ? value.toFixed(2) : '';
  };
  const goal = ({ most, least, digits }: Row): string => {
    if (most !== undefined) return `≤ ${most}`;
    return least === undefined ? '' : `≥ ${least.toFixed(digits > 0 ? 0 : digits)}`;
  };
  const others = (samples: readonly PresentingSample[]): string => {
    const shares = samples.flatMap(({ round }) =>
      livesOf(round).map(([, live]) => percent(live.othersShare)),
    );
    return `${median(shares).toFixed(0)} % (at most ${Math.max(...shares).toFixed(0)})`;
  };
  const count = (of: (round: Round) => Live): string =>
    [floor, parley]
      .map((samples) => samples.reduce((sum, { round }) => sum + of(round).agesMs.length, 0))
      .join(' and ');
  return [
    ...formatTable([
      ['presenting 1920×1080', 'unit', 'floor', 'parley', 'ratio', 'goal'],
      ...ROWS.map((row) => [
        row.name,
        row.unit,
        figures(floor, row),
        figures(parley, row),
        ratio(row),
        goal(row),
      ]),
    ]),
    `medians (ranges) of ${floor.length} interleaved rounds; pictures timed: ` +
      `${count((round) => round.scroll)} scrolling, ${count((round) => round.type)} typing; ` +
      `others used ${others(floor)} of the machine beside the floor, ${others(parley)} beside parley`,
    '',
    ...formatProfiles('floor', floor),
    ...formatProfiles('parley', parley),
    '',
  ].join('\n');
}

function livesOf(round: Round): readonly (readonly [string, Live])[] {
  return [
    ['scrolling', round.scroll],
    ['typing', round.type],
    ['scrolling, cameras on', round.withCameras.scroll],
    ['typing, cameras on', round.withCameras.type],
  ];
}

function formatProfiles(name: string, samples: readonly PresentingSample[]): string[] {
  const [first] = samples;
  if (first === undefined) return [];
  return livesOf(first.round).map(([label], index) => {
    const lives = samples.flatMap(({ round }) => livesOf(round)[index]?.[1] ?? []);
    const others = percent(median(lives.map((live) => live.othersShare))).toFixed(0);
    const profile = formatProfile(lives.map((live) => live.profile));
    return `${name}, ${label}: ${profile}; others used ${others} %`;
  });
}

type Figure = { [Key in keyof Profile]: Profile[Key] extends number ? Key : never }[keyof Profile];

function formatProfile(profiles: readonly Profile[]): string {
  const middle = (key: Figure, digits = 0): string =>
    median(profiles.map((profile) => profile[key])).toFixed(digits);
  const last = profiles.at(-1);
  return [
    `${last?.codec} by ${last?.encoder} at ${middle('width')}×${middle('height')}`,
    `${middle('capturedFps')} captured, ${middle('encodedFps')} encoded, ${middle('decodedFps')} decoded a second`,
    `encode ${middle('encodeMs', 1)}, pacing ${middle('pacingMs', 1)}, jitter buffer ${middle('jitterBufferMs', 1)}, decode ${middle('decodeMs', 1)} ms`,
    `quantiser ${middle('quantiser')}, ${middle('kbps')} of ${middle('availableKbps')} kbit/s`,
    `limited by ${last?.limitedBy}`,
  ].join('; ');
}
