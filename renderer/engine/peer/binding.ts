import { Fingerprint, type CallBinding } from '../../../signaling/protocol/contactFrames.ts';

type Descriptions = Pick<RTCPeerConnection, 'currentLocalDescription' | 'currentRemoteDescription'>;

/** With which descriptions begin to count, or do so at the latest. */
const EVENTS = ['signalingstatechange', 'connectionstatechange'] as const;

/** The certificates at both ends of a connection, of which only their owners have the keys. */
export function bindingOf(pc: Descriptions): CallBinding | null {
  const own = fingerprintIn(pc.currentLocalDescription?.sdp);
  const other = fingerprintIn(pc.currentRemoteDescription?.sdp);
  return own === null || other === null ? null : { own, other };
}

/**
 * The same as soon as there is one. Channels open on a thread of their own, and bring what the other
 * end says, while the last description is still on its way into the page.
 *
 * @param signal - ends the waiting: then the promise is never settled.
 * @returns null when there will be none.
 */
export function bindingWhenKnown(
  pc: Descriptions & Pick<RTCPeerConnection, 'addEventListener' | 'removeEventListener'>,
  signal: AbortSignal,
): Promise<CallBinding | null> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (pc.currentLocalDescription === null || pc.currentRemoteDescription === null) return;
      for (const type of EVENTS) pc.removeEventListener(type, look);
      resolve(bindingOf(pc));
    };
    for (const type of EVENTS) pc.addEventListener(type, look, { signal });
    look();
  });
}

/**
 * The one fingerprint of a description. Where several are given, which of them counts is for the
 * browser to know: then there is none.
 */
function fingerprintIn(sdp: string | undefined): Fingerprint | null {
  const given = new Set(
    (sdp ?? '')
      .split(/\r?\n/)
      .filter((line) => /^a=fingerprint:/i.test(line))
      .map((line) => line.slice('a=fingerprint:'.length).trim()),
  );
  const [only] = given;
  if (only === undefined || given.size > 1) return null;
  const [hash = '', bytes = ''] = only.split(' ');
  const parsed = Fingerprint.safeParse(`${hash.toLowerCase()} ${bytes.toUpperCase()}`);
  return parsed.success ? parsed.data : null;
}
