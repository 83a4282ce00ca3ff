import net from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { WindowSighting } from '../../../main/desktop/desktop.ts';
import { X11Desktop } from '../../../main/desktop/x11Desktop.ts';
import { ManualClock } from '../../support/clientClock.ts';
import { KeptLog } from '../../support/clientLog.ts';
import { Heard } from '../../support/heard.ts';
import { startX11Screen, type X11Screen } from '../../support/x11Screen.ts';

let screen: X11Screen;
let clock: ManualClock;
let desktop: X11Desktop;

beforeAll(async () => {
  screen = await startX11Screen();
});
afterAll(() => screen.stop());

beforeEach(() => {
  clock = new ManualClock();
  desktop = new X11Desktop({ display: screen.display, clock, log: new KeptLog() });
});
afterEach(() => desktop.close());

/** What the desktop's own tools say of a window's content. */
function areaOf(id: number): { x: number; y: number; width: number; height: number } {
  const text = screen.run('xwininfo', '-id', String(id));
  const read = (name: string): number => Number(new RegExp(`${name}: +(-?\\d+)`).exec(text)?.[1]);
  return {
    x: read('Absolute upper-left X'),
    y: read('Absolute upper-left Y'),
    width: read('Width'),
    height: read('Height'),
  };
}

test('a window is found where it is, and told of at every step of its life', async () => {
  const window = await screen.openWindow('parley-life', '40x10+120+90');
  const heard = new Heard<WindowSighting>();
  const end = desktop.watch(window.id, heard.listen);
  const first = areaOf(window.id);
  await heard.last({ area: first, minimised: false });
  expect(await desktop.look(window.id)).toEqual({ area: first, minimised: false });

  screen.run('xdotool', 'windowmove', String(window.id), '300', '250');
  await expect
    .poll(() => heard.all.at(-1), { timeout: 10_000 })
    .toMatchObject({ area: { width: first.width, height: first.height } });
  await expect.poll(() => areaOf(window.id).x).not.toBe(first.x);
  await heard.last({ area: areaOf(window.id), minimised: false });

  screen.run('xdotool', 'windowsize', String(window.id), '400', '300');
  await expect.poll(() => areaOf(window.id).width).not.toBe(first.width);
  await heard.last({ area: areaOf(window.id), minimised: false });

  screen.run('xdotool', 'windowminimize', String(window.id));
  await expect.poll(() => heard.all.at(-1), { timeout: 10_000 }).toMatchObject({ minimised: true });
  screen.run('wmctrl', '-i', '-a', String(window.id));
  await expect
    .poll(() => heard.all.at(-1), { timeout: 10_000 })
    .toMatchObject({ minimised: false });

  window.close();
  await heard.last('gone');
  expect(await desktop.look(window.id)).toBe('gone');
  end();
});

test('nothing is told of a window any more once the watch has ended', async () => {
  const window = await screen.openWindow('parley-unwatched', '40x10+60+60');
  const ended = new Heard<WindowSighting>();
  const other = new Heard<WindowSighting>();
  const end = desktop.watch(window.id, ended.listen);
  desktop.watch(window.id, other.listen);
  await expect.poll(() => [ended.all.length, other.all.length]).toEqual([1, 1]);
  end();
  screen.run('xdotool', 'windowmove', String(window.id), '500', '400');
  await expect.poll(() => areaOf(window.id).x).toBeGreaterThan(400);
  await other.last({ area: areaOf(window.id), minimised: false });
  expect(ended.all).toHaveLength(1);
  window.close();
  await other.last('gone');
  expect(ended.all).toHaveLength(1);
});

test('a window that never was is gone', async () => {
  const heard = new Heard<WindowSighting>();
  desktop.watch(0x7fff_fff0, heard.listen);
  await heard.last('gone');
  expect(await desktop.look(0x7fff_fff0)).toBe('gone');
});

test('a compositor is noticed when it comes and when it goes', async () => {
  const heard = new Heard<boolean>();
  desktop.watchCompositor(heard.listen);
  expect(await desktop.hasCompositor()).toBe(false);
  const compositor = screen.startCompositor();
  await heard.last(true);
  expect(await desktop.hasCompositor()).toBe(true);
  compositor.kill();
  await heard.last(false);
  expect(await desktop.hasCompositor()).toBe(false);
});

test('without a server nothing is known, and nothing is thrown', async () => {
  const nowhere = new X11Desktop({ display: 'unix/:4242', clock, log: new KeptLog() });
  const heard = new Heard<WindowSighting>();
  nowhere.watch(1, heard.listen);
  await heard.last('unknown');
  expect(await nowhere.look(1)).toBe('unknown');
  expect(await nowhere.hasCompositor()).toBe(false);
  nowhere.close();
  expect(clock.pending).toBe(0);
});

test('a server that does not answer is given up, and tried again while something is watched', async () => {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => sockets.push(socket.resume()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const log = new KeptLog();
  const silent = new X11Desktop({ display: `tcp/127.0.0.1:${port - 6_000}`, clock, log });
  try {
    silent.watchCompositor(() => undefined);
    const answer = silent.hasCompositor();
    await expect.poll(() => sockets.length).toBe(1);
    clock.advance(3_000);
    expect(await answer).toBe(false);
    expect(log.lines).toEqual(['warn x11 not reached error=ConnectionLost']);
    await expect.poll(() => sockets[0]?.closed).toBe(true);
    clock.advance(2_000);
    await expect.poll(() => sockets.length).toBe(2);
  } finally {
    silent.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

test('after a lost connection the watch goes on with a new one', async () => {
  const window = await screen.openWindow('parley-lost', '40x10+100+100');
  const compositor = screen.startCompositor();
  const wire = await startWire(`/tmp/.X11-unix/X${screen.display.slice(1)}`);
  const cut = new X11Desktop({
    display: `tcp/127.0.0.1:${wire.number}`,
    clock,
    log: new KeptLog(),
  });
  try {
    const heard = new Heard<WindowSighting>();
    const composited = new Heard<boolean>();
    cut.watch(window.id, heard.listen);
    cut.watchCompositor(composited.listen);
    await composited.last(true);
    await heard.last({ area: areaOf(window.id), minimised: false });

    wire.cut();
    await heard.last('unknown');
    await composited.last(false);
    clock.advance(2_000);
    await heard.last({ area: areaOf(window.id), minimised: false });
    await composited.last(true);
    window.close();
    await heard.last('gone');
    expect(composited.all).toEqual([true, false, true]);
  } finally {
    cut.close();
    wire.stop();
    compositor.kill();
  }
});

/** A way to an X server that can be cut. */
async function startWire(socket: string): Promise<{ number: number; cut(): void; stop(): void }> {
  const ends = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(socket);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => ends.delete(one));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    number: port - 6_000,
    cut,
    stop() {
      cut();
      server.close();
    },
  };
}
