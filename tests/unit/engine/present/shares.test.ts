import { beforeEach, describe, expect, test } from 'vitest';
import { Shares, type ShareRequest } from '../../../../renderer/engine/present/shares.ts';
import { ScreenRefusal } from '../../../../renderer/engine/ports.ts';
import { LiveScreen } from '../../../../signaling/protocol/channelFrames.ts';
import { createManualClock, type ManualClock } from '../../../support/engineClock.ts';
import { seededRandom } from '../../../support/engineRandom.ts';
import { FakeScreens, type FakeTrack, type Given } from './fakeScreens.ts';

let clock: ManualClock;
let life: AbortController;
let screens: FakeScreens;
let given: readonly Given[];
let lines: string[];
let shares: Shares;
let onChange: () => void;
/** Tracks on the lanes whenever something changed. */
let onLanes: string[];

function request(source: string, more: Partial<ShareRequest> = {}): ShareRequest {
  return { source, region: null, sound: false, optimiseFor: 'text', replaces: null, ...more };
}

function lanes(): string {
  const names = (['screenA', 'screenB'] as const).flatMap((lane) => [
    shares.video(lane),
    shares.sound(lane),
  ]);
  return names.map((track) => (track as unknown as FakeTrack | null)?.name ?? '-').join(', ');
}

function first(): ShareRequest['replaces'] & string {
  const [share] = shares.list;
  if (share === undefined) throw new Error('nothing shared');
  return share.share;
}

beforeEach(() => {
  clock = createManualClock(1_000);
  life = new AbortController();
  screens = new FakeScreens();
  given = screens.given;
  lines = [];
  onChange = () => undefined;
  onLanes = [];
  shares = new Shares({
    screen: screens,
    clock,
    random: seededRandom(1),
    log: (level, event) => lines.push(`${level}: ${event}`),
    signal: life.signal,
    changed: () => {
      onLanes.push(lanes());
      onChange();
    },
    openPicture: (track) => screens.openPicture(track),
  });
});

describe('sharing', () => {
  test('takes the first free lane, and says what it is', async () => {
    const starting = shares.start(request('screen one', { sound: true }));
    expect(shares.view).toMatchObject({ state: 'starting', canAdd: true });
    await starting;
    await shares.start(request('two', { optimiseFor: 'motion' }));
    expect(lanes()).toBe('screen one, screen one sound, two, -');
    expect(shares.view).toEqual({ state: 'on', failure: null, notice: null, canAdd: false });
    expect(shares.list[0]).toMatchObject({
      lane: 'screenA',
      kind: 'screen',
      sourceName: 'name of screen one',
      startedAtMs: 1_000,
      optimiseFor: 'text',
      overlay: 'in-picture',
      capture: 1,
      state: 'live',
      soundSwitch: 'on',
      ink: 'everyone',
      drawing: false,
      inkInPicture: true,
    });
    for (const screen of shares.liveScreens) expect(LiveScreen.parse(screen)).toEqual(screen);
    expect(given.map(({ video }) => video.contentHint)).toEqual(['detail', 'motion']);
    expect([shares.sending('screenA')?.codec, shares.sending('screenB')?.codec]).toEqual([
      'video/VP8',
      'video/H264',
    ]);
  });

  test('has no third', async () => {
    await shares.start(request('one'));
    await shares.start(request('two'));
    await shares.start(request('three'));
    expect(given).toHaveLength(2);
  });

  test('keeps the order of the beginnings when the first one ends', async () => {
    await shares.start(request('one'));
    await shares.start(request('two'));
    shares.stop(first());
    await shares.start(request('three'));
    expect(shares.liveScreens.map(({ lane }) => lane)).toEqual(['screenB', 'screenA']);
  });

  test.each([
    ['denied', 'denied'],
    ['cancelled', 'cancelled'],
    ['broken', 'failed'],
  ])('that is refused (%s) says so until it is dismissed', async (source, failure) => {
    await shares.start(request(source));
    expect(shares.view).toMatchObject({ state: 'off', failure });
    shares.dismissFailure();
    expect(shares.view.failure).toBeNull();
  });

  test('says that the sound that was asked for did not come', async () => {
    await shares.start(request('silent', { sound: true }));
    expect(shares.view.notice).toBe('no-sound');
    expect(shares.list[0]?.soundSwitch).toBe('none');
    shares.dismissNotice();
    expect(shares.view.notice).toBeNull();
  });

  test('gives the lanes up before the tracks end, and releases once', async () => {
    await shares.start(request('one'));
    let releasedBefore = -1;
    const { length } = onLanes;
    shares.stop(null);
    releasedBefore = onLanes.indexOf('-, -, -, -', length);
    expect(releasedBefore).toBe(length);
    expect([given[0]?.released, given[0]?.orders]).toEqual([1, ['close']]);
  });
});

