import { createChat, type Chat } from '../../../../renderer/engine/data/chat.ts';
import type { ChatStorage } from '../../../../renderer/engine/data/chatStorage.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../../../signaling/protocol/ids.ts';
import { ManualClock } from '../media/manualClock.ts';
import { fakePipes, type FakePipe } from './fakePipe.ts';
import { memoryStorage } from './memoryStorage.ts';
import { memberId } from './members.ts';

interface Member {
  readonly id: MemberId;
  readonly storage: ChatStorage;
  life: AbortController;
  chat: Chat;
}

/** A room in memory whose members and links come and go as a test wants it. */
export class ChatRoom {
  readonly clock = new ManualClock();
  readonly #latencyMs: () => number;
  readonly #members = new Map<string, Member>();
  readonly #links = new Map<string, readonly [FakePipe, FakePipe]>();

  constructor(latencyMs: () => number = () => 20) {
    this.#latencyMs = latencyMs;
  }

  names(): readonly string[] {
    return [...this.#members.keys()];
  }

  join(name: string): void {
    const id = memberId(name);
    const storage = memoryStorage();
    this.#members.set(name, this.#live({ id, storage }));
    this.#tellPresent();
  }

  leave(name: string): void {
    this.#disconnect(name);
    this.#member(name).life.abort();
    this.#members.delete(name);
    this.#tellPresent();
  }

  /** The page of a member is loaded anew, with or without what it has kept. */
  reload(name: string, options: { readonly forgets?: boolean } = {}): void {
    this.#disconnect(name);
    const member = this.#member(name);
    member.life.abort();
    if (options.forgets === true) member.storage.clear();
    this.#members.set(name, this.#live(member));
    this.#tellPresent();
  }

  connect(one: string, other: string): void {
    this.cut(one, other);
    const pipes = fakePipes(this.clock, this.#latencyMs);
    this.#links.set(linkKey(one, other), pipes);
    this.#member(one).chat.attach(memberId(other), pipes[0].port());
    this.#member(other).chat.attach(memberId(one), pipes[1].port());
    for (const pipe of pipes) this.clock.after(this.#latencyMs(), () => pipe.open());
  }

  connectAll(): void {
    const names = this.names();
    for (const [index, one] of names.entries()) {
      for (const other of names.slice(index + 1)) {
        if (!this.#links.has(linkKey(one, other))) this.connect(one, other);
      }
    }
  }

  /** The link dies with everything that was under way. */
  cut(one: string, other: string): void {
    const pipes = this.#links.get(linkKey(one, other));
    if (pipes === undefined) return;
    this.#links.delete(linkKey(one, other));
    for (const pipe of pipes) pipe.cut();
    this.#members.get(one)?.chat.detach(memberId(other));
    this.#members.get(other)?.chat.detach(memberId(one));
  }

  chat(name: string): Chat {
    return this.#member(name).chat;
  }

  texts(name: string): readonly string[] {
    return this.chat(name)
      .lines()
      .map(({ text }) => text);
  }

  /** Delivery of a member's own lines, in order. */
  deliveries(name: string): readonly (string | null)[] {
    return this.chat(name)
      .lines()
      .filter((line) => line.own)
      .map(({ delivery }) => delivery);
  }

  close(): void {
    for (const { life } of this.#members.values()) life.abort();
  }

  #live({ id, storage }: Pick<Member, 'id' | 'storage'>): Member {
    const life = new AbortController();
    const self = { id, name: DisplayName.parse(id) };
    const chat = createChat({ self, clock: this.clock, storage, signal: life.signal });
    return { id, storage, life, chat };
  }

  #disconnect(name: string): void {
    for (const other of this.names()) this.cut(name, other);
  }

  #tellPresent(): void {
    for (const { id, chat } of this.#members.values()) {
      const ids = [...this.#members.values()].map((member) => member.id);
      chat.present(ids.filter((other) => other !== id));
    }
  }

  #member(name: string): Member {
    const member = this.#members.get(name);
    if (member === undefined) throw new Error(`${name} is not in the room`);
    return member;
  }
}

function linkKey(one: string, other: string): string {
  return [one, other].toSorted().join(' ');
}
