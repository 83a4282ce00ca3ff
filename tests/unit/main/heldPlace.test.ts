import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import type { Area } from '../../../main/desktop/desktop.ts';
import { holdPlace, type HeldWindow } from '../../../main/windows/heldPlace.ts';
import { ManualClock } from '../../support/clientClock.ts';

const PLACE: Area = { x: 1584, y: 864, width: 320, height: 200 };

class Window extends EventEmitter implements HeldWindow {
  bounds: Area = PLACE;
  destroyed = false;
  moves = 0;

  getBounds(): Area {
    return this.bounds;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setBounds(bounds: Partial<Area>): void {
    this.moves += 1;
    this.move(bounds);
  }

  move(bounds: Partial<Area>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('move');
  }
}

let window: Window;
let clock: ManualClock;
let settled: number;

beforeEach(() => {
  window = new Window();
  clock = new ManualClock();
  settled = 0;
  holdPlace(window, clock, () => (settled += 1));
});

test('what moves a fresh window is undone, until it has settled', () => {
  window.move({ x: 800, y: 440 });
  window.move({ x: 0, y: 0 });
  expect(window.bounds).toEqual(PLACE);
  expect(settled).toBe(0);
  clock.advance(700);
  expect(settled).toBe(1);
  window.move({ x: 10, y: 20 });
  expect(window.bounds).toEqual({ ...PLACE, x: 10, y: 20 });
});

test('a window manager that insists has its way', () => {
  window.setBounds = (bounds) => {
    window.moves += 1;
    window.move({ ...bounds, x: 0 });
  };
  window.move({ x: 0 });
  expect(window.bounds.x).toBe(0);
  expect(window.moves).toBeLessThan(20);
});

test('a window that has gone is left alone', () => {
  window.destroyed = true;
  clock.advance(700);
  expect(settled).toBe(0);
});
