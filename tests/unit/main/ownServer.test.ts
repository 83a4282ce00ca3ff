import { expect, test } from 'vitest';
import { OwnServer } from '../../../main/signaling/ownServer.ts';
import { ServerUrl } from '../../../preload/contract/settings.ts';

const REMOTE = ServerUrl.parse('wss://calls.example.org');

interface Circumstances {
  readonly isEmbedded?: boolean;
  readonly opens?: boolean;
  readonly address?: string | null;
}

function ownServer({ isEmbedded = true, opens = true, address = '192.0.2.2' }: Circumstances = {}) {
  let isOpen = false;
  return new OwnServer({
    home: {
      isEmbedded,
      url: isEmbedded ? ServerUrl.parse('ws://127.0.0.1:35405') : REMOTE,
      embeddedPort: isEmbedded ? 35_405 : null,
      openToNetwork: () => Promise.resolve(opens),
    },
    address: () => address,
    isOpen: () => isOpen,
    rememberOpen: () => (isOpen = true),
  });
}

test('the address of this computer is given only once it is open to others', async () => {
  const own = ownServer();
  expect(own.givenUrl).toBeNull();
  expect(await own.open()).toBe('ws://192.0.2.2:35405');
  expect(own.givenUrl).toBe('ws://192.0.2.2:35405');
});

test('what could not be opened, or is on no network, has no address', async () => {
  expect(await ownServer({ opens: false }).open()).toBeNull();
  const offline = ownServer({ address: null });
  expect(await offline.open()).toBeNull();
  expect(offline.givenUrl).toBeNull();
});

test('with another server set this computer is nobody’s server', async () => {
  const own = ownServer({ isEmbedded: false });
  expect(await own.open()).toBe(REMOTE);
  expect(own.givenUrl).toBeNull();
});
