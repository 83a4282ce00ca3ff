import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InkFrame } from '../../../../signaling/protocol/presentFrames.ts';
import { begin, DrawingRoom, line } from './drawingRoom.ts';
import { screen, shareId } from './inkRoom.ts';

let room: DrawingRoom;
beforeEach(() => {
  room = new DrawingRoom();
});
afterEach(() => room.close());

describe('somebody who comes late', () => {
  it('is told what stays, in the order in which it was drawn, and not what fades', () => {
    room.stroke('bob');
    room.stroke('ann', { fades: true });
    room.stroke('cem');
    room.clock.run(100);
    room.draw('ann', begin());
    room.clock.run(100);
    room.join('dan');
    expect(room.shown('dan')).toEqual(['b1', 'c1', 'a2']);
    expect(room.frames('ann', 'dan', 'ink')[0]?.reset).toBe(true);
    room.draw('ann', { type: 'extend', points: line(3) }, { type: 'end' });
    room.clock.run(4_000);
    expect(room.shownToAll()).toEqual(['b1', 'c1', 'a2']);
    expect(room.strokes('dan')).toEqual(room.strokes('ann'));
  });

  it('is told much in frames of bounded size, as fast as the channel drains', () => {
    for (let count = 0; count < 10; count++) {
      room.draw('ann', begin());
      for (let part = 0; part < 50; part++) room.draw('ann', { type: 'extend', points: line(64) });
    }
    for (let count = 0; count < 40; count++) room.stroke('bob');
    room.clock.run(5_000);
    room.join('dan');
    room.clock.run(5_000);
    expect(room.strokes('dan')).toEqual(room.strokes('ann'));
    const told = room.frames('ann', 'dan', 'ink');
    expect(Math.max(...told.map((frame) => JSON.stringify(frame).length))).toBeLessThan(64 * 1024);
    expect(Math.max(...told.map((frame) => frame.strokes.length))).toBe(16);
    expect(told.filter(({ reset }) => reset)).toHaveLength(1);
    expect(room.present('ann', 'dan').highestBuffered).toBeLessThan(128 * 1024);
  });

  it.each([0, 1, 15, 16, 17, 32])('can draw when %i strokes stand', (count) => {
    for (let index = 0; index < count; index++) room.stroke('ann');
    room.clock.run(200);
    room.join('dan');
    room.stroke('dan');
    room.clock.run(200);
    expect(room.shown('cem')).toHaveLength(count + 1);
    expect(room.shown('dan')).toEqual(room.shown('ann'));
  });

  it('may be told of ink before the share is stated', () => {
    const [first, second] = [shareId('first'), shareId('second')];
    room.member('bob').ink.sharesChanged();
    const ink: InkFrame = { type: 'ink', share: first, reset: true, strokes: [] };
    room.present('bob', 'cem').send(JSON.stringify(ink));
    room.clock.run(50);
    expect(room.scene('cem', first).strokes).toEqual([]);
    room.live('bob', screen(first), screen(second, { lane: 'screenB' }));
    room.clock.run(100);
    room.ink('cem').do(first, begin());
    room.ink('cem').do(second, begin());
    room.clock.run(100);
    for (const at of [first, second]) expect(room.scene('ann', at).strokes).toHaveLength(1);
  });
});

describe('a channel that is full', () => {
  it('is spared what is out of date when it drains, and misses nothing', () => {
    room.draw('bob', begin({ fades: true }));
    room.clock.run(100);
    const channel = room.present('ann', 'cem');
    channel.bufferedAmount += 1_000_000;
    room.draw('bob', { type: 'end' });
    for (let count = 0; count < 50; count++) {
      room.stroke('ann');
      if (count % 2 === 0) room.draw('ann', { type: 'undo' });
    }
    room.clock.run(5_000);
    expect(room.shown('cem')).toEqual(['b1']);
    const sent = channel.sent.length;
    channel.bufferedAmount -= 1_000_000;
    channel.dispatchEvent(new Event('bufferedamountlow'));
    room.clock.run(100);
    expect(room.shown('ann')).toHaveLength(25);
    expect(room.shownToAll()).toEqual(room.shown('ann'));
    expect(channel.sent.length - sent).toBeLessThan(5);
    expect(room.clock.waiting()).toBe(0);
  });
});

