import type { RoomSession, SessionEvent } from '../../preload/contract/session.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import type { SignalPort } from '../../renderer/engine/ports.ts';
import type { ClientMessage } from '../../signaling/protocol/clientMessages.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { InstallationId, MemberId, MemberSecret } from '../../signaling/protocol/ids.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import type { ServerMessage, Welcome } from '../../signaling/protocol/serverMessages.ts';

/**
 * A page's own way to a real signaling server, where no main process does it: no reconnecting, no
 * resuming, just enough to hold a call.
 */
export class EngineWire {
  readonly #socket: WebSocket;
  readonly #url: string;
  readonly #welcome: Promise<Welcome>;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  #lastId = 0;
  #joined: ((session: RoomSession) => void) | null = null;
  #self: RoomSession['self'] | null = null;
  #iceServers: RoomSession['iceServers'] = [];

  constructor(url: string) {
    this.#url = url;
    this.#socket = new WebSocket(url);
    this.#socket.addEventListener('open', () =>
      this.#say({ type: 'hello', protocol: 1, client: { name: 'test', version: '1' } }),
    );
    this.#welcome = new Promise((resolve) => {
      this.#socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const message = JSON.parse(data) as ServerMessage;
        if (message.type === 'welcome') resolve(message);
        else this.#take(message);
      });
    });
  }

  async greeted(): Promise<void> {
    const { iceServers } = await this.#welcome;
    this.#iceServers = iceServers;
  }

  readonly port: SignalPort = {
    send: (to, payload) => this.#say({ type: 'signal', id: this.#nextId(), to, payload }),
    subscribe: (listener) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
    probe: () => undefined,
  };

  async join(room: string, name: string): Promise<RoomSession> {
    const member = {
      id: MemberId.parse(token()),
      secret: MemberSecret.parse(token()),
      installation: InstallationId.parse(token()),
      name: DisplayName.parse(name),
    };
    this.#self = { id: member.id, name: member.name };
    const joined = new Promise<RoomSession>((resolve) => (this.#joined = resolve));
    this.#say({ type: 'join', id: this.#nextId(), room: RoomName.parse(room), member });
    return await joined;
  }

  leave(): void {
    this.#say({ type: 'leave', id: this.#nextId() });
  }

  #take(message: ServerMessage): void {
    if ('seq' in message && message.seq !== undefined) {
      this.#say({ type: 'ack', seq: message.seq });
    }
    switch (message.type) {
      case 'joined':
        return this.#joined?.({
          room: message.room,
          server: ServerUrl.parse(this.#url),
          self: this.#self ?? notAsked(),
          capacity: message.capacity,
          members: message.members,
          iceServers: this.#iceServers,
          connection: 'online',
          joinedAtMs: Date.now(),
          contact: null,
        });
      case 'member-joined':
        return this.#tell({ type: 'member-joined', member: message.member });
      case 'member-left':
        return this.#tell({ type: 'member-left', member: message.member, reason: message.reason });
      case 'member-presence':
        return this.#tell({
          type: 'member-presence',
          member: message.member,
          presence: message.presence,
        });
      case 'signal':
        return this.#tell({ type: 'signal', from: message.from, payload: message.payload });
      case 'welcome':
      case 'done':
      case 'peeked':
      case 'pong':
      case 'draining':
      case 'identified':
      case 'watching':
      case 'presence':
      case 'asked':
      case 'rung':
      case 'ring-state':
        return;
      case 'error':
        throw new Error(`the server refused: ${message.code}`);
    }
  }

  #tell(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #say(message: ClientMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

function token(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return Array.from({ length: 22 }, () =>
    letters.charAt(Math.floor(Math.random() * letters.length)),
  ).join('');
}

function notAsked(): never {
  throw new Error('joined without having asked');
}
