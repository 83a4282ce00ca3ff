import { describe, expect, test } from 'vitest';
import { trayMenu, type TrayAction, type TrayMenuItem } from '../../../main/tray/trayMenu.ts';
import {
  traySnapshot,
  type TraySnapshot,
  type TraySources,
} from '../../../main/tray/traySnapshot.ts';
import type { Language } from '../../../preload/contract/settings.ts';
import {
  address,
  callSummary,
  contact,
  contactsState,
  incomingRing,
  missedCall,
  request,
  ringId,
  ringingState,
} from '../../support/quickCallPeople.ts';

const QUIET: TraySources = {
  contacts: contactsState(),
  ringing: ringingState(),
  call: null,
  hasLastRoom: true,
  shortcuts: { palette: 'Control+Alt+P', mute: 'Control+Alt+M' },
  shortcutsState: { palette: 'off', mute: 'off' },
};

function snapshot(sources: Partial<TraySources> = {}): TraySnapshot {
  return traySnapshot({ ...QUIET, ...sources });
}

/** As it reads: marks before what is ticked, cannot be chosen, or is words alone. */
function read(items: readonly TrayMenuItem[], indent = ''): string[] {
  return items.flatMap((item) => {
    switch (item.type) {
      case 'separator':
        return [`${indent}--`];
      case 'note':
        return [`${indent}"${item.label}"`];
      case 'submenu':
        return [`${indent}${item.label} >`, ...read(item.items, `${indent}  `)];
      case 'radio':
        return [`${indent}(${item.checked ? '*' : ' '}) ${item.label}`];
      case 'entry':
        return [
          [
            indent,
            item.enabled ? '' : 'not: ',
            item.label,
            item.presence === undefined ? '' : ` [${item.presence}]`,
            item.accelerator === undefined ? '' : ` <${item.accelerator}>`,
          ].join(''),
        ];
    }
  });
}

function menu(sources: Partial<TraySources> = {}, language: Language = 'en'): string[] {
  return read(trayMenu(snapshot(sources), language));
}

function flat(items: readonly TrayMenuItem[]): TrayMenuItem[] {
  return items.flatMap((item) => (item.type === 'submenu' ? [item, ...flat(item.items)] : [item]));
}

function actionOf(label: string, sources: Partial<TraySources>): TrayAction | undefined {
  const item = flat(trayMenu(snapshot(sources), 'en')).find(
    (one) => one.type !== 'separator' && one.label === label,
  );
  return item !== undefined && 'action' in item ? item.action : undefined;
}

const STATUS = ['(*) Available', '( ) Busy', '( ) Do not disturb', '--'];
const END = ['New call', 'Join last room', '--', 'Open Parley', 'Quit'];
const NOBODY = [
  'Quick call >',
  '  "Nobody is online now"',
  '  --',
  '  Call someone or join a room',
];

