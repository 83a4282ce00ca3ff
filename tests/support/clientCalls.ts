import { EventEmitter, once } from 'node:events';
import { systemClock, type Clock } from '../../main/signaling/clock.ts';
import { newCallIdentity } from '../../main/signaling/identity.ts';
import { RoomMembership } from '../../main/signaling/roomMembership.ts';
import { SignalingClient } from '../../main/signaling/signalingClient.ts';
import { webSocketOpener } from '../../main/signaling/signalingSocket.ts';
import type { RoomSession, SessionEvent } from '../../preload/contract/session.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import { KeptLog } from './clientLog.ts';

export interface CallerOptions {
  readonly url: string;
  readonly name: string;
  readonly room?: string;
  readonly clock?: Clock;
  /** Two callers with the same one are the same installation. */
  readonly installation?: string;
}

/** One person's end of a call, with main's own parts on a real socket. */
export class Caller {
  readonly client: SignalingClient;
  readonly membership: RoomMembership;
  readonly log = new KeptLog();
  readonly events: SessionEvent[] = [];
  readonly #changes = new EventEmitter();

  constructor(options: CallerOptions) {
    const { url, name, room = 'Standup', clock = systemClock, installation } = options;
    const server = ServerUrl.parse(url);
    const roomName = RoomName.parse(room);
    const parts = {
      clock,
      random: Math.random,
      openSocket: webSocketOpener(),
      version: '0.0.0-test',
    };
    this.client = new SignalingClient(server, { ...parts, log: this.log });
    this.client.subscribe({ status: () => this.#changes.emit('change') });
    this.membership = new RoomMembership({
      client: this.client,
      server,
      room: roomName,
      name: DisplayName.parse(name),
      identity: newCallIdentity(Buffer.from(installation ?? name), server, roomName),
      contact: null,
      clock,
      log: this.log,
      emit: (event) => {
        this.events.push(event);
        this.#changes.emit('change');
      },
    });
  }

  /** @throws when the join fails. */
  async join(): Promise<RoomSession> {
    const result = await this.membership.join();
    if (!result.ok) throw new Error(`join failed: ${result.reason}`);
    return result.value;
  }

  get id(): MemberId {
    const session = this.membership.session();
    if (session === null) throw new Error('not in a call');
    return session.self.id;
  }

  /** Payloads of the notes that came, in order. */
  get notes(): string[] {
    return this.events.flatMap((event) => (event.type === 'signal' ? [event.payload] : []));
  }

  ofType<Type extends SessionEvent['type']>(type: Type): Extract<SessionEvent, { type: Type }>[] {
    return this.events.filter(
      (event): event is Extract<SessionEvent, { type: Type }> => event.type === type,
    );
  }

  /** @throws when it is not so within `withinMs`. */
  async until(what: string, isSo: () => boolean, withinMs = 10_000): Promise<void> {
    const signal = AbortSignal.timeout(withinMs);
    while (!isSo()) {
      await once(this.#changes, 'change', { signal }).catch(() => {
        throw new Error(`${what}: not within ${withinMs} ms\n${this.log.lines.join('\n')}`);
      });
    }
  }
}
