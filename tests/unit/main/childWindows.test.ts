import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, WebContents } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { onNextPage } from '../../../main/ipc/nextPage.ts';
import { ChildWindows, MINI_CALL_FRAME } from '../../../main/windows/childWindows.ts';
import { KeptLog } from '../../support/clientLog.ts';

const ORIGIN = { protocol: 'app:', host: 'parley' };
const OURS = 'app://parley/windows/main/index.html';
const NAME = 'parley-share-AAAAAAAAAAAAAAAAAAAAAA';
const FEATURES = 'popup,width=1280,height=760';

interface Answer {
  readonly action: 'allow' | 'deny';
  readonly overrideBrowserWindowOptions?: BrowserWindowConstructorOptions;
}

/** A page, as far as it is looked at here. */
class Page extends EventEmitter {
  handler: (details: object) => Answer = () => ({ action: 'deny' });
  isClosed = false;

  get contents(): WebContents {
    return this as unknown as WebContents;
  }

  setWindowOpenHandler(handler: (details: object) => Answer): void {
    this.handler = handler;
  }

  ask(details: object = {}): Answer {
    return this.handler({ url: 'about:blank', frameName: NAME, features: FEATURES, ...details });
  }

  close(): void {
    this.isClosed = true;
  }

  navigates(url: string, more: object = {}): void {
    const details = { url, isMainFrame: true, isSameDocument: false, ...more };
    this.emit('did-start-navigation', details);
  }
}

class Window extends EventEmitter {
  readonly webContents = new Page();
  setMenuBarVisibility(): void {
    // There is none here.
  }
}

let opener: Page;
let windows: ChildWindows;
let minisShown: number;

beforeEach(() => {
  opener = new Page();
  minisShown = 0;
  const mini = {
    options: () => ({ frame: false, show: false }),
    made: () => void (minisShown += 1),
  };
  windows = new ChildWindows(ORIGIN, mini, new KeptLog());
  windows.allow(opener.contents);
});

function open(frameName = NAME): Page {
  const window = new Window();
  opener.emit('did-create-window', window, { frameName });
  return window.webContents;
}

describe("a shared screen's own window", () => {
  test('is one as any other, whatever its page asks for', () => {
    const { action, overrideBrowserWindowOptions } = opener.ask();
    expect(action).toBe('allow');
    expect(overrideBrowserWindowOptions).toMatchObject({
      frame: true,
      show: true,
      transparent: false,
      alwaysOnTop: false,
      focusable: true,
      opacity: 1,
      skipTaskbar: false,
    });
  });

  test.each([
    { url: OURS },
    { frameName: 'other' },
    { features: '' },
    { features: `${FEATURES},left=0` },
    { features: `${FEATURES},frame=no` },
    { features: 'popup,width=1280,height=760,alwaysOnTop=yes' },
  ])('is no other: %o', (details) => {
    expect(opener.ask(details).action).toBe('deny');
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'stays where it is: %s',
    (name) => {
      let isPrevented = false;
      const preventDefault = (): void => {
        isPrevented = true;
      };
      open().emit(name, { url: OURS, preventDefault });
      expect(isPrevented).toBe(true);
    },
  );

  test('is closed when its opener loads another page, not when that is refused', () => {
    const child = open();
    expect(windows.isShare(child.contents)).toBe(true);
    opener.navigates('https://example.org/');
    expect(child.isClosed).toBe(false);
    opener.navigates(OURS);
    expect(child.isClosed).toBe(true);
  });
});

describe('the small window of a call', () => {
  const mini = { frameName: MINI_CALL_FRAME, features: 'popup,width=320,height=200' };

  test('is made as main has it, shown, and no share', () => {
    const { action, overrideBrowserWindowOptions } = opener.ask(mini);
    expect(action).toBe('allow');
    expect(overrideBrowserWindowOptions).toMatchObject({ frame: false, show: false });
    const child = open(MINI_CALL_FRAME);
    expect(minisShown).toBe(1);
    expect(windows.isShare(child.contents)).toBe(false);
  });

  test('is one at a time, and ends with the page', () => {
    const child = open(MINI_CALL_FRAME);
    expect(opener.ask(mini).action).toBe('deny');
    opener.navigates(OURS);
    expect(child.isClosed).toBe(true);
  });
});

test('the next page is one of ours, in the main frame, and another document', () => {
  const page = new Page();
  let pages = 0;
  onNextPage(page.contents, ORIGIN, () => {
    pages += 1;
  });
  page.navigates('https://example.org/');
  page.navigates('app://other/');
  page.navigates(OURS, { isMainFrame: false });
  page.navigates(OURS, { isSameDocument: true });
  expect(pages).toBe(0);
  page.navigates(OURS);
  expect(pages).toBe(1);
});