describe('a broken link', () => {
  it('ends what was being drawn, and nothing is lost or doubled when it is back', () => {
    room.stroke('bob');
    room.stroke('cem');
    room.draw('bob', begin());
    room.clock.run(100);
    room.draw('bob', { type: 'extend', points: line(5) });
    room.clock.run(5);
    room.cut('ann', 'bob');
    room.stroke('cem');
    room.stroke('bob');
    room.clock.run(1_000);
    expect(room.shown('bob')).toEqual(['b1', 'c1', 'b2', 'b3']);
    expect(room.shown('ann')).toEqual(['b1', 'c1', 'b2', 'c2']);
    expect(room.strokes('ann').every(({ done }) => done)).toBe(true);
    room.connect('ann', 'bob');
    room.clock.run(200);
    expect(room.shownToAll()).toEqual(['b1', 'c1', 'b2', 'c2', 'b3']);
    expect(room.strokes('bob')).toEqual(room.strokes('ann'));
  });

  it('leaves the staying ink of a member that goes, and ends its open stroke', () => {
    room.stroke('bob');
    room.draw('bob', begin());
    room.clock.run(100);
    room.leave('bob');
    room.clock.run(100);
    expect(room.shownToAll()).toEqual(['b1', 'b2']);
    expect(room.strokes('cem').every(({ done }) => done)).toBe(true);
    room.draw('ann', { type: 'clear', whose: 'all' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual([]);
  });

  it('lets a page that was loaded anew count on above its old strokes', () => {
    for (let count = 0; count < 20; count++) room.stroke('bob');
    room.clock.run(500);
    room.reload('bob');
    // The share is stated before the presenter can tell what stands on it.
    room.member('bob').stated.set('ann', [screen(room.share)]);
    room.ink('bob').sharesChanged();
    expect(room.shown('bob')).toEqual([]);
    room.stroke('bob');
    room.draw('bob', begin());
    room.clock.run(500);
    room.draw('bob', { type: 'extend', points: line(3) }, { type: 'end' });
    room.clock.run(500);
    expect(room.shown('ann').slice(-2)).toEqual(['b21', 'b22']);
    expect(room.strokes('cem')).toEqual(room.strokes('ann'));
    expect(room.strokes('bob')).toEqual(room.strokes('ann'));
  });

  it('keeps a new stroke apart from one that fades under its number from before a reload', () => {
    room.stroke('bob', { fades: true });
    room.clock.run(100);
    room.stroke('ann');
    room.reload('bob');
    room.clock.run(200);
    room.draw('bob', begin({ colour: 5 }));
    room.clock.run(100);
    room.draw('bob', { type: 'extend', points: line(4) }, { type: 'end' });
    room.clock.run(100);
    expect(room.shownToAll()).toEqual(['a1', 'b1']);
    room.clock.run(10_000);
    expect(room.shownToAll()).toEqual(['a1', 'b1']);
    for (const name of room.names()) expect(room.strokes(name)[1]).toMatchObject({ colour: 5 });
  });

  it('keeps it apart also where the old one fades a little later than at the presenter', () => {
    room.stroke('bob', { fades: true });
    room.clock.run(100);
    room.stroke('ann');
    room.clock.run(100);
    const [old] = room.frames('ann', 'cem', 'ink').flatMap((frame) => frame.strokes);
    const strokesNow = [{ ...old, fades: false, done: true, colour: 5 }];
    room
      .present('ann', 'cem')
      .send(JSON.stringify({ type: 'ink', share: room.share, reset: false, strokes: strokesNow }));
    room.clock.run(10_000);
    expect(room.shown('cem')).toEqual(['a1', 'b1']);
    expect(room.strokes('cem')[1]).toMatchObject({ colour: 5, goneAtMs: null });
  });

  it('forgets the ink of shares that ended', () => {
    room.stroke('bob');
    room.clock.run(100);
    room.live('ann');
    room.clock.run(100);
    expect(room.shownToAll()).toEqual([]);
    room.live('ann', screen(room.share));
    room.clock.run(100);
    expect(room.shownToAll()).toEqual([]);
    expect(room.ink('ann').hasInk(room.share)).toBe(false);
  });
});
