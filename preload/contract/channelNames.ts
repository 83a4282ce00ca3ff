/*
 * The names of all channels, without their schemas: a preload script must not carry a schema
 * library. `channels.ts` does not compile unless it has exactly these.
 */

export const REQUEST_CHANNELS = [
  'app:boot',
  'session:join',
  'session:leave',
  'session:signal',
  'session:probe',
  'session:peek',
  'session:switches',
  'server:retry',
  'invite:copy',
  'link:settle',
  'screen:list',
  'screen:grant',
  'settings:change',
  'recent:record',
  'recent:pin',
  'recent:remove',
  'permissions:open',
  'log:problem',
] as const;
export type RequestName = (typeof REQUEST_CHANNELS)[number];

export const PUSH_CHANNELS = [
  'session:event',
  'server:status',
  'settings:changed',
  'recent:changed',
  'link:opened',
] as const;
export type PushName = (typeof PUSH_CHANNELS)[number];

/** Sent by a window when it listens; main then delivers what it has queued. */
export const READY_CHANNEL = 'window:ready';
