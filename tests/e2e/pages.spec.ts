import { test, expect } from '@playwright/test';
import { contentSecurityPolicy } from '../../main/security/contentSecurityPolicy.ts';
import { closeAllApps, launchApp } from '../support/app.ts';

test.afterEach(closeAllApps);

test("pages are the app's own files under its policy, and tell when they are painted", async () => {
  const started = await launchApp();
  const { app, page } = started;
  started.expectProblem(/ERR_FILE_NOT_FOUND|Refused to connect to 'app:\/\/elsewhere/);
  const answers = await page.evaluate(async () => {
    const ask = async (url: string, method = 'GET'): Promise<Record<string, string> | null> => {
      try {
        const answer = await fetch(url, { method });
        return Object.fromEntries(answer.headers);
      } catch {
        return null;
      }
    };
    const own = location.href;
    const script = document.querySelector('script')?.src ?? '';
    return {
      page: await ask(own),
      script: await ask(script),
      refused: [
        await ask(own, 'POST'),
        await ask(own.replace('index.html', 'other.html')),
        await ask(own.replace('parley', 'elsewhere')),
        await ask(new URL('/', own).href),
        await ask(new URL('/..%2fmain/main.js', own).href),
      ],
    };
  });
  const always = {
    'content-security-policy': contentSecurityPolicy(false),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  expect(answers.page).toMatchObject({ ...always, 'content-type': 'text/html' });
  expect(answers.script).toMatchObject({ ...always, 'content-type': 'text/javascript' });
  expect(answers.refused).toEqual([null, null, null, null, null]);

  // Its menu is there for the shortcuts alone.
  const isBarSeen = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isMenuBarVisible()),
  );
  expect(isBarSeen).toBe(false);

  await app.evaluate(({ ipcMain }) => {
    ipcMain.once('window:painted', () => Object.assign(globalThis, { isPaintTold: true }));
  });
  await page.reload();
  await expect.poll(() => app.evaluate(() => 'isPaintTold' in globalThis)).toBe(true);
});
