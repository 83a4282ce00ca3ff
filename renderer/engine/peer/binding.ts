import { Fingerprint, type CallBinding } from '../../../signaling/protocol/contactFrames.ts';

type Descriptions = Pick<RTCPeerConnection, 'currentLocalDescription' | 'currentRemoteDescription'>;

/** The certificates at both ends of a connection, of which only their owners have the keys. */
export function bindingOf(pc: Descriptions): CallBinding | null {
  const own = fingerprintIn(pc.currentLocalDescription?.sdp);
  const other = fingerprintIn(pc.currentRemoteDescription?.sdp);
  return own === null || other === null ? null : { own, other };
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
