import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { inviteLink, isOwnServer, type InvitesParts } from '../../../main/system/invites.ts';
import { lanAddress, ownAddresses } from '../../../main/system/lanAddress.ts';
import { RoomSession } from '../../../preload/contract/session.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';
import { TOKEN } from '../../support/clientSocket.ts';

function at(address: string, more: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo {
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  return { address, family, internal: false, ...more } as NetworkInterfaceInfo;
}

const LOOPBACK = [at('127.0.0.1', { internal: true }), at('::1', { internal: true })];

describe('lanAddress', () => {
  test.each([
    ['the only one', { lo: LOOPBACK, eth0: [at('fe80::1'), at('192.168.1.20')] }, '192.168.1.20'],
    ['the first of several', { eth0: [at('10.0.0.5')], wlan0: [at('10.0.0.6')] }, '10.0.0.5'],
    [
      'a private one before a public one',
      { a: [at('8.8.4.4')], b: [at('172.20.0.9')] },
      '172.20.0.9',
    ],
    ['a public one when there is no other', { a: [at('172.32.0.1')] }, '172.32.0.1'],
    [
      'a real network before containers',
      { docker0: [at('172.17.0.1')], e: [at('8.8.4.4')] },
      '8.8.4.4',
    ],
    ['a virtual one when there is no other', { docker0: [at('172.17.0.1')] }, '172.17.0.1'],
    ['no address of a dead cable', { a: [at('169.254.3.4')], b: [at('10.1.1.1')] }, '10.1.1.1'],
    ['none without a network', { lo: LOOPBACK }, null],
  ])('is %s', (_what, interfaces, address) => {
    expect(lanAddress(interfaces)).toBe(address);
  });
});

describe('isOwnServer', () => {
  const addresses = ownAddresses({ lo: LOOPBACK, eth0: [at('192.168.1.20'), at('fe80::1')] });

  test.each([
    ['ws://127.0.0.1:8787', true],
    ['ws://localhost:8787', true],
    ['ws://192.168.1.20:8787', true],
    ['ws://[::1]:8787', true],
    ['ws://[fe80::1]:8787', true],
    ['ws://127.0.0.1:8788', false],
    ['ws://192.168.1.21:8787', false],
    ['wss://127.0.0.1:8787', false],
    ['ws://127.0.0.1', false],
  ])('of %s is %s', (url, expected) => {
    expect(isOwnServer(ServerUrl.parse(url), 8_787, addresses)).toBe(expected);
  });

  test('is never so while no embedded server listens', () => {
    expect(isOwnServer(ServerUrl.parse('ws://127.0.0.1:8787'), null, addresses)).toBe(false);
  });
});

describe('inviteLink', () => {
  const session = RoomSession.parse({
    room: 'Stand up',
    server: 'ws://127.0.0.1:8787',
    self: { id: TOKEN, name: 'Ada' },
    capacity: 8,
    members: [],
    iceServers: [],
    connection: 'online',
    joinedAtMs: 0,
    contact: null,
  });

  function parts(more: Partial<InvitesParts> = {}): InvitesParts {
    return {
      session: () => session,
      embeddedPort: () => 8_787,
      isOwnServer: (server) => server === session.server,
      openToNetwork: () => Promise.resolve(true),
      address: () => '192.168.1.20',
      ...more,
    };
  }

  test('names this machine’s address, once its server is open to the network', async () => {
    let isOpen = false;
    const openToNetwork = (): Promise<boolean> => {
      isOpen = true;
      return Promise.resolve(true);
    };
    expect(await inviteLink(parts({ openToNetwork }))).toEqual({
      ok: true,
      value: { link: 'parley://join/Stand%20up?server=ws://192.168.1.20:8787' },
    });
    expect(isOpen).toBe(true);
  });

  test('names the server of the call when that is another', async () => {
    const server = ServerUrl.parse('wss://meet.example.org');
    const openToNetwork = (): Promise<boolean> => Promise.reject(new Error('not to be opened'));
    const remote = parts({ session: () => ({ ...session, server }), openToNetwork });
    expect(await inviteLink(remote)).toEqual({
      ok: true,
      value: { link: 'parley://join/Stand%20up?server=wss://meet.example.org' },
    });
  });

  test.each([
    ['there is no call', { session: () => null }, 'not_in_call'],
    ['the machine is on no network', { address: () => null }, 'no_address'],
    ['the server cannot be opened', { openToNetwork: () => Promise.resolve(false) }, 'no_address'],
    ['the server is not running', { embeddedPort: () => null }, 'no_address'],
  ] as const)('fails when %s', async (_what, more, reason) => {
    expect(await inviteLink(parts(more))).toEqual({ ok: false, reason });
  });
});
