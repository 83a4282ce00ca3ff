import { afterEach, beforeEach, expect, test } from 'vitest';
import { Presenting } from '../../../../renderer/engine/call/presenting.ts';
import { ScreenRefusal } from '../../../../renderer/engine/ports.ts';
import type { Peer } from '../../../../renderer/engine/topology/topology.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { MemberId, ShareId } from '../../../../signaling/protocol/ids.ts';
import { ManualClock } from '../media/manualClock.ts';

const share = ShareId.parse('s'.repeat(22));

function peer(name: string, lanes: readonly ('screenA' | 'screenB')[] = []): Peer {
  return {
    id: MemberId.parse(name.padEnd(22, '-')),
    name: DisplayName.parse(name),
    link: 'good',
    microphone: true,
    camera: true,
    speaking: false,
    screens: lanes.map((lane) => ({
      lane,
      share,
      kind: 'screen',
      sound: false,
      state: 'live',
      ink: 'everyone',
      inkInPicture: false,
    })),
  };
}

let life: AbortController;
let peers: readonly Peer[];
let presenting: Presenting;

beforeEach(() => {
  life = new AbortController();
  peers = [];
  presenting = new Presenting({
    self: { id: MemberId.parse('me'.padEnd(22, '-')), name: DisplayName.parse('Me') },
    screen: { capture: () => Promise.reject(new ScreenRefusal('gone')) },
    clock: new ManualClock(),
    random: () => 0.5,
    log: () => undefined,
    signal: life.signal,
    topology: () => ({
      peers: () => peers,
      pictureDelayMs: () => Promise.resolve(null),
      outgoingKbps: () => null,
    }),
    changed: () => undefined,
  });
});

afterEach(() => life.abort());

const shown = (): readonly string[] =>
  presenting.screens().map(({ ownerName, lane, ordinal }) => `${ownerName} ${lane} ${ordinal}`);

test('a share is of the member that stated it first, whoever else states it later', () => {
  peers = [peer('Mallory'), peer('Ada', ['screenA'])];
  presenting.peersChanged();
  expect(shown()).toEqual(['Ada screenA 1']);
  // Mallory was there before Ada.
  peers = [peer('Mallory', ['screenA']), peer('Ada', ['screenA'])];
  presenting.peersChanged();
  expect(shown()).toEqual(['Ada screenA 1']);
  peers = [peer('Mallory', ['screenA']), peer('Ada')];
  presenting.peersChanged();
  expect(shown()).toEqual(['Mallory screenA 1']);
});

test('one share on both lanes counts once', () => {
  peers = [peer('Ada', ['screenA', 'screenB'])];
  presenting.peersChanged();
  expect(shown()).toEqual(['Ada screenA 1']);
});

test('a share that could not begin says why until it is dismissed', async () => {
  presenting.send({
    type: 'share-screen',
    source: 'window:1:0',
    region: null,
    sound: false,
    optimiseFor: 'text',
    replaces: null,
  });
  expect(presenting.view.state).toBe('starting');
  await new Promise((resolve) => setImmediate(resolve));
  expect(presenting.view).toEqual({ state: 'off', failure: 'gone', notice: null, canAdd: true });
  presenting.send({ type: 'dismiss-share-failure' });
  expect(presenting.view.failure).toBeNull();
});
