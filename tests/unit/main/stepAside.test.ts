import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import { stepAside, type ComeBack } from '../../../main/windows/stepAside.ts';
import { CaptureRig, SCREEN, WINDOW } from '../../support/captureRig.ts';

const REGION = { x: 0, y: 0, width: 320, height: 240 };
const BEHIND = { x: 150, y: 150, width: 320, height: 240 };
const BESIDE = { x: 1_200, y: 150, width: 320, height: 240 };

/** A window, as far as it is put aside. */
class Aside extends EventEmitter {
  minimised = false;
  readonly isVisible = (): boolean => true;
  readonly isMinimized = (): boolean => this.minimised;
  readonly isDestroyed = (): boolean => false;
  readonly getBounds = () => ({ x: 100, y: 100, width: 800, height: 600 });
  readonly minimize = (): void => {
    this.minimised = true;
  };
  readonly restore = (): void => {
    this.minimised = false;
    this.emit('restore');
  };
}

let rig: CaptureRig;
let window: Aside;

beforeEach(() => {
  rig = new CaptureRig();
  window = new Aside();
});

async function aside(): Promise<ComeBack> {
  const { captures, clock } = rig;
  const stepped = stepAside(window, { captures, clock });
  clock.advance(1_000);
  return stepped;
}

describe('a window that steps aside', () => {
  test('is back at once when nothing is shared, or what is shared lies beside it', async () => {
    for (const shared of [null, BESIDE]) {
      const comeBack = await aside();
      expect(window.minimised).toBe(true);
      comeBack(shared);
      expect(window.minimised).toBe(false);
    }
  });

  test('stays aside of an area that is shared, and is back when that ends', async () => {
    (await aside())(BEHIND);
    const other = await rig.start(WINDOW);
    const area = await rig.start(SCREEN, REGION);
    rig.clock.advance(60_000);
    rig.captures.release(other);
    expect(window.minimised).toBe(true);
    rig.captures.release(area);
    expect(window.minimised).toBe(false);
  });

  test('is back when the share does not begin', async () => {
    (await aside())(BEHIND);
    rig.clock.advance(60_000);
    expect(window.minimised).toBe(false);
    (await aside())(BEHIND);
    rig.captures.release(await rig.grant(SCREEN, REGION));
    expect(window.minimised).toBe(false);
  });

  test('is left alone once the person has brought it back', async () => {
    (await aside())(BEHIND);
    const area = await rig.start(SCREEN, REGION);
    window.restore();
    window.minimize();
    rig.captures.release(area);
    rig.clock.advance(60_000);
    expect(window.minimised).toBe(true);
  });
});
