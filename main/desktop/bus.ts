import type * as DBus from '@jellybrick/dbus-next';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** A bus that does not answer must not hold up what can do without it. */
const OPEN_TIMEOUT_MS = 3_000;
const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket';

export interface BusSignal {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** Which signals to hear: those of an interface, of one object or of all. */
export interface BusRule {
  readonly interface: string;
  readonly path?: string;
  /** What a signal's first argument must be, a text. */
  readonly firstArgument?: string;
}

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature: string;
  readonly body: readonly unknown[];
}

/** A D-Bus message bus, as far as it is listened to. */
export interface Bus {
  /** Has signals come from now on. @throws when the bus refuses. */
  listen(rule: BusRule, listener: (signal: BusSignal) => void): Promise<void>;
  /** @returns the answer's body. @throws when nobody answers, or with an error. */
  call(call: BusCall): Promise<readonly unknown[]>;
  /** Called once when the bus is gone. */
  onLost(listener: () => void): void;
  close(): void;
}

/** What is in a variant; what is none is itself. */
export function variantValue(variant: unknown): unknown {
  return typeof variant === 'object' && variant !== null && 'value' in variant
    ? variant.value
    : variant;
}

export type BusName = 'session' | 'system';

/** @returns null when there is no such bus. */
export type OpenBus = (name: BusName) => Promise<Bus | null>;

/**
 * Where a bus listens. Chosen here, because the library would go on to look in places that are
 * another session's.
 *
 * @returns null when the environment names none.
 */
function busAddress(name: BusName, env: NodeJS.ProcessEnv): string | null {
  if (name === 'system') return env['DBUS_SYSTEM_BUS_ADDRESS'] || SYSTEM_BUS;
  const given = env['DBUS_SESSION_BUS_ADDRESS'];
  if (given !== undefined && given !== '') return given;
  const socket = path.join(env['XDG_RUNTIME_DIR'] ?? '/nowhere', 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}

/**
 * Opens buses that are named by an environment.
 *
 * @param after - none before this.
 */
export function busOpener(env: NodeJS.ProcessEnv, after = Promise.resolve()): OpenBus {
  return async (name) => {
    await after;
    const address = busAddress(name, env);
    return address === null ? null : await openBus(address).catch(() => null);
  };
}

async function openBus(address: string): Promise<Bus> {
  // Loaded when it is needed, for the app's start does not need it.
  const library = await import('@jellybrick/dbus-next');
  return await new Promise((resolve, reject) => {
    const bus: DBus.MessageBus & NodeJS.EventEmitter = library.sessionBus({ busAddress: address });
    const lost = new AbortController();
    const timer = setTimeout(() => fail(new Error('no answer')), OPEN_TIMEOUT_MS);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      lost.abort();
      reject(error);
      bus.disconnect();
    };
    // Of the connection and of single messages alike; the stream stays usable after the latter,
    // but what was heard can no longer be relied on.
    bus.on('error', fail);
    bus.once('connect', () => {
      clearTimeout(timer);
      streamOf(bus)?.once('close', () => lost.abort());
      resolve(wrap(bus, library, lost.signal));
    });
  });
}

/** The library has no event for the end of its connection. */
function streamOf(bus: DBus.MessageBus): NodeJS.EventEmitter | undefined {
  const { _connection: connection } = bus as unknown as {
    readonly _connection?: { readonly stream?: NodeJS.EventEmitter };
  };
  return connection?.stream;
}

function wrap(bus: DBus.MessageBus, { Message, MessageType }: typeof DBus, lost: AbortSignal): Bus {
  const call = async (request: BusCall): Promise<readonly unknown[]> => {
    const message = new Message({ ...request, body: [...request.body] });
    const answer = await Promise.race([bus.call(message), rejectOn(lost)]);
    return answer?.body ?? [];
  };
  return {
    call,
    async listen(rule, listener) {
      bus.on('message', (message) => {
        const { type, path: from, interface: name, member, body } = message;
        if (type !== MessageType.SIGNAL || name !== rule.interface) return;
        if (rule.path !== undefined && from !== rule.path) return;
        if (rule.firstArgument !== undefined && body[0] !== rule.firstArgument) return;
        listener({ path: from, interface: name, member, body });
      });
      const match = [
        `type='signal'`,
        `interface='${rule.interface}'`,
        ...(rule.path === undefined ? [] : [`path='${rule.path}'`]),
        ...(rule.firstArgument === undefined ? [] : [`arg0='${rule.firstArgument}'`]),
      ];
      await call({
        destination: 'org.freedesktop.DBus',
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member: 'AddMatch',
        signature: 's',
        body: [match.join(',')],
      });
    },
    onLost: (listener) => lost.addEventListener('abort', listener, { once: true }),
    close: () => bus.disconnect(),
  };
}

/** A call is left unanswered when the connection ends. */
function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(new Error('connection lost'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
