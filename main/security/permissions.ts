import type { Session, WebContents } from 'electron';
import { askForMediaAccess } from '../capture/systemPermissions.ts';
import type { Log } from '../system/log.ts';
import { isTrustedSender, type PageOrigin } from '../ipc/senderCheck.ts';

/** What our own pages may use; everything else is refused to everybody. */
const ALLOWED: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'display-capture',
  'fullscreen',
  'media',
  'speaker-selection',
  'window-management',
  // Newer Chromium asks before a page reaches the machines that calls go to directly. Fetching
  // from them stays closed by the content security policy.
  'local-network',
  'local-network-access',
  'loopback-network',
]);

export interface PermissionParts {
  readonly page: PageOrigin;
  /** The other windows need none, but for those below. */
  readonly isCallWindow: (contents: WebContents | null) => boolean;
  /** An incoming call rings on the speakers that were chosen in the call window. */
  readonly isIncomingWindow: (contents: WebContents | null) => boolean;
  /** A shared screen in a window of its own may fill its display. */
  readonly isShareWindow: (contents: WebContents | null) => boolean;
  /** Whether a capture of the screen may begin now. */
  readonly admitCapture: () => boolean;
  readonly log: Log;
}

/** Answers all questions of pages for permissions. */
export function servePermissions(session: Session, parts: PermissionParts): void {
  const { page, isCallWindow, isIncomingWindow, isShareWindow, admitCapture, log } = parts;
  const isAllowed = (
    contents: WebContents | null,
    permission: string,
    frame: { readonly url: string; readonly isMainFrame: boolean },
  ): boolean =>
    (permission === 'fullscreen' && isShareWindow(contents)) ||
    (permission === 'speaker-selection' &&
      isTrustedSender({ ...frame, isOurWindow: isIncomingWindow(contents) }, page)) ||
    (ALLOWED.has(permission) &&
      isTrustedSender({ ...frame, isOurWindow: isCallWindow(contents) }, page));

  session.setPermissionCheckHandler((contents, permission, requestingOrigin, details) => {
    const url = details.requestingUrl ?? requestingOrigin;
    // Some checks come before the page is known to its process: then there is no window either.
    return isAllowed(contents, permission, { url, isMainFrame: details.isMainFrame });
  });

  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const frame = { url: details.requestingUrl, isMainFrame: details.isMainFrame };
    if (!isAllowed(contents, permission, frame)) {
      log.warn('permission refused', { permission });
      return answer(false);
    }
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    // Older Electron asks for a capture of the screen as for media of no type.
    if (permission === 'display-capture' || (permission === 'media' && types.length === 0)) {
      return answer(admitCapture());
    }
    if (permission !== 'media') return answer(true);
    const kinds = types.map((type) => (type === 'audio' ? 'microphone' : 'camera'));
    askForMediaAccess(kinds).then(answer, () => answer(false));
  });

  refuseDevices(session);
}

/** Answers all questions of pages that need no permission. */
export function refusePermissions(session: Session): void {
  session.setPermissionCheckHandler(() => false);
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  refuseDevices(session);
}

/** No page of ours talks to USB, serial, HID or Bluetooth devices. */
function refuseDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.on('will-download', (event) => event.preventDefault());
}
