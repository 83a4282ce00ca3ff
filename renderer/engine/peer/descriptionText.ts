import { LANES } from '../../../signaling/protocol/lanes.ts';

const SECTIONS = [...LANES.map(({ kind }) => kind as string), 'application'].join();

/**
 * Whether a description has the six lanes in their order and the data channels, and nothing else.
 * What comes from outside is held against this before the browser gets it.
 */
export function hasLanes(sdp: string): boolean {
  const kinds = Array.from(sdp.matchAll(/^m=(\w+) /gm), (match) => match[1]);
  return kinds.join() === SECTIONS;
}

/** The ICE user name fragments that a description names (RFC 8839, section 5.4). */
export function iceUfrags(sdp: string): ReadonlySet<string> {
  return new Set(Array.from(sdp.matchAll(/^a=ice-ufrag:(\S+)/gm), (match) => match[1] ?? ''));
}

/**
 * Tells the sender of video where its bandwidth estimate starts, instead of at Chromium's 300 kbit/s,
 * from which a 720p camera takes seconds to come up. There is no other way to say it than this
 * parameter of the video codecs in the *remote* description; others ignore it.
 */
export function withStartBitrate(sdp: string, kilobitsPerSecond: number): string {
  const parameter = `x-google-start-bitrate=${Math.round(kilobitsPerSecond)}`;
  const sections = sdp.split(/^(?=m=)/m);
  return sections
    .map((section) =>
      section.startsWith('m=video ') ? withParameter(section, parameter) : section,
    )
    .join('');
}

function withParameter(section: string, parameter: string): string {
  return section.replace(
    /^a=rtpmap:(\d+) (?!rtx\/|red\/|ulpfec\/|flexfec)[^\r\n]*\r?\n(?:(?:a=rtcp-fb:\1 [^\r\n]*\r?\n)*)(a=fmtp:\1 [^\r\n]*)?/gim,
    (whole: string, payload: string, parameters: string | undefined) =>
      parameters === undefined
        ? `${whole}a=fmtp:${payload} ${parameter}\r\n`
        : `${whole};${parameter}`,
  );
}
