import { describe, expect, test } from 'vitest';
import {
  bareLink,
  lookAtLink,
  makeContactLink,
  makeDeepLink,
  parseContactLink,
  parseDeepLink,
} from '../../../main/system/deepLinks.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { ContactTicket } from '../../../signaling/protocol/contactNotes.ts';
import { DisplayName } from '../../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../../signaling/protocol/identity.ts';
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

const ADDRESS = '47z33qx1ajh62rkbz1a08vyj4wdqqvab';
const TICKET = 'b7Yt2mKq9sVd4xWc1eRf8A';
const contactLink = `parley://contact/${ADDRESS}?server=${SERVER}&ticket=${TICKET}&name=Ada`;

describe('parseContactLink', () => {
  test.each([
    ['as it is made', contactLink],
    ['in capitals, as some programs write it', contactLink.replace(ADDRESS, ADDRESS.toUpperCase())],
    ['with its server percent-encoded', contactLink.replace(SERVER, encodeURIComponent(SERVER))],
  ])('reads one %s', (_how, link) => {
    expect(parseContactLink(link)).toEqual({
      kind: 'contact',
      address: ADDRESS,
      server: SERVER,
      ticket: TICKET,
      name: 'Ada',
    });
  });

  test('reads one that calls', () => {
    expect(parseContactLink(`parley://call/${ADDRESS}`)).toEqual({
      kind: 'call',
      address: ADDRESS,
    });
  });

  test.each([
    ['a link to a room', 'parley://join/standup'],
    ['another scheme', contactLink.replace('parley', 'https')],
    ['no address', contactLink.replace(ADDRESS, '')],
    ['a short address', contactLink.replace(ADDRESS, ADDRESS.slice(1))],
    [
      'an address with a letter that is none of its',
      contactLink.replace(ADDRESS, `${ADDRESS.slice(1)}u`),
    ],
    ['two segments', contactLink.replace(ADDRESS, `${ADDRESS}/x`)],
    ['no server', contactLink.replace(`server=${SERVER}&`, '')],
    ['a server of another scheme', contactLink.replace('ws:', 'http:')],
    ['a server with a path', contactLink.replace(SERVER, `${SERVER}/x`)],
    ['no ticket', contactLink.replace(`&ticket=${TICKET}`, '')],
    ['a ticket that is none', contactLink.replace(TICKET, 'x')],
    ['no name', contactLink.replace('&name=Ada', '')],
    ['an empty name', contactLink.replace('Ada', '')],
    ['a name that turns the text around', contactLink.replace('Ada', 'a%E2%80%AEb')],
    ['broken percent encoding', contactLink.replace('Ada', '%E0%A4%A')],
    ['a name above 64 characters', contactLink.replace('Ada', 'x'.repeat(65))],
    [
      'parameters in another order',
      `parley://contact/${ADDRESS}?name=Ada&ticket=${TICKET}&server=${SERVER}`,
    ],
    ['a parameter more', `${contactLink}&x=1`],
    ['a fragment', `${contactLink}#x`],
    ['white space around it', ` ${contactLink}`],
    ['an endless link', `${contactLink}${'%41'.repeat(1_000)}`],
    ['a call with a parameter', `parley://call/${ADDRESS}?x=1`],
    ['a call to nobody', 'parley://call/'],
  ])('refuses %s', (_what, link) => {
    expect(parseContactLink(link)).toBeNull();
  });
});

test.each(['Ada', 'Ада Лавлейс', 'A&B=C#D?', "it's (really) *me*!", '100%', '👩‍🚀'])(
  'a contact link of %s can be read',
  (text) => {
    const link = {
      address: ContactAddress.parse(ADDRESS),
      server: ServerUrl.parse('wss://meet.example.org'),
      ticket: ContactTicket.parse(TICKET),
      name: DisplayName.parse(text),
    };
    const made = makeContactLink(link);
    expect(parseContactLink(made)).toEqual({ kind: 'contact', ...link });
    expect(made).toMatch(/^parley:\/\/contact\/[0-9a-z]+\?[\w%~.:/&=-]+$/);
  },
);

describe('a link that was pasted', () => {
  const address = ContactAddress.parse('a'.repeat(32));

  test('is said to lead where it does, with white space and brackets around it', () => {
    const contact = makeContactLink({
      address,
      server: ServerUrl.parse(SERVER),
      ticket: ContactTicket.parse('t'.repeat(22)),
      name: DisplayName.parse('Ada'),
    });
    expect(lookAtLink(' <parley://join/Weekly%20standup>\n')).toEqual({
      kind: 'join',
      room: 'Weekly standup',
    });
    expect(lookAtLink(`\t${contact}`)).toEqual({ kind: 'contact' });
    expect(lookAtLink(`parley://call/${address}`)).toEqual({ kind: 'call' });
  });

  test.each(['parley:', 'parley://join/', 'parley://contact/x', 'parley://other/x', 'standup'])(
    'and is none, is broken: %s',
    (text) => {
      expect(lookAtLink(text)).toEqual({ kind: 'broken' });
    },
  );

  test('is opened without what stands around it', () => {
    expect(bareLink(' < parley://join/a > ')).toBe('parley://join/a');
  });
});
