import { expect, test } from 'vitest';
import { decide } from '../../../main/capture/displayMedia.ts';
import { PORTAL } from '../../../main/capture/portalSources.ts';
import { CaptureRig, SCREEN, WINDOW } from '../../support/captureRig.ts';

const ours = { isOurs: () => true, wantsVideo: true, wantsSound: true };

test('a request gets the source that was granted, once', async () => {
  const rig = new CaptureRig();
  await rig.grant(WINDOW);
  expect(await decide(ours, rig)).toEqual({ video: { id: WINDOW, name: WINDOW } });
  expect(await decide(ours, rig)).toBeNull();
  expect(rig.captures.current).toHaveLength(1);
});

test('sound comes with it where it was granted, asked for, and can be had', async () => {
  const rig = new CaptureRig();
  const video = { id: SCREEN, name: SCREEN };
  await rig.grant(SCREEN, null, true);
  expect(await decide(ours, rig)).toEqual({ video, audio: 'loopback' });
  await rig.grant(SCREEN, null, true);
  expect(await decide({ ...ours, wantsSound: false }, rig)).toEqual({ video });
  await rig.grant(SCREEN, null, true);
  const deaf = { ...rig.sources, sound: () => 'unsupported' as const };
  expect(await decide(ours, { captures: rig.captures, sources: deaf, log: rig.log })).toEqual({
    video,
  });
});

test('a page that is not ours gets nothing and uses up nothing', async () => {
  const rig = new CaptureRig();
  await rig.grant();
  expect(await decide({ ...ours, isOurs: () => false }, rig)).toBeNull();
  expect(await decide(ours, rig)).not.toBeNull();
});

test('without a grant nothing is looked for', async () => {
  const rig = new CaptureRig();
  expect(await decide(ours, rig)).toBeNull();
  expect(rig.capturer.calls).toEqual([]);
});

test('a request for sound alone is refused, and its capture is over', async () => {
  const rig = new CaptureRig();
  await rig.grant();
  expect(await decide({ ...ours, wantsVideo: false }, rig)).toBeNull();
  expect(rig.captures.current).toEqual([]);
});

test('a source that has gone meanwhile is refused, and its capture is over', async () => {
  const rig = new CaptureRig();
  await rig.grant(WINDOW);
  rig.capturer.sources = [];
  expect(await decide(ours, rig)).toBeNull();
  expect(rig.captures.current).toEqual([]);
});

test('a request is answered at once when its page ends, though the source is still looked for', async () => {
  const rig = new CaptureRig();
  await rig.grant();
  let goOn = (): void => undefined;
  rig.capturer.before = () =>
    new Promise((resolve) => {
      goOn = resolve;
    });
  const answer = decide(ours, rig);
  rig.captures.clear();
  expect(await answer).toBeNull();
  goOn();
  expect(rig.captures.current).toEqual([]);
});

test('a request is refused when its frame or its capture has gone by the time of the answer', async () => {
  const rig = new CaptureRig();
  await rig.grant();
  let isThere = true;
  rig.capturer.before = () => {
    isThere = false;
    return Promise.resolve();
  };
  expect(await decide({ ...ours, isOurs: () => isThere }, rig)).toBeNull();
  expect(rig.captures.current).toEqual([]);

  rig.capturer.before = () => Promise.resolve();
  const id = await rig.grant();
  rig.capturer.before = () => {
    rig.captures.release(id);
    return Promise.resolve();
  };
  expect(await decide(ours, rig)).toBeNull();
});

test("on Wayland the answer is a fixed screen, so that the only dialog is the portal's", async () => {
  const rig = new CaptureRig('wayland');
  rig.capturer.before = () => Promise.reject(new Error('getSources was called'));
  await rig.grant(PORTAL, null, true);
  expect(await decide(ours, rig)).toEqual({
    video: { id: 'screen:0:0', name: 'screen:0:0' },
    audio: 'loopback',
  });
  expect(rig.capturer.calls).toEqual([]);
});
