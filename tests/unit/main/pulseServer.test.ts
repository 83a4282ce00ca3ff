import { expect, test } from 'vitest';
import { hasPulseServer } from '../../../main/desktop/pulseServer.ts';

const exists = (file: string): boolean => file === '/run/user/1/pulse/native';

test.each([
  [{ XDG_RUNTIME_DIR: '/run/user/1' }, true],
  [{ XDG_RUNTIME_DIR: '/run/user/2' }, false],
  [{}, false],
  [{ PULSE_RUNTIME_PATH: '/run/user/1/pulse' }, true],
  [{ PULSE_SERVER: 'unix:/run/user/1/pulse/native' }, true],
  [{ PULSE_SERVER: '/run/user/1/pulse/native' }, true],
  [{ PULSE_SERVER: '{0a1b}unix:/run/user/1/pulse/native' }, true],
  [{ PULSE_SERVER: 'unix:/nowhere', XDG_RUNTIME_DIR: '/run/user/1' }, false],
  [{ PULSE_SERVER: 'tcp:sound.example:4713' }, true],
  [{ PULSE_SERVER: '', XDG_RUNTIME_DIR: '/run/user/1' }, true],
])('with %o a sound server is expected: %s', (env, expected) => {
  expect(hasPulseServer(env, exists)).toBe(expected);
});
