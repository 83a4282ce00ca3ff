import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SERVER_VERSION } from '../../../signaling/server/version.ts';

test('the server says the version of the package', () => {
  const file = new URL('../../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  expect(SERVER_VERSION).toBe(version);
});