describe('what goes wrong inside', () => {
  test('before the share runs is a failure, and the capture is released', async () => {
    screens.isUnreadable = true;
    await shares.start(request('one'));
    expect(shares.view).toMatchObject({ state: 'off', failure: 'failed', canAdd: true });
    expect(given.map(({ released }) => released)).toEqual([1]);
    expect(lines).toEqual(['warn: screen not shared']);
  });

  test('once the share runs is logged', async () => {
    onChange = () => {
      if (shares.list.length > 0) throw new Error('broken');
    };
    await shares.start(request('one'));
    expect(shares.view).toMatchObject({ state: 'on', failure: null });
    expect(lines).toEqual(['info: share started', 'warn: screen share disturbed']);
  });
});

describe('a capture that comes when it is no longer wanted', () => {
  test.each([
    ['stopped', () => shares.stop(null)],
    ['left', () => life.abort()],
  ])('is released at once: %s', async (_why, end) => {
    screens.isGated = true;
    const starting = shares.start(request('one'));
    end();
    screens.gates[0]?.();
    await starting;
    expect(shares.list).toEqual([]);
    expect(given[0]?.released).toBe(1);
    expect(shares.view).toMatchObject({ state: 'off', failure: null, canAdd: true });
  });

  test('makes way for the one that was asked for later for the same place', async () => {
    await shares.start(request('one'));
    const replaces = first();
    screens.isGated = true;
    const early = shares.start(request('early', { replaces }));
    const late = shares.start(request('late', { replaces }));
    screens.gates[1]?.();
    await Promise.resolve();
    given[1]?.seeFirst();
    await expect.poll(() => given.length).toBe(2);
    given[1]?.seeFirst();
    await late;
    screens.gates[0]?.();
    await early;
    expect(lanes()).toBe('late, -, -, -');
    expect(given.map(({ request: { source }, released }) => [source, released])).toEqual([
      ['one', 1],
      ['late', 0],
      ['early', 1],
    ]);
  });

  test('has ended already: nothing is shared', async () => {
    await shares.start(request('one'));
    const replaces = first();
    const switching = shares.start(request('two', { replaces }));
    await expect.poll(() => given.length).toBe(2);
    given[1]?.tell('gone');
    await switching;
    expect(shares.view).toMatchObject({ state: 'on', failure: 'gone' });
    expect(lanes()).toBe('one, -, -, -');
    expect(given.map(({ released }) => released)).toEqual([0, 1]);
  });
});

describe('switching the source', () => {
  test('shows the old picture until the new one is there, and then lets go of it', async () => {
    await shares.start(request('one'));
    const replaces = first();
    onLanes = [];
    const switching = shares.start(request('two', { replaces }));
    await expect.poll(() => given.length).toBe(2);
    expect(lanes()).toBe('one, -, -, -');
    expect(given[0]?.released).toBe(0);
    given[1]?.seeFirst();
    await switching;
    expect(new Set(onLanes)).toEqual(new Set(['one, -, -, -', 'two, -, -, -']));
    expect(first()).not.toBe(replaces);
    expect(given.map(({ released }) => released)).toEqual([1, 0]);
    expect(clock.waiting()).toBe(0);
  });

  test('does not wait for ever for a source that has no picture', async () => {
    await shares.start(request('one'));
    const switching = shares.start(request('two', { replaces: first() }));
    await expect.poll(() => clock.waiting()).toBe(1);
    clock.pass(2_000);
    await switching;
    expect(lanes()).toBe('two, -, -, -');
  });

  test.each([
    ['the old share is stopped', () => shares.stop(first())],
    ['everything is stopped', () => shares.stop(null)],
    ['the call is left', () => life.abort()],
  ])('ends at once, without a picture, when %s', async (_when, end) => {
    await shares.start(request('one'));
    const switching = shares.start(request('two', { replaces: first() }));
    await expect.poll(() => clock.waiting()).toBe(1);
    end();
    await switching;
    expect(lanes()).toBe('-, -, -, -');
    expect(given.map(({ released }) => released)).toEqual([1, 1]);
    expect(clock.waiting()).toBe(0);
  });

  test('keeps who may draw, and goes live from a pause', async () => {
    await shares.start(request('one'));
    shares.pause(first(), true);
    const switching = shares.start(request('two', { replaces: first() }));
    await expect.poll(() => clock.waiting()).toBe(1);
    shares.setInk(first(), 'pointers');
    given[1]?.seeFirst();
    await switching;
    expect(lanes()).toBe('two, -, -, -');
    expect(shares.list).toMatchObject([{ ink: 'pointers', state: 'live' }]);
  });
});

