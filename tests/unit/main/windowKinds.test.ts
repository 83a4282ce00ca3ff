import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Gateway } from '../../../main/ipc/gateway.ts';
import { Refusal, type RequestHandlers } from '../../../main/ipc/requestCheck.ts';
import {
  PAINTED_CHANNEL,
  READY_CHANNEL,
  REQUEST_CHANNELS,
  WINDOW_KINDS,
  type WindowKind,
} from '../../../preload/contract/channelNames.ts';
import { CaptureId } from '../../../preload/contract/presenting.ts';
import { RingId } from '../../../signaling/protocol/ringMessages.ts';

/** Electron's end of the channels, which there is only inside of Electron. */
const ipc = vi.hoisted(() => ({
  handlers: new Map<string, (event: object, input: unknown) => Promise<unknown>>(),
  listeners: new Map<string, (event: object) => void>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: never) => ipc.handlers.set(channel, handler),
    on: (channel: string, listener: never) => ipc.listeners.set(channel, listener),
  },
}));

const ORIGIN = { protocol: 'app:', host: 'parley' };
const nothing = (): void => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A window's page, as far as the gateway looks at it. */
class Page extends EventEmitter {
  readonly id: number;
  readonly got: unknown[] = [];
  readonly mainFrame = { url: 'app://parley/windows/any/index.html', parent: null };

  constructor(id: number) {
    super();
    this.id = id;
  }

  get contents(): WebContents {
    return this as unknown as WebContents;
  }

  send(channel: string, payload: unknown): void {
    this.got.push([channel, payload]);
  }

  ready(): void {
    ipc.listeners.get(READY_CHANNEL)?.({ sender: this, senderFrame: this.mainFrame });
  }

  painted(frame: object = this.mainFrame): void {
    ipc.listeners.get(PAINTED_CHANNEL)?.({ sender: this, senderFrame: frame });
  }

  async ask(channel: string, input: unknown, frame: object = this.mainFrame): Promise<unknown> {
    return ipc.handlers.get(channel)?.({ sender: this, senderFrame: frame }, input);
  }
}

let gateway: Gateway;
let pages: Record<WindowKind, Page>;
/** What reached a handler: channel and sender. */
let reached: [string, number][];

beforeEach(() => {
  gateway = new Gateway(ORIGIN, silent);
  reached = [];
  const handlers = Object.fromEntries(
    Object.values(REQUEST_CHANNELS)
      .flat()
      .map((channel) => [
        channel,
        (_input: unknown, sender: number) => void reached.push([channel, sender]),
      ]),
  );
  gateway.serve(handlers as unknown as RequestHandlers);
  const admitted = WINDOW_KINDS.map((kind, index) => {
    const page = new Page(index + 1);
    gateway.admit(page.contents, kind);
    page.ready();
    return [kind, page];
  });
  pages = Object.fromEntries(admitted) as Record<WindowKind, Page>;
});

const SMALL_KINDS = WINDOW_KINDS.filter((kind) => kind !== 'call');
const capture = CaptureId.parse(1);
const REQUEST_OF = {
  call: ['screen:release', { capture }],
  'sharing-bar': ['bar:intent', { type: 'stop' }],
  overlay: ['overlay:intent', { type: 'stop-drawing' }],
  region: ['region:answer', { region: null }],
  incoming: ['incoming:answer', { ring: RingId.parse('r'.repeat(22)), answer: 'accept' }],
  palette: ['palette:choose', { type: 'close' }],
} as const satisfies Record<WindowKind, readonly [string, object]>;

describe('a request', () => {
  test.each(WINDOW_KINDS)(
    'of a %s window is answered to that kind of window alone',
    async (kind) => {
      const [channel, input] = REQUEST_OF[kind];
      const answers = await Promise.all(
        Object.entries(pages).map(async ([other, page]) => {
          const refused = await page.ask(channel, input).then(
            () => null,
            (error: unknown) => (error instanceof Refusal ? error.part : error),
          );
          return [other, refused];
        }),
      );
      expect(Object.fromEntries(answers)).toEqual(
        Object.fromEntries(WINDOW_KINDS.map((other) => [other, other === kind ? null : 'sender'])),
      );
      expect(reached).toEqual([[channel, pages[kind].id]]);
    },
  );

  test('of a frame inside of the page, and of a window that is none of ours, is refused', async () => {
    const [channel, input] = REQUEST_OF['sharing-bar'];
    const page = pages['sharing-bar'];
    const inner = { url: page.mainFrame.url, parent: page.mainFrame };
    await expect(page.ask(channel, input, inner)).rejects.toMatchObject({ part: 'sender' });
    await expect(new Page(9).ask(channel, input)).rejects.toMatchObject({ part: 'sender' });
    page.emit('destroyed');
    await expect(page.ask(channel, input)).rejects.toMatchObject({ part: 'sender' });
    expect(reached).toEqual([]);
  });
});

describe('a push', () => {
  const wish = { from: 'bar', capture, intent: { type: 'stop' } } as const;

  test('goes to the windows that have its channel', () => {
    gateway.push('presenting:wish', wish);
    expect(pages.call.got).toEqual([['presenting:wish', wish]]);
    for (const kind of SMALL_KINDS) {
      expect(pages[kind].got).toEqual([]);
    }
  });

  test('to one window reaches no other of its kind', () => {
    const second = new Page(8);
    gateway.admit(second.contents, 'call');
    second.ready();
    gateway.pushTo(second.contents, 'presenting:wish', wish);
    expect(second.got).toEqual([['presenting:wish', wish]]);
    expect(pages.call.got).toEqual([]);
  });

  test('waits for the next page, but not for one that is refused and never comes', () => {
    const page = pages.call;
    const navigation = { isMainFrame: true, isSameDocument: false };
    page.emit('did-start-navigation', { ...navigation, url: 'https://example.org/' });
    gateway.push('presenting:wish', wish);
    expect(page.got).toHaveLength(1);
    page.emit('did-start-navigation', { ...navigation, url: page.mainFrame.url });
    gateway.push('presenting:wish', wish);
    expect(page.got).toHaveLength(1);
    page.ready();
    expect(page.got).toHaveLength(2);
  });

  test('to a window that has no such channel is refused; to one that is gone it is nothing', () => {
    expect(() => gateway.pushTo(pages.overlay.contents, 'presenting:wish', wish)).toThrow(
      'output refused',
    );
    pages.call.emit('destroyed');
    gateway.pushTo(pages.call.contents, 'presenting:wish', wish);
    expect(pages.call.got).toEqual([]);
  });
});

test('only the call window counts as the one that may use devices', () => {
  expect(gateway.isAdmitted(pages.call.contents, 'call')).toBe(true);
  for (const kind of SMALL_KINDS) {
    expect(gateway.isAdmitted(pages[kind].contents, 'call')).toBe(false);
  }
  expect(gateway.isAdmitted(null, 'call')).toBe(false);
});

test("the first paint is told of by the call window's own page alone", async () => {
  let isPainted = false;
  void gateway.painted.then(() => {
    isPainted = true;
  });
  const settled = async (): Promise<boolean> => {
    await new Promise((resolve) => setImmediate(resolve));
    return isPainted;
  };
  for (const kind of SMALL_KINDS) pages[kind].painted();
  new Page(9).painted();
  pages.call.painted({ url: pages.call.mainFrame.url, parent: pages.call.mainFrame });
  expect(await settled()).toBe(false);
  pages.call.painted();
  expect(await settled()).toBe(true);
});
