import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { offerIceServers } from '../../../signaling/server/iceServers.ts';

const NONE = { stun: [], turn: [], turnSecret: '', turnTtlSeconds: 43_200 };

test('nobody is sent anywhere unless it is asked for', () => {
  expect(offerIceServers(NONE, 0, () => 'id')).toEqual({ iceServers: [] });
});

test('STUN needs no credentials and has no end', () => {
  const stun = ['stun:192.0.2.1:3478'];
  expect(offerIceServers({ ...NONE, stun }, 0, () => 'id')).toEqual({
    iceServers: [{ urls: stun }],
  });
});

test('TURN credentials are what a server with the same secret computes', () => {
  const turn = ['turn:192.0.2.1:3478', 'turns:192.0.2.1:443'];
  const options = { ...NONE, turn, turnSecret: 'north', turnTtlSeconds: 600 };
  const { iceServers, iceServersLifetimeMs } = offerIceServers(
    options,
    1_700_000_000_999,
    () => 'id',
  );
  expect(iceServersLifetimeMs).toBe(600_000);
  const credential = createHmac('sha1', 'north').update('1700000600:id').digest('base64');
  expect(iceServers).toEqual([{ urls: turn, username: '1700000600:id', credential }]);
});
