import { parseArgs } from 'node:util';
import { z } from 'zod';
import { MAX_ROOM_CAPACITY } from '../protocol/limits.ts';
import { DEFAULT_OPTIONS, LOG_LEVELS } from './options.ts';
import type { ServerOptions } from './options.ts';

export type CommandLine =
  | { readonly kind: 'run'; readonly options: ServerOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'invalid'; readonly message: string };

/** Name of the environment variable for `--turn-secret`, which would show in process lists. */
const TURN_SECRET_VARIABLE = 'PARLEY_TURN_SECRET';

const HELP = `Usage: parley-server [options]

Parley's signaling server.

  --host ADDRESS            address to listen on (${DEFAULT_OPTIONS.host})
  --port PORT               port to listen on, 0 for any (${DEFAULT_OPTIONS.port})
  --room-capacity N         most members in a room, 2 to ${MAX_ROOM_CAPACITY} (${DEFAULT_OPTIONS.roomCapacity})
  --max-connections N       most connections at a time (${DEFAULT_OPTIONS.maxConnections})
  --messages-per-second N   a connection's steady rate (${DEFAULT_OPTIONS.messagesPerSecond})
  --burst N                 messages it may send at once (${DEFAULT_OPTIONS.messageBurst})
  --heartbeat-ms MS         time between pings (${DEFAULT_OPTIONS.heartbeatMs})
  --resume-window-ms MS     how long a lost connection's place is kept (${DEFAULT_OPTIONS.resumeWindowMs})
  --stun URL                STUN server for clients, stun:HOST[:PORT]; may be repeated
  --turn URL                TURN server for clients, turn:HOST[:PORT]; may be repeated
  --turn-secret SECRET      shared with the TURN servers; better in ${TURN_SECRET_VARIABLE}
  --turn-ttl SECONDS        lifetime of TURN credentials (${DEFAULT_OPTIONS.turnTtlSeconds})
  --name HOST[:PORT]        what clients know this server by; may be repeated
  --trust-proxy             take addresses from X-Forwarded-For: only behind a proxy
  --log-level LEVEL         ${LOG_LEVELS.join(', ')} (${DEFAULT_OPTIONS.logLevel})
  --help                    this text
`;

function whole(min: number, max: number) {
  const error = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
}

function urls(schemes: string, example: string) {
  const url = z.string().regex(new RegExp(`^(${schemes}):[^\\s]{1,256}$`), {
    error: `expected a URL like ${example}`,
  });
  return z.array(url).max(8, { error: 'expected at most 8' });
}

/** Upper case is fine, for in a name it means nothing. */
const SERVER_NAME = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]{1,253})(:\d{1,5})?$/i;

const Values = z.strictObject({
  host: z.string().min(1, { error: 'expected an address' }).max(255).optional(),
  port: whole(0, 65_535).optional(),
  'room-capacity': whole(2, MAX_ROOM_CAPACITY).optional(),
  'max-connections': whole(1, 1_000_000).optional(),
  'messages-per-second': whole(1, 1_000_000).optional(),
  burst: whole(1, 10_000_000).optional(),
  'heartbeat-ms': whole(100, 30_000).optional(),
  'resume-window-ms': whole(100, 3_600_000).optional(),
  stun: urls('stuns?', 'stun:stun.example.org:3478').optional(),
  turn: urls('turns?', 'turn:turn.example.org:3478').optional(),
  'turn-secret': z.string().min(1, { error: 'expected a secret' }).max(1_024).optional(),
  'turn-ttl': whole(60, 31_536_000).optional(),
  name: z
    .array(z.string().regex(SERVER_NAME, { error: 'expected a name like parley.example.org:443' }))
    .max(64, { error: 'expected at most 64' })
    .optional(),
  'trust-proxy': z.boolean().optional(),
  'log-level': z.enum(LOG_LEVELS, { error: `expected one of ${LOG_LEVELS.join(', ')}` }).optional(),
});

/** Reads the arguments behind the program's name. Messages are for people, without a stack. */
export function readCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine {
  let raw: object;
  try {
    raw = parse(args);
  } catch (error) {
    // parseArgs explains itself in its first sentence and gives a hint for programmers after it.
    const message = error instanceof Error ? (error.message.split('. ', 1)[0] ?? '') : '';
    return { kind: 'invalid', message };
  }
  if ('help' in raw) return { kind: 'help', text: HELP };
  const checked = Values.safeParse(raw);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return { kind: 'invalid', message: `--${String(issue?.path[0])}: ${issue?.message}` };
  }
  const values = checked.data;
  const turnSecret = values['turn-secret'] ?? env[TURN_SECRET_VARIABLE] ?? '';
  if (values.turn !== undefined && turnSecret === '') {
    return { kind: 'invalid', message: `--turn: needs --turn-secret or ${TURN_SECRET_VARIABLE}` };
  }
  const { helloTimeoutMs } = DEFAULT_OPTIONS;
  return {
    kind: 'run',
    options: {
      host: values.host ?? DEFAULT_OPTIONS.host,
      port: values.port ?? DEFAULT_OPTIONS.port,
      roomCapacity: values['room-capacity'] ?? DEFAULT_OPTIONS.roomCapacity,
      maxConnections: values['max-connections'] ?? DEFAULT_OPTIONS.maxConnections,
      messagesPerSecond: values['messages-per-second'] ?? DEFAULT_OPTIONS.messagesPerSecond,
      messageBurst: values.burst ?? DEFAULT_OPTIONS.messageBurst,
      heartbeatMs: values['heartbeat-ms'] ?? DEFAULT_OPTIONS.heartbeatMs,
      helloTimeoutMs,
      resumeWindowMs: values['resume-window-ms'] ?? DEFAULT_OPTIONS.resumeWindowMs,
      stun: values.stun ?? DEFAULT_OPTIONS.stun,
      turn: values.turn ?? DEFAULT_OPTIONS.turn,
      turnSecret,
      turnTtlSeconds: values['turn-ttl'] ?? DEFAULT_OPTIONS.turnTtlSeconds,
      names: values.name?.map((name) => name.toLowerCase()) ?? DEFAULT_OPTIONS.names,
      trustProxy: values['trust-proxy'] ?? DEFAULT_OPTIONS.trustProxy,
      logLevel: values['log-level'] ?? DEFAULT_OPTIONS.logLevel,
    },
  };
}

function parse(args: readonly string[]): object {
  const one = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  return parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      host: one,
      port: one,
      'room-capacity': one,
      'max-connections': one,
      'messages-per-second': one,
      burst: one,
      'heartbeat-ms': one,
      'resume-window-ms': one,
      stun: many,
      turn: many,
      'turn-secret': one,
      'turn-ttl': one,
      name: many,
      'trust-proxy': { type: 'boolean' },
      'log-level': one,
      help: { type: 'boolean' },
    },
  }).values;
}
