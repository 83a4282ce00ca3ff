import { expect, test } from 'vitest';
import {
  hasLanes,
  iceUfrags,
  withStartBitrate,
} from '../../../../renderer/engine/peer/descriptionText.ts';

const section = (kind: string, ...lines: string[]): string =>
  [`m=${kind} 9 UDP/TLS/RTP/SAVPF 96`, 'a=ice-ufrag:abcd', ...lines, ''].join('\r\n');
const KINDS = ['audio', 'video', 'video', 'audio', 'video', 'audio', 'application'];
const SIX_LANES = `v=0\r\n${KINDS.map((kind) => section(kind)).join('')}`;

test('the six lanes in their order and the data channels fit', () => {
  expect(hasLanes(SIX_LANES)).toBe(true);
});

test.each([
  ['nothing', ''],
  [
    'lanes in another order',
    KINDS.toSorted()
      .map((kind) => section(kind))
      .join(''),
  ],
  ['one lane more', SIX_LANES + section('video')],
  [
    'no data channels',
    KINDS.slice(0, 6)
      .map((kind) => section(kind))
      .join(''),
  ],
])('%s does not fit', (_what, sdp) => {
  expect(hasLanes(sdp)).toBe(false);
});

test('finds the credentials of every section once', () => {
  expect([...iceUfrags(`${SIX_LANES}a=ice-ufrag:x+/1\r\n`)]).toEqual(['abcd', 'x+/1']);
});

test('a video codec without parameters gets the start bitrate as its only one', () => {
  const sdp = section(
    'video',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack',
    'a=rtcp-fb:96 nack pli',
    'a=rtpmap:97 rtx/90000',
    'a=fmtp:97 apt=96',
  );
  expect(withStartBitrate(sdp, 1_000).split('\r\n').slice(2)).toEqual([
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack',
    'a=rtcp-fb:96 nack pli',
    'a=fmtp:96 x-google-start-bitrate=1000',
    'a=rtpmap:97 rtx/90000',
    'a=fmtp:97 apt=96',
    '',
  ]);
});

test('a video codec with parameters gets the start bitrate in addition', () => {
  const sdp = section(
    'video',
    'a=rtpmap:102 H264/90000',
    'a=rtcp-fb:102 nack',
    'a=fmtp:102 packetization-mode=1;profile-level-id=42e01f',
    'a=sendrecv',
  );
  expect(withStartBitrate(sdp, 666.7)).toContain(
    'a=fmtp:102 packetization-mode=1;profile-level-id=42e01f;x-google-start-bitrate=667\r\na=sendrecv',
  );
});

test('sound and data channels stay as they are', () => {
  const sdp =
    section('audio', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 useinbandfec=1') +
    section('application', 'a=sctp-port:5000');
  expect(withStartBitrate(sdp, 1_000)).toBe(sdp);
});