describe('the menu', () => {
  test('outside of a call has status, who to call, what to join, and the app', () => {
    expect(menu()).toEqual([...STATUS, ...NOBODY, ...END]);
  });

  test('ticks the status that was chosen by hand, not the one that is shown', () => {
    const contacts = contactsState([], { status: 'do-not-disturb', shownStatus: 'away' });
    expect(menu({ contacts }).slice(0, 3)).toEqual([
      '( ) Available',
      '( ) Busy',
      '(*) Do not disturb',
    ]);
  });

  test('lists who is online, called last first, and below them those called last', () => {
    const contacts = contactsState([
      contact('Ada'),
      contact('Bo', { presence: 'busy', lastCallAtMs: 5 }),
      contact('Cleo', { presence: 'unavailable', lastCallAtMs: 9 }),
      contact('Dora', { presence: 'unavailable' }),
      contact('Eve', { presence: 'away', lastCallAtMs: 7 }),
      contact('Fay', { standing: 'blocked', presence: 'unavailable', lastCallAtMs: 8 }),
      contact('Gus', { standing: 'asked', presence: 'unavailable', lastCallAtMs: 8 }),
    ]);
    expect(menu({ contacts }).slice(4, -5)).toEqual([
      'Quick call >',
      '  Eve [away]',
      '  Bo [busy]',
      '  Ada [available]',
      '  --',
      '  "Called last"',
      '  Cleo',
      '  --',
      '  Call someone or join a room',
    ]);
  });

  test('says below a name that they are in the call', () => {
    const contacts = contactsState([
      contact('Ada', { address: address('a'), presence: 'busy' }),
      contact('Bo', { address: address('b'), presence: 'busy' }),
    ]);
    const call = callSummary({ contacts: [address('a')] });
    const people = flat(trayMenu(snapshot({ contacts, call }), 'en')).filter(
      (item) => item.type === 'entry' && item.presence !== undefined,
    );
    expect(people).toMatchObject([
      { label: 'Ada', detail: 'In this call' },
      { label: 'Bo', detail: 'Busy' },
    ]);
  });

  test('stays short for who has hundreds of contacts', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      contact('Ada', {
        address: address('abcdefghjk'[index % 10] ?? 'a'),
        presence: index % 2 === 0 ? 'available' : 'unavailable',
        lastCallAtMs: index,
      }),
    );
    expect(menu({ contacts: contactsState(many) }).length).toBeLessThan(40);
  });

  test.each([
    [callSummary(), ['Mute', 'Stop camera', 'Share screen', 'Leave call']],
    [
      callSummary({ microphone: false, camera: false, sharing: true }),
      ['Unmute', 'Start camera', 'Stop sharing', 'Leave call'],
    ],
  ])('in a call has what can be done there, and no other call', (call, items) => {
    expect(menu({ call })).toEqual([
      ...STATUS,
      ...items,
      '--',
      ...NOBODY,
      'not: New call',
      'not: Join last room',
      ...END.slice(2),
    ]);
  });

  test('has no last room to join before the first', () => {
    expect(menu({ hasLastRoom: false })).toContain('not: Join last room');
  });

  test('begins with who calls, and how to answer', () => {
    const ringing = ringingState({ incoming: incomingRing('Yana') });
    expect(menu({ ringing }).slice(0, 6)).toEqual([
      '"Yana is calling"',
      'Accept',
      'Accept without video',
      'Decline',
      '--',
      '(*) Available',
    ]);
  });

  test('has missed calls only while there are some that were not seen', () => {
    const missed = [missedCall('Yana', 'a'), missedCall('Ada', 'b', true)];
    expect(menu({ ringing: ringingState({ missed }) })[4]).toBe('Missed calls');
    expect(menu({ ringing: ringingState({ missed: missed.slice(1) }) })).toEqual(menu());
  });

  test('has contact requests while some wait for an answer', () => {
    const contacts = contactsState([], { requests: [request('Yana'), request('Bo')] });
    expect(menu({ contacts })[4]).toBe('Contact requests (2)');
  });

  test('says what others see where that is not what was chosen', () => {
    const contacts = contactsState([], { shownStatus: 'busy' });
    expect(menu({ contacts, call: callSummary() }).slice(0, 5)).toEqual([
      ...STATUS.slice(0, 3),
      '"Others see: Busy"',
      '--',
    ]);
  });

  test('shows the global shortcuts that work', () => {
    const shortcutsState = { palette: 'on', mute: 'taken' } as const;
    const lines = menu({ call: callSummary(), shortcutsState });
    expect(lines).toContain('  Call someone or join a room <Control+Alt+P>');
    expect(lines).toContain('Mute');
  });

  test('gives each item an id of its own', () => {
    const ids = flat(
      trayMenu(
        snapshot({
          call: callSummary(),
          contacts: contactsState([contact('Ada'), contact('Bo')]),
          ringing: ringingState({
            incoming: incomingRing('Yana'),
            missed: [missedCall('Bo', 'a')],
          }),
        }),
        'en',
      ),
    ).flatMap((item) => (item.type === 'separator' ? [] : [item.id]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(['ru', 'uk'] as const)('has all of it in %s too', (language) => {
    const sources = {
      call: callSummary(),
      contacts: contactsState([contact('Ada')], { shownStatus: 'busy', requests: [request('Bo')] }),
      ringing: ringingState({ incoming: incomingRing('Yana') }),
    };
    const english = menu(sources);
    const translated = menu(sources, language);
    expect(translated).toHaveLength(english.length);
    const same = translated.filter((line, index) => line === english[index]);
    expect(same).toEqual(['--', '--', '--', '  Ada [available]', '  --', '--']);
  });
});

test.each<readonly [string, Partial<TraySources>, TrayAction]>([
  ['Busy', {}, { type: 'set-status', status: 'busy' }],
  ['Ada', { contacts: contactsState([contact('Ada')]) }, { type: 'call', address: address('a') }],
  ['Call someone or join a room', {}, { type: 'open-palette' }],
  ['New call', {}, { type: 'new-call' }],
  ['Join last room', {}, { type: 'join-last-room' }],
  ['Open Parley', {}, { type: 'open' }],
  ['Quit', {}, { type: 'quit' }],
  ['Mute', { call: callSummary() }, { type: 'wish', wish: { type: 'set-microphone', on: false } }],
  [
    'Unmute',
    { call: callSummary({ microphone: false }) },
    { type: 'wish', wish: { type: 'set-microphone', on: true } },
  ],
  [
    'Start camera',
    { call: callSummary({ camera: false }) },
    { type: 'wish', wish: { type: 'set-camera', on: true } },
  ],
  ['Share screen', { call: callSummary() }, { type: 'wish', wish: { type: 'share-screen' } }],
  [
    'Stop sharing',
    { call: callSummary({ sharing: true }) },
    { type: 'wish', wish: { type: 'stop-sharing' } },
  ],
  ['Leave call', { call: callSummary() }, { type: 'wish', wish: { type: 'leave' } }],
  [
    'Accept without video',
    { ringing: ringingState({ incoming: incomingRing('Yana', 'y') }) },
    { type: 'answer', ring: ringId('y'), answer: 'accept-without-video' },
  ],
  [
    'Contact requests (1)',
    { contacts: contactsState([], { requests: [request('Bo')] }) },
    { type: 'show-requests' },
  ],
  [
    'Missed calls',
    { ringing: ringingState({ missed: [missedCall('Bo', 'b')] }) },
    { type: 'show-missed' },
  ],
])('%s asks for the right thing', (label, sources, action) => {
  expect(actionOf(label, sources)).toEqual(action);
});
