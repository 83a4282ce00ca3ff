import type { PickerSnapshot } from '../../preload/contract/appSnapshot.ts';
import { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import { NOT_SHARING, adasScreen, inCall, type Scene } from './base.ts';

/** The picker before there is anything to say. */
export const CLOSED_PICKER: Omit<PickerSnapshot, 'sources'> = {
  state: 'closed',
  failure: null,
  picker: 'own',
  sound: 'unsupported',
  regions: false,
  replaces: null,
  choosingRegion: false,
};

const open = { state: 'ready', thumbnails: true, regions: true } as const;
const sharing = { screens: [adasScreen], share: { ...NOT_SHARING, state: 'on' as const } };

export const PICKER_SCENES: Readonly<Record<string, Scene>> = {
  picker: {
    app: { ...inCall, platform: 'win32' },
    picker: { ...open, sound: 'available' },
    press: ['Windows', 'Spring release', 'Share computer sound'],
  },
  'picker-screens': {
    app: inCall,
    call: sharing,
    picker: { ...open, sound: 'same-speaker' },
    press: ['Screen 1', 'Motion'],
  },
  'picker-search': {
    app: inCall,
    call: sharing,
    picker: { ...open, replaces: adasScreen.share },
    press: ['Windows'],
    type: 'harb',
  },
  'picker-nothing-found': { app: inCall, picker: open, type: 'zzz' },
  'picker-area': { app: inCall, picker: { ...open, choosingRegion: true } },
  'picker-system': {
    app: inCall,
    picker: { state: 'ready', picker: 'system', sound: 'available' },
  },
  'picker-sound-reason': {
    app: inCall,
    picker: { ...open, sound: 'same-speaker' },
    hover: 'Share computer sound',
  },
  'picker-loading': { app: inCall, picker: { state: 'loading' } },
  'picker-empty': { app: inCall, picker: { state: 'ready' } },
  'picker-denied': {
    app: { ...inCall, platform: 'darwin' },
    picker: { state: 'failed', failure: 'denied' },
  },
};

const WINDOWS = [
  'ship.ts, warehouse',
  'Spring release',
  'Carrier costs 2026',
  'Harbour ferries, timetable for the whole summer season',
  'build, 3 jobs',
  'Retro board',
  'One more window',
];

export interface SourcePictures {
  readonly thumbnails: readonly Uint8Array<ArrayBuffer>[];
  readonly icon: Uint8Array<ArrayBuffer>;
}

export function sourcesOf({ thumbnails, icon }: SourcePictures): PickerSnapshot['sources'] {
  const picture = (index: number): Uint8Array<ArrayBuffer> =>
    index === 4 ? new Uint8Array() : (thumbnails[index % thumbnails.length] ?? new Uint8Array());
  return [
    ...[1, 2].map((number) => ({
      id: ScreenSourceId.parse(`screen:${number}:0`),
      kind: 'screen' as const,
      name: `Screen ${number}`,
      thumbnail: picture(number),
      thumbnailKey: `s${number}`,
      icon: null,
      display: number,
      shared: number === 2,
    })),
    ...WINDOWS.map((name, index) => ({
      id: ScreenSourceId.parse(`window:${index}:0`),
      kind: 'window' as const,
      name,
      thumbnail: picture(index),
      thumbnailKey: `w${index}`,
      icon: index % 3 === 1 ? null : icon,
      display: index < 4 ? 1 : 2,
      shared: index === 1,
    })),
  ];
}