describe('a picture that stands', () => {
  test('is the frozen one, without sound, until everything that holds it is over', async () => {
    await shares.start(request('one', { sound: true }));
    const [one] = given;
    shares.pause(first(), true);
    expect([lanes(), shares.list[0]?.state]).toEqual(['one frozen, -, -, -', 'paused']);
    one?.tell('locked');
    shares.pause(first(), false);
    expect([lanes(), shares.list[0]?.state]).toEqual(['one frozen, -, -, -', 'locked']);
    one?.tell('unlocked');
    expect([lanes(), shares.list[0]?.state]).toEqual(['one, one sound, -, -', 'live']);
    expect(one?.orders).toEqual(['freeze', 'thaw']);
  });

  test('stands while its window is minimised, and is heard', async () => {
    await shares.start(request('one', { sound: true }));
    given[0]?.tell('minimised');
    expect([lanes(), shares.list[0]?.state]).toEqual(['one frozen, one sound, -, -', 'minimised']);
    given[0]?.tell('restored');
    expect([lanes(), shares.list[0]?.state]).toEqual(['one, one sound, -, -', 'live']);
  });

  test('has no still', async () => {
    await shares.start(request('one'));
    const taking = shares.still(first());
    shares.pause(first(), true);
    await expect(taking).rejects.toThrow(ScreenRefusal);
    await expect(shares.still(first())).rejects.toThrow(ScreenRefusal);
    shares.pause(first(), false);
    await expect(shares.still(first())).resolves.toMatchObject({ width: 1 });
  });
});

describe('a share that ends by itself', () => {
  test.each([
    ['one', 'window-closed'],
    ['screen one', 'screen-removed'],
  ])('says why: %s', async (source, notice) => {
    await shares.start(request(source));
    given[0]?.tell('gone');
    expect(shares.view).toMatchObject({ state: 'off', notice });
    given[0]?.video.end();
    expect(given[0]?.released).toBe(1);
  });

  test('by the system own dialog is no surprise', async () => {
    await shares.start(request('portal'));
    given[0]?.video.end();
    expect(shares.view).toMatchObject({ state: 'off', notice: null });
  });

  test('loses its sound and goes on', async () => {
    await shares.start(request('one', { sound: true }));
    given[0]?.sound?.end();
    expect(shares.list[0]).toMatchObject({ state: 'live', soundSwitch: 'none' });
  });
});

test('switches change what is sent and what is said', async () => {
  await shares.start(request('screen one', { sound: true }));
  const share = first();
  shares.setSound(share, false);
  expect([lanes(), shares.liveScreens[0]?.sound]).toEqual(['screen one, -, -, -', false]);
  shares.setSound(share, true);
  shares.optimise(share, 'motion');
  shares.setInk(share, 'nobody');
  shares.drawOnScreen(share, true);
  expect(shares.list[0]).toMatchObject({ optimiseFor: 'motion', ink: 'nobody', drawing: true });
  expect(given[0]?.video.contentHint).toBe('motion');
  shares.drawOnScreen(share, false);
  expect(shares.list[0]?.drawing).toBe(false);
});

test('nobody draws on a screen that has no overlay', async () => {
  await shares.start(request('one'));
  shares.drawOnScreen(first(), true);
  expect(shares.list[0]?.drawing).toBe(false);
});
