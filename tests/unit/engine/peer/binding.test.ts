import { expect, test } from 'vitest';
import { bindingOf, bindingWhenKnown } from '../../../../renderer/engine/peer/binding.ts';

const bytes = (digit: string): string => `${`${digit}${digit}:`.repeat(31)}${digit}${digit}`;
const line = (digit: string, hash = 'sha-256'): string =>
  `a=fingerprint:${hash} ${bytes(digit)}\r\n`;
const description = (sdp: string) => ({
  type: 'offer' as const,
  sdp,
  toJSON: () => ({ type: 'offer' as const, sdp }),
});
const binding = (own: string, other: string) =>
  bindingOf({
    currentLocalDescription: description(own),
    currentRemoteDescription: description(other),
  });

test('a connection is known by the certificates at its ends', () => {
  const own = `v=0\r\nm=audio 9\r\n${line('A')}m=video 9\r\n${line('A')}`;
  expect(binding(own, line('b', 'SHA-256'))).toEqual({
    own: `sha-256 ${bytes('A')}`,
    other: `sha-256 ${bytes('B')}`,
  });
});

test.each([
  ['none is given', 'v=0\r\n'],
  ['several are given', `${line('A')}${line('C')}`],
  ['one of them is odd', `${line('A')}A=fingerprint:sha-256 x\r\n`],
  ['it is broken', 'a=fingerprint:sha-256 AA:BB\r\n'],
])('there is nothing to go by when %s', (_what, sdp) => {
  expect(binding(line('A'), sdp)).toBeNull();
  expect(binding(sdp, line('A'))).toBeNull();
});

test('before both descriptions are there, neither is a binding', () => {
  expect(bindingOf({ currentLocalDescription: null, currentRemoteDescription: null })).toBeNull();
});

test('it is waited for while the last description is on its way', async () => {
  const pc = Object.assign(new EventTarget() as Pick<RTCPeerConnection, 'addEventListener'>, {
    currentLocalDescription: description(line('A')),
    currentRemoteDescription: null as RTCSessionDescription | null,
    connectionState: 'connected',
  }) as RTCPeerConnection & { currentRemoteDescription: RTCSessionDescription | null };
  let known = 0;
  const found = bindingWhenKnown(pc, new AbortController().signal);
  void found.then(() => (known += 1));
  pc.dispatchEvent(new Event('connectionstatechange'));
  await Promise.resolve();
  expect(known).toBe(0);
  Object.assign(pc, { currentRemoteDescription: description(line('B')) });
  pc.dispatchEvent(new Event('signalingstatechange'));
  expect(await found).toEqual(binding(line('A'), line('B')));
});
