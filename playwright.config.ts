import { defineConfig } from '@playwright/test';

// The tests start the app themselves; scripts/test.ts gives them a screen and a network of their
// own, and the path of the Electron to start in PARLEY_ELECTRON.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Neither is what is promised: on a busy machine of two cores a click alone can take three seconds.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 1,
  retries: 0,
  fullyParallel: false,
  reporter: [['list']],
  use: { screenshot: 'only-on-failure', trace: 'off' },
});
