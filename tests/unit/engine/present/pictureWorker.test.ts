import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  PictureNews,
  PictureOrder,
} from '../../../../renderer/engine/present/pictureWorker.ts';

/** A frame of one pixel, whose copy comes when the test lets it. */
class FakeFrame {
  readonly format = 'BGRX';
  readonly visibleRect = { width: 1, height: 1 };
  readonly displayWidth = 1;
  readonly displayHeight = 1;
  readonly #pixel: number;
  isClosed = false;

  constructor(pixel: number) {
    this.#pixel = pixel;
    open.add(this);
  }

  clone(): FakeFrame {
    if (this.isClosed) throw new DOMException('closed', 'InvalidStateError');
    return new FakeFrame(this.#pixel);
  }

  close(): void {
    this.isClosed = true;
    open.delete(this);
  }

  allocationSize(): number {
    return 4;
  }

  async copyTo(words: Uint32Array): Promise<PlaneLayout[]> {
    await new Promise<void>((resolve) => copies.push(resolve));
    words[0] = this.#pixel;
    return [{ offset: 0, stride: 4 }];
  }
}

const open = new Set<FakeFrame>();
let copies: (() => void)[];
let news: PictureNews[];
let reported: unknown[];
let order: (order: PictureOrder) => void;
let frames: ReadableStreamDefaultController<VideoFrame>;

beforeEach(async () => {
  open.clear();
  copies = [];
  news = [];
  reported = [];
  vi.resetModules();
  vi.stubGlobal('addEventListener', (_type: string, listener: (event: object) => void) => {
    order = (data) => listener({ data });
  });
  vi.stubGlobal('postMessage', (told: PictureNews) => news.push(told));
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
  await import('../../../../renderer/engine/present/pictureWorker.ts');
  const stream = new ReadableStream<VideoFrame>({
    start(controller) {
      frames = controller;
    },
  });
  order({ type: 'begin', frames: stream });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What is promised by now is done. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function show(pixel: number): Promise<void> {
  frames.enqueue(new FakeFrame(pixel) as unknown as VideoFrame);
  await settle();
}

/** All copies come, also those that are made because of them. */
async function copyAll(): Promise<void> {
  while (copies.length > 0) {
    for (const copied of copies.splice(0)) copied();
    await settle();
  }
}

function changes(): readonly number[] {
  return news.flatMap((told) => (told.type === 'changed' ? [told.watch] : []));
}

describe('a watched picture', () => {
  test('is the same for as long as its pixels are', async () => {
    await show(1);
    order({ type: 'watch', watch: 1 });
    await show(1);
    await show(1);
    await copyAll();
    expect(changes()).toEqual([]);
    await show(2);
    await copyAll();
    expect(changes()).toEqual([1]);
  });

  test('is another also when frames come faster than the first one is copied', async () => {
    await show(1);
    order({ type: 'watch', watch: 1 });
    await show(2);
    await show(3);
    await show(4);
    await copyAll();
    expect(changes()).toEqual([1]);
    order({ type: 'watch', watch: 2 });
    await show(5);
    await copyAll();
    expect(changes()).toEqual([1, 2]);
  });

  test('is looked at for a watch that began in the middle of a comparison', async () => {
    await show(1);
    order({ type: 'watch', watch: 1 });
    await copyAll();
    await show(1);
    order({ type: 'watch', watch: 2 });
    await show(2);
    await copyAll();
    expect(changes()).toEqual([2]);
  });
});

test('a frame stream that breaks is reported, and no frame stays open', async () => {
  await show(1);
  frames.error(new Error('broken'));
  await settle();
  expect(reported).toEqual([new Error('broken')]);
  expect(open.size).toBe(0);
});
