import { beforeEach, describe, expect, test } from 'vitest';
import { paletteEntries, type PaletteSources } from '../../../main/windows/paletteEntries.ts';
import { ManualClock } from '../../support/clientClock.ts';
import {
  QuickPalette,
  type PaletteWindow,
  type PaletteWindowEvents,
} from '../../../main/windows/quickPalette.ts';
import type { RecentCall } from '../../../preload/contract/recentCalls.ts';
import { PaletteState } from '../../../preload/contract/ringing.ts';
import { address, contact, contactsState, room } from '../../support/quickCallPeople.ts';

function recentCall(text: string, startedAtMs: number, pinned = false): RecentCall {
  return {
    room: room(text),
    server: null,
    pinned,
    startedAtMs,
    durationMs: 1,
    people: [],
    contact: null,
    outcome: 'held',
  };
}

const PEOPLE = contactsState([
  contact('Ada', { presence: 'unavailable', lastCallAtMs: 90 }),
  contact('Bo', { lastCallAtMs: 10 }),
  contact('Cleo', { presence: 'busy', lastCallAtMs: 20 }),
  contact('Dora'),
  contact('Eve', { presence: 'unavailable' }),
  contact('Fay', { standing: 'blocked' }),
  contact('Gus', { standing: 'asked' }),
]);
const ROOMS = [recentCall('pinned', 1, true), recentCall('newer', 3), recentCall('older', 2)];

describe('the palette offers', () => {
  const read = (isInCall: boolean): string[] =>
    paletteEntries({ contacts: PEOPLE, recentCalls: ROOMS, isInCall, here: [] }).map((entry) =>
      entry.type === 'contact' ? entry.name : entry.room,
    );

  test('who is there, called last first, then the others, then rooms, the newest first', () => {
    expect(read(false)).toEqual(
      ['Cleo', 'Bo', 'Dora', 'Ada', 'Eve'].concat(['newer', 'older', 'pinned']),
    );
  });

  test('people alone in a call', () => {
    expect(read(true)).toEqual(['Cleo', 'Bo', 'Dora', 'Ada', 'Eve']);
  });

  test('people who are in the call marked as that', () => {
    const here = [address('b')];
    const contacts = contactsState([
      contact('Ada', { address: address('a') }),
      contact('Bo', { address: address('b') }),
    ]);
    const entries = paletteEntries({ contacts, recentCalls: [], isInCall: true, here });
    expect(entries).toMatchObject([
      { name: 'Ada', isHere: false },
      { name: 'Bo', isHere: true },
    ]);
  });

  test('no more than its channel carries, with all contacts and rooms that there can be', () => {
    const contacts = contactsState(Array.from({ length: 512 }, () => contact('Ada')));
    const recentCalls = Array.from({ length: 60 }, (_, at) => recentCall('room', at));
    const entries = paletteEntries({ contacts, recentCalls, isInCall: false, here: [] });
    const state = { language: 'en', theme: 'dark', showing: 1, entries, inCall: false };
    expect(PaletteState.safeParse(state).success).toBe(true);
  });
});

describe('the palette', () => {
  class Window implements PaletteWindow {
    readonly did: string[] = [];
    state: PaletteState;
    readonly events: PaletteWindowEvents;

    constructor(first: PaletteState, events: PaletteWindowEvents) {
      this.state = first;
      this.events = events;
    }

    tell(state: PaletteState): void {
      this.state = state;
      this.did.push(`tell ${state.entries.length}`);
    }

    show(): void {
      this.did.push('show');
    }

    hide(): void {
      this.did.push('hide');
    }

    close(): void {
      this.did.push('close');
    }
  }

  let windows: Window[];
  let sources: PaletteSources;
  let palette: QuickPalette;
  let done: number;
  let clock: ManualClock;

  beforeEach(() => {
    windows = [];
    done = 0;
    clock = new ManualClock();
    sources = {
      look: { language: 'en', theme: 'dark' },
      contacts: PEOPLE,
      recentCalls: ROOMS,
      isInCall: false,
      here: [],
    };
    palette = new QuickPalette({
      open(first, events) {
        const window = new Window(first, events);
        windows.push(window);
        return window;
      },
      sources: () => sources,
      done: () => (done += 1),
      clock,
    });
  });

  test('is ready before it is asked for, with all that it will show', () => {
    palette.prepare();
    palette.prepare();
    expect(windows).toHaveLength(1);
    expect(windows[0]!.state.entries).toHaveLength(8);
    palette.toggle();
    expect(windows[0]!.did).toEqual(['show']);
  });

  test('forgets what was typed when it goes, before it is shown again', () => {
    palette.toggle();
    const { showing } = windows[0]!.state;
    palette.toggle();
    expect(windows[0]!.did).toEqual(['show', 'hide', 'tell 8']);
    expect(windows[0]!.state.showing).toBeGreaterThan(showing);
    palette.show();
    expect(windows[0]!.did.slice(3)).toEqual(['show']);
  });

  test('goes when it loses the keyboard, once', () => {
    palette.show();
    windows[0]!.events.left();
    windows[0]!.events.left();
    expect(windows[0]!.did.filter((did) => did === 'hide')).toHaveLength(1);
  });

  test('tells when the person is done with it, not when its shortcut or another window hides it', () => {
    palette.toggle();
    palette.toggle();
    palette.show();
    windows[0]!.events.left();
    expect(done).toBe(0);
    palette.show();
    palette.hide();
    palette.hide();
    expect(done).toBe(1);
  });

  test('follows what changes, out of sight too, and is told nothing twice', () => {
    palette.prepare();
    palette.update();
    clock.advance(200);
    expect(windows[0]!.did).toEqual([]);
    sources = { ...sources, recentCalls: [] };
    palette.update();
    sources = { ...sources, look: { language: 'en', theme: 'light' } };
    palette.update();
    clock.advance(200);
    expect(windows[0]!.did).toEqual(['tell 5']);
    expect(windows[0]!.state.theme).toBe('light');
    palette.show();
    const { showing } = windows[0]!.state;
    sources = { ...sources, isInCall: true };
    palette.update();
    palette.update();
    expect(windows[0]!.state).toMatchObject({ inCall: true, showing });
    expect(windows[0]!.did).toEqual(['tell 5', 'show', 'tell 5']);
  });

  test('comes up with the newest, however short before it has changed', () => {
    palette.prepare();
    sources = { ...sources, recentCalls: [] };
    palette.update();
    palette.show();
    expect(windows[0]!.did).toEqual(['tell 5', 'show']);
    clock.advance(200);
    expect(windows[0]!.did).toHaveLength(2);
  });

  test('is made anew when its window was lost', () => {
    palette.show();
    windows[0]!.events.closed();
    palette.show();
    expect(windows[1]!.did).toEqual(['show']);
    expect(windows[1]!.state.entries).toHaveLength(8);
  });
});
