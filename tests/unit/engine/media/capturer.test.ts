import { describe, expect, it } from 'vitest';
import { captureFailure } from '../../../../renderer/engine/media/captureFailure.ts';
import { createCapturer } from '../../../../renderer/engine/media/capturer.ts';
import { camera, FakeDevices, microphone } from './fakeDevices.ts';

describe('createCapturer', () => {
  it('opens both devices in one request when both are asked for at once', async () => {
    const devices = new FakeDevices([microphone('m'), camera('c')]);
    const capturer = createCapturer(devices.port());
    const results = await Promise.all([
      capturer.open('microphone', 'm'),
      capturer.open('camera', 'c'),
    ]);
    expect(results.map((result) => result.ok)).toEqual([true, true]);
    expect(devices.asked).toHaveLength(1);
    expect(devices.live().map((track) => track.device.deviceId)).toEqual(['m', 'c']);
  });

  it.each([
    ['NotFoundError', 'missing'],
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'failed'],
  ])('keeps the microphone when the camera fails with %s', async (name, reason) => {
    const devices = new FakeDevices([microphone('m'), camera('c')]);
    devices.errors.set('video', name);
    const capturer = createCapturer(devices.port());
    const [heard, seen] = await Promise.all([
      capturer.open('microphone', null),
      capturer.open('camera', null),
    ]);
    expect(heard.ok).toBe(true);
    expect(seen).toEqual({ ok: false, reason });
    expect(devices.live()).toHaveLength(1);
  });

  it('keeps the camera when there is no microphone', async () => {
    const devices = new FakeDevices([camera('c')]);
    const capturer = createCapturer(devices.port());
    const [heard, seen] = await Promise.all([
      capturer.open('microphone', null),
      capturer.open('camera', null),
    ]);
    expect(heard).toEqual({ ok: false, reason: 'missing' });
    expect(seen.ok).toBe(true);
  });

  it('opens another device when the wanted one is gone', async () => {
    const devices = new FakeDevices([microphone('m')]);
    const result = await createCapturer(devices.port()).open('microphone', 'gone');
    expect(result).toMatchObject({ ok: true, value: { device: { deviceId: 'm' } } });
    expect(devices.asked.flat().map((opening) => opening.wanted)).toEqual(['gone', null]);
  });

  it('says so when none is left', async () => {
    const devices = new FakeDevices([]);
    const result = await createCapturer(devices.port()).open('camera', 'gone');
    expect(result).toEqual({ ok: false, reason: 'missing' });
  });
});

describe('captureFailure', () => {
  it.each([
    [new DOMException('', 'SecurityError'), 'denied'],
    [new Error('?'), 'failed'],
    ['?', 'failed'],
    [null, 'failed'],
  ])('of %s is %s', (error, failure) => {
    expect(captureFailure(error)).toBe(failure);
  });
});
