import { median, spreadOf } from '../spread.ts';
import { formatTable } from '../table.ts';
import { FIGURES, type Figure, type FigureName, type QuickCallBench } from './quickCall.ts';

interface Row {
  readonly name: string;
  readonly unit: 'ms' | 'MiB';
  /** The figure must not exceed this. */
  readonly most?: number;
  /** The floor's figure must not be exceeded by more than this factor. */
  readonly mostRatio?: number;
}

const ROWS: Readonly<Record<FigureName, Row>> = {
  ringTold: { name: 'click on a contact → told at the other side', unit: 'ms' },
  ringPainted: { name: 'click on a contact → their small window painted', unit: 'ms', most: 150 },
  ringPaintedInTray: { name: '  with their window closed', unit: 'ms', most: 150 },
  heard: { name: 'accept → audio both ways', unit: 'ms', mostRatio: 1.5 },
  heardByPicture: { name: "  beside the floor's first picture", unit: 'ms', mostRatio: 1.5 },
  heardFromTray: { name: '  with their window closed', unit: 'ms' },
  palettePainted: { name: 'palette shortcut → painted', unit: 'ms', most: 100 },
  startUsed: { name: 'spawn → first paint', unit: 'ms', mostRatio: 1.75 },
  startNew: { name: '  in a new folder', unit: 'ms' },
  memoryOpen: { name: 'idle, window open, PSS', unit: 'MiB', mostRatio: 1.3 },
  memoryOpenOtherServer: {
    name: '  without a server of its own',
    unit: 'MiB',
    mostRatio: 1.3,
  },
  memoryOpenNoContacts: { name: '  before the first contact', unit: 'MiB', mostRatio: 1.3 },
  memoryTray: { name: 'idle, in the tray, PSS', unit: 'MiB', mostRatio: 0.8 },
  memoryTrayOtherServer: {
    name: '  without a server of its own',
    unit: 'MiB',
    mostRatio: 0.8,
  },
  memoryTrayNoContacts: { name: '  before the first contact', unit: 'MiB', mostRatio: 0.8 },
};

/** The table of quick calls. */
export function formatQuickCall({ figures, othersShare }: QuickCallBench): string {
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  const { floor, parley } = figures.startUsed;
  const taken = FIGURES.filter((name) => figures[name].parley.length > 0);
  return [
    ...formatTable([
      ['quick call', 'unit', 'floor', 'parley', 'ratio', 'goal'],
      ...taken.map((name) => [
        ROWS[name].name,
        ROWS[name].unit,
        spread(figures[name].floor),
        spread(figures[name].parley),
        ratio(figures[name]),
        goal(ROWS[name]),
      ]),
    ]),
    `medians (ranges), most of ${floor.length} and ${parley.length} interleaved; others used ` +
      (othersShare.calls === null
        ? ''
        : `${percent(othersShare.calls)} of the machine during calls, `) +
      `${percent(othersShare.starts)} during starts`,
    'painted: read off the screen every millisecond or two; audio: frames of 10 ms, looked at every 5',
    '',
    '',
  ].join('\n');
}

function spread(values: readonly number[]): string {
  if (values.length === 0) return '';
  const { median: middle, min, max } = spreadOf(values);
  return `${middle.toFixed(0)} (${min.toFixed(0)} to ${max.toFixed(0)})`;
}

function ratio({ floor, parley }: Figure): string {
  const value = median(parley) / median(floor);
  return Number.isFinite(value) ? value.toFixed(2) : '';
}

function goal({ most, mostRatio, unit }: Row): string {
  if (most !== undefined) return `≤ ${most} ${unit}`;
  return mostRatio === undefined ? '' : `≤ ${mostRatio}`;
}
