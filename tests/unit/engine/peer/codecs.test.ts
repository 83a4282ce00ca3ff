import { expect, test } from 'vitest';
import { laneCodecs } from '../../../../renderer/engine/peer/codecs.ts';

const VIDEO = [
  { mimeType: 'video/VP8' },
  { mimeType: 'video/rtx' },
  { mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=0' },
  {
    mimeType: 'video/H264',
    sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f',
  },
  {
    mimeType: 'video/H264',
    sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f',
  },
  {
    mimeType: 'video/H264',
    sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  },
  { mimeType: 'video/AV1' },
  { mimeType: 'video/red' },
];
const AUDIO = [{ mimeType: 'audio/opus' }, { mimeType: 'audio/PCMU' }, { mimeType: 'audio/red' }];

const names = (codecs: readonly { mimeType: string }[]): string[] =>
  codecs.map(({ mimeType }) => mimeType);

test('a camera prefers H.264 in the one profile that all have, then VP8', () => {
  const codecs = laneCodecs('camera', VIDEO);
  expect(names(codecs)).toEqual(['video/H264', 'video/VP8', 'video/rtx']);
  expect(codecs[0]).toBe(VIDEO[5]);
});

test('a screen prefers VP8, then H.264', () => {
  expect(names(laneCodecs('screenA', VIDEO))).toEqual(['video/VP8', 'video/H264', 'video/rtx']);
  expect(names(laneCodecs('screenB', VIDEO))).toEqual(['video/VP8', 'video/H264', 'video/rtx']);
});

test('a runtime without H.264 gets VP8 on every lane', () => {
  const without = VIDEO.filter(({ mimeType }) => mimeType !== 'video/H264');
  expect(names(laneCodecs('camera', without))).toEqual(['video/VP8', 'video/rtx']);
});

test('sound is Opus', () => {
  expect(names(laneCodecs('microphone', AUDIO))).toEqual(['audio/opus']);
  expect(names(laneCodecs('screenASound', AUDIO))).toEqual(['audio/opus']);
});

test('where none of these is there, the default stays', () => {
  expect(laneCodecs('camera', [{ mimeType: 'video/AV1' }, { mimeType: 'video/rtx' }])).toEqual([]);
  expect(laneCodecs('microphone', [])).toEqual([]);
});
