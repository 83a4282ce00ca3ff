/*
 * The names of all channels and which kind of window has which, without their schemas: a preload
 * script must not carry a schema library. `channels.ts` does not compile unless it has exactly
 * these.
 */

export const WINDOW_KINDS = [
  'call',
  'sharing-bar',
  'overlay',
  'region',
  'incoming',
  'palette',
] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** Requests that each kind of window may make. */
export const REQUEST_CHANNELS = {
  call: [
    'app:boot',
    'session:join',
    'session:leave',
    'session:signal',
    'session:probe',
    'session:peek',
    'session:switches',
    'server:retry',
    'server:address',
    'server:copy-address',
    'invite:copy',
    'link:look',
    'link:open',
    'link:settle',
    'screen:list',
    'screen:choose-region',
    'screen:grant',
    'screen:started',
    'screen:release',
    'screen:still',
    'screen:captured-speaker',
    'presenting:bars',
    'presenting:scene',
    'settings:change',
    'recent:record',
    'recent:pin',
    'recent:remove',
    'contacts:add',
    'contacts:check',
    'contacts:answer',
    'contacts:rename',
    'contacts:remove',
    'contacts:restore',
    'contacts:block',
    'contacts:link',
    'contacts:copy-link',
    'contacts:renew-link',
    'contacts:export',
    'contacts:import',
    'contacts:settle-link',
    'contacts:write-member',
    'contacts:hear-member',
    'contacts:accept-member',
    'identity:save',
    'identity:copy-passphrase',
    'identity:choose',
    'identity:open',
    'identity:adopt',
    'identity:forget',
    'ring:call',
    'ring:cancel',
    'ring:hold-failure',
    'ring:answer',
    'ring:silence',
    'missed:seen',
    'missed:remove',
    'call:summary',
    'window:show',
    'window:hide',
    'shortcuts:state',
    'tray:state',
    'permissions:open',
    'web:open',
    'log:problem',
  ],
  'sharing-bar': ['bar:intent'],
  overlay: ['overlay:intent'],
  region: ['region:answer'],
  incoming: ['incoming:answer', 'incoming:silence'],
  palette: ['palette:look', 'palette:choose'],
} as const satisfies Record<WindowKind, readonly string[]>;
export type RequestName = (typeof REQUEST_CHANNELS)[WindowKind][number];

/** Pushes that each kind of window gets. */
export const PUSH_CHANNELS = {
  call: [
    'session:event',
    'server:status',
    'settings:changed',
    'recent:changed',
    'link:opened',
    'link:broken',
    'screen:event',
    'screen:covered',
    'presenting:wish',
    'contacts:changed',
    'contacts:link-opened',
    'contacts:show-requests',
    'ringing:changed',
    'call:enter',
    'call:expected',
    'call:wish',
    'window:sight',
    'shortcuts:changed',
    'tray:changed',
  ],
  'sharing-bar': ['bar:state'],
  overlay: ['overlay:state', 'overlay:ink'],
  region: ['region:choice'],
  incoming: ['incoming:state'],
  palette: ['palette:state'],
} as const satisfies Record<WindowKind, readonly string[]>;
export type PushName = (typeof PUSH_CHANNELS)[WindowKind][number];

/** Sent by a window when it listens; main then delivers what it has queued. */
export const READY_CHANNEL = 'window:ready';

/** Sent by the call's window once its page is painted; what may wait for that begins then. */
export const PAINTED_CHANNEL = 'window:painted';
