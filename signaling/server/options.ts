/** Everything that can be set on a server. */
export interface ServerOptions {
  readonly host: string;
  /** 0 for any. */
  readonly port: number;
  readonly roomCapacity: number;
  readonly maxConnections: number;
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  readonly heartbeatMs: number;
  readonly helloTimeoutMs: number;
  readonly resumeWindowMs: number;
  readonly stun: readonly string[];
  readonly turn: readonly string[];
  readonly turnSecret: string;
  readonly turnTtlSeconds: number;
  readonly trustProxy: boolean;
  /** What clients know it by, `HOST` or `HOST:PORT`, in lower case. Without any, its addresses. */
  readonly names: readonly string[];
  readonly logLevel: LogLevel;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULT_OPTIONS: ServerOptions = {
  host: '127.0.0.1',
  port: 8787,
  roomCapacity: 8,
  maxConnections: 10_000,
  messagesPerSecond: 100,
  messageBurst: 400,
  heartbeatMs: 5_000,
  helloTimeoutMs: 10_000,
  resumeWindowMs: 30_000,
  stun: [],
  turn: [],
  turnSecret: '',
  turnTtlSeconds: 43_200,
  trustProxy: false,
  names: [],
  logLevel: 'info',
};
