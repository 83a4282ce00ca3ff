import { beforeEach, expect, test } from 'vitest';
import {
  createQuickCallHandlers,
  type QuickCallHandlers,
} from '../../../main/ipc/quickCallHandlers.ts';
import { doTrayAction } from '../../../main/tray/trayActions.ts';
import type { TrayAction } from '../../../main/tray/trayMenu.ts';
import { address, callSummary, ringId, room } from '../../support/quickCallPeople.ts';

let did: unknown[];
let handlers: QuickCallHandlers;

beforeEach(() => {
  did = [];
  handlers = createQuickCallHandlers({
    summarised: (summary) => did.push(summary),
    shortcuts: () => ({ palette: 'on', mute: 'taken' }),
    hasTray: () => false,
    closePalette: () => did.push('palette closed'),
    ring: (to) => did.push(['ring', to]),
    joinRoom: (where) => did.push(['join', where]),
    openLink: (text) => did.push(['link', text]),
  });
});

test.each([
  [{ type: 'contact', address: address('a') }, [['ring', address('a')]]],
  [
    { type: 'room', room: room('standup'), server: null },
    [['join', { room: 'standup', server: null }]],
  ],
  [{ type: 'link', text: 'parley://join/a' }, [['link', 'parley://join/a']]],
  [{ type: 'close' }, []],
] as const)('a choice in the palette first closes it: %j', async (choice, after) => {
  await handlers['palette:choose'](choice, 1);
  expect(did).toEqual(['palette closed', ...after]);
});

test('the call is followed as it is told, and shortcuts are told as they are', async () => {
  await handlers['call:summary'](callSummary(), 1);
  await handlers['call:summary'](null, 1);
  expect(did).toEqual([callSummary(), null]);
  expect(handlers['shortcuts:state'](undefined, 1)).toEqual({ palette: 'on', mute: 'taken' });
  expect(handlers['tray:state'](undefined, 1)).toEqual({ isThere: false });
});

test.each<readonly [TrayAction, readonly unknown[]]>([
  [{ type: 'set-status', status: 'busy' }, ['busy']],
  [{ type: 'answer', ring: ringId('r'), answer: 'decline' }, [[ringId('r'), 'decline']]],
  [{ type: 'call', address: address('a') }, [address('a')]],
  [{ type: 'open-palette' }, ['palette']],
  [{ type: 'new-call' }, ['new']],
  [{ type: 'join-last-room' }, ['last']],
  [{ type: 'wish', wish: { type: 'leave' } }, [{ type: 'leave' }]],
  // Its picker has to be seen.
  [{ type: 'wish', wish: { type: 'share-screen' } }, ['window', { type: 'share-screen' }]],
  [{ type: 'show-missed' }, ['window']],
  [{ type: 'show-requests' }, ['requests']],
  [{ type: 'open' }, ['window']],
  [{ type: 'quit' }, ['quit']],
])('the tray’s %j is done', (action, expected) => {
  doTrayAction(action, {
    setStatus: (status) => did.push(status),
    answer: (ring, answer) => did.push([ring, answer]),
    ring: (to) => did.push(to),
    openPalette: () => did.push('palette'),
    newCall: () => did.push('new'),
    joinLastRoom: () => did.push('last'),
    wish: (wish) => did.push(wish),
    showWindow: () => did.push('window'),
    showRequests: () => did.push('requests'),
    quit: () => did.push('quit'),
  });
  expect(did).toEqual(expected);
});
