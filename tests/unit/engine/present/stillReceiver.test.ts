import { beforeEach, describe, expect, test } from 'vitest';
import { StillReceiver } from '../../../../renderer/engine/present/stillReceiver.ts';
import { MemberId, ShareId } from '../../../../signaling/protocol/ids.ts';
import { createManualClock, type ManualClock } from '../../../support/engineClock.ts';
import { FakeStillPipe } from './fakeStillPipe.ts';

const share = ShareId.parse('a'.repeat(22));
const anna = MemberId.parse('m'.repeat(22));

let clock: ManualClock;
let pipe: FakeStillPipe;
let refused: number;
let receiver: StillReceiver;

beforeEach(() => {
  clock = createManualClock();
  pipe = new FakeStillPipe();
  refused = 0;
  receiver = new StillReceiver({
    isLive: () => true,
    clock,
    log: (_level, event) => {
      if (event === 'still frame refused') refused += 1;
    },
    changed: () => undefined,
  });
  receiver.attach(anna, pipe.port());
});

function come(data: string | ArrayBuffer): void {
  pipe.dispatchEvent(new MessageEvent('message', { data }));
}

function header(bytes: number): string {
  return JSON.stringify({
    type: 'picture',
    share,
    still: 1,
    width: 32,
    height: 32,
    format: 'png',
    bytes,
  });
}

describe('pieces', () => {
  test('may be small only at the end', () => {
    come(header(1_030));
    come(new ArrayBuffer(1_024));
    expect(receiver.stateOf(share)).toBe('coming');
    come(new ArrayBuffer(5));
    expect(receiver.stateOf(share)).toBe('failed');
  });

  test('that are tiny end the transfer at once', () => {
    come(header(1_000_000));
    come(new ArrayBuffer(1));
    expect(receiver.stateOf(share)).toBe('failed');
  });
});

describe('texts', () => {
  test('are read only so often', () => {
    for (let text = 0; text < 100; text += 1) come('{');
    expect(refused).toBe(40);
    clock.pass(1_000);
    for (let text = 0; text < 100; text += 1) come('{');
    expect(refused).toBe(60);
  });

  test('that are not read may have been the end of a still', () => {
    come(header(5_000));
    for (let text = 0; text < 39; text += 1) come('{');
    expect(receiver.stateOf(share)).toBe('coming');
    come('{');
    expect(receiver.stateOf(share)).toBe('none');
  });
});
