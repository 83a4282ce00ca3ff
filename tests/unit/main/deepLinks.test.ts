import { describe, expect, test } from 'vitest';
import { makeDeepLink, parseDeepLink } from '../../../main/system/deepLinks.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { RoomName } from '../../../signaling/protocol/roomName.ts';

const SERVER = 'ws://192.168.1.20:8787';

describe('parseDeepLink', () => {
  test.each([
    ['parley://join/standup', 'standup', null],
    [`parley://join/standup?server=${SERVER}`, 'standup', SERVER],
    ['parley://join/standup?server=ws%3A%2F%2F192.168.1.20%3A8787', 'standup', SERVER],
    ['PARLEY://JOIN/standup', 'standup', null],
    ['parley://join/Team%20%E2%84%961', 'Team No1', null],
    ['parley://join/%D0%BA%D0%B0%D0%B2%D0%B0', 'кава', null],
    ['parley://join/a%2Fb%3Fc%23d', 'a/b?c#d', null],
    ['parley://join/..', '..', null],
    ['parley://join/%2e%2e?server=wss://meet.example.org', '..', 'wss://meet.example.org'],
    ['parley://join/x?server=ws://[::1]:8787', 'x', 'ws://[::1]:8787'],
    ['parley://join/x?server=ws://Meet.Example.org:1/', 'x', 'ws://meet.example.org:1'],
  ])('reads %s', (link, room, server) => {
    expect(parseDeepLink(link)).toEqual({ room, server });
  });

  test.each([
    ['another scheme', 'https://join/standup'],
    ['another action', 'parley://leave/standup'],
    ['no room', 'parley://join'],
    ['an empty room', 'parley://join/'],
    ['a room of spaces', 'parley://join/%20%20'],
    ['two segments', 'parley://join/a/b'],
    ['a slash behind the room', 'parley://join/standup/'],
    ['broken percent encoding', 'parley://join/%E0%A4%A'],
    ['a control character', 'parley://join/a%00b'],
    ['a bidi override', 'parley://join/a%E2%80%AEb'],
    ['a room above 64 characters', `parley://join/${'x'.repeat(65)}`],
    ['an unknown parameter', 'parley://join/standup?passcode=1'],
    ['a parameter beside the server', `parley://join/standup?server=${SERVER}&x=1`],
    ['the server twice', `parley://join/standup?server=${SERVER}&server=${SERVER}`],
    ['an empty server', 'parley://join/standup?server='],
    ['a server of another scheme', 'parley://join/standup?server=http://192.168.1.20'],
    ['a server with a path', `parley://join/standup?server=${SERVER}/x`],
    ['a server with a user', 'parley://join/standup?server=ws://me:pw@192.168.1.20'],
    ['a fragment', 'parley://join/standup#x'],
    ['a user', 'parley://me@join/standup'],
    ['a port', 'parley://join:1/standup'],
    ['an endless link', `parley://join/${'%41'.repeat(1_000)}`],
  ])('refuses %s', (_what, link) => {
    expect(parseDeepLink(link)).toBeNull();
  });
});

test.each(['standup', 'Team №1', 'кава', 'a/b?c#d&e=f', '..', "it's (really) *nice*!", '100%'])(
  'a link to the room %s leads there',
  (name) => {
    const room = RoomName.parse(name);
    const server = ServerUrl.parse(SERVER);
    const link = makeDeepLink(room, server);
    expect(parseDeepLink(link)).toEqual({ room, server });
    expect(link).toMatch(/^parley:\/\/join\/[\w%~.-]+\?server=ws:\/\/192\.168\.1\.20:8787$/);
  },
);
