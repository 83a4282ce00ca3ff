import type { Session, WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { servePermissions } from '../../../main/security/permissions.ts';
import { KeptLog } from '../../support/clientLog.ts';

vi.mock('electron', () => ({ systemPreferences: {} }));

const PAGE = { protocol: 'app:', host: 'parley' };
const windows = {
  call: {} as WebContents,
  incoming: {} as WebContents,
  share: {} as WebContents,
  other: {} as WebContents,
};
const PERMISSIONS = [
  'clipboard-sanitized-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'loopback-network',
  'media',
  'notifications',
  'speaker-selection',
];

type Check = (
  contents: WebContents | null,
  permission: string,
  origin: string,
  details: { requestingUrl: string; isMainFrame: boolean },
) => boolean;
type Ask = (
  contents: WebContents,
  permission: string,
  answer: (isAllowed: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean; mediaTypes?: string[] },
) => void;

function served(): { check: Check; ask: Ask } {
  const handlers: { check?: Check; ask?: Ask } = {};
  const session = {
    setPermissionCheckHandler: (handler: Check) => (handlers.check = handler),
    setPermissionRequestHandler: (handler: Ask) => (handlers.ask = handler),
    setDevicePermissionHandler: () => undefined,
    setBluetoothPairingHandler: () => undefined,
    on: () => undefined,
  };
  servePermissions(session as unknown as Session, {
    page: PAGE,
    isCallWindow: (contents) => contents === windows.call,
    isIncomingWindow: (contents) => contents === windows.incoming,
    isShareWindow: (contents) => contents === windows.share,
    admitCapture: () => true,
    log: new KeptLog(),
  });
  return { check: handlers.check!, ask: handlers.ask! };
}

const OURS = { requestingUrl: 'app://parley/windows/x/index.html', isMainFrame: true };

test.each([
  ['call', PERMISSIONS.filter((one) => !['geolocation', 'notifications'].includes(one))],
  ['incoming', ['speaker-selection']],
  ['share', ['fullscreen']],
  ['other', []],
] as const)('the %s window may use what it needs, and nothing else', (kind, allowed) => {
  const { check, ask } = served();
  expect(PERMISSIONS.filter((one) => check(windows[kind], one, '', OURS))).toEqual(allowed);
  const granted: string[] = [];
  for (const permission of PERMISSIONS) {
    // For media the system is asked, too.
    if (kind === 'call' && permission === 'media') continue;
    ask(windows[kind], permission, (isAllowed) => isAllowed && granted.push(permission), OURS);
  }
  expect(granted).toEqual(allowed.filter((one) => kind !== 'call' || one !== 'media'));
});

test.each([
  ['a frame in it', { ...OURS, isMainFrame: false }],
  ['another page in it', { ...OURS, requestingUrl: 'https://example.org/' }],
])('%s may use no speaker in the window of an incoming call', (_what, details) => {
  expect(served().check(windows.incoming, 'speaker-selection', '', details)).toBe(false);
});
