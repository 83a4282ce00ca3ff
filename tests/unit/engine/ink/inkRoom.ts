import type { InkScene } from '../../../../preload/contract/presenting.ts';
import { createInk, type Ink, type InkRefusal } from '../../../../renderer/engine/ink/ink.ts';
import type { LiveScreen } from '../../../../signaling/protocol/channelFrames.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { ShareId, type MemberId } from '../../../../signaling/protocol/ids.ts';
import type { PresentFrame, PresentRefusal } from '../../../../signaling/protocol/presentFrames.ts';
import { fakePipes, type FakePipe } from '../data/fakePipe.ts';
import { memberId } from '../data/members.ts';
import { ManualClock } from '../media/manualClock.ts';
import { fakeDatagrams, type FakeDatagrams, type Fare } from './fakeDatagrams.ts';

export function shareId(name: string): ShareId {
  return ShareId.parse(name.padEnd(22, '_'));
}

export function screen(share: ShareId, fields: Partial<LiveScreen> = {}): LiveScreen {
  return {
    lane: 'screenA',
    share,
    kind: 'screen',
    sound: false,
    state: 'live',
    ink: 'everyone',
    inkInPicture: false,
    ...fields,
  };
}

interface Member {
  readonly id: MemberId;
  readonly name: DisplayName;
  life: AbortController;
  ink: Ink;
  own: readonly LiveScreen[];
  /** What others have stated, as far as their word has come. */
  readonly stated: Map<string, readonly LiveScreen[]>;
  readonly refusals: InkRefusal[];
  readonly watched: unknown[];
  readonly logged: string[];
  changes: number;
  still: PresentRefusal | null;
}

interface Line {
  readonly present: readonly [FakePipe, FakePipe];
  readonly pointer: readonly [FakeDatagrams, FakeDatagrams];
}

interface RoomOptions {
  readonly latencyMs?: () => number;
  readonly fare?: Fare;
  readonly pictureDelayMs?: number;
}

/** Members in memory who share, draw and point, over channels that come and go. */
export class InkRoom {
  readonly clock = new ManualClock();
  readonly #options: Required<RoomOptions>;
  readonly #members = new Map<string, Member>();
  readonly #lines = new Map<string, Line>();

  constructor(options: RoomOptions = {}) {
    const { latencyMs = () => 20, fare = () => latencyMs(), pictureDelayMs = 300 } = options;
    this.#options = { latencyMs, fare, pictureDelayMs };
  }

  names(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** These come in and are linked with everyone, with all channels open. */
  join(...names: readonly string[]): void {
    for (const name of names) {
      const id = memberId(name);
      const member = {
        id,
        name: DisplayName.parse(name),
        life: new AbortController(),
        own: [],
        stated: new Map(),
        refusals: [],
        watched: [],
        logged: [],
        changes: 0,
        still: null,
      };
      this.#members.set(name, Object.assign(member, { ink: this.#create(member) }));
      for (const other of this.names()) if (other !== name) this.connect(name, other);
    }
    this.clock.run(100);
  }

  leave(name: string): void {
    for (const other of this.names()) if (other !== name) this.cut(name, other);
    this.member(name).life.abort();
    this.#members.delete(name);
  }

  /** The page of a member is loaded anew: it knows nothing, and shares nothing. */
  reload(name: string): void {
    const others = this.names().filter((other) => this.#lines.has(lineKey(name, other)));
    for (const other of others) this.cut(name, other);
    const member = this.member(name);
    member.life.abort();
    member.life = new AbortController();
    member.own = [];
    member.stated.clear();
    member.ink = this.#create(member);
    for (const other of others) this.connect(name, other);
  }

  connect(one: string, other: string): void {
    this.cut(one, other);
    const { latencyMs, fare } = this.#options;
    const line = {
      present: fakePipes(this.clock, latencyMs),
      pointer: fakeDatagrams(this.clock, fare),
    };
    this.#lines.set(lineKey(one, other), line);
    const [first = one, second = other] = [one, other].toSorted();
    for (const [at, name, far] of [
      [0, first, second],
      [1, second, first],
    ] as const) {
      const { ink } = this.member(name);
      const [present, pointer] = [line.present[at].port(), line.pointer[at].port()];
      ink.attach(memberId(far), { present, pointer });
      this.clock.after(latencyMs(), () => {
        line.present[at].open();
        line.pointer[at].open();
        if (this.#lines.get(lineKey(one, other)) === line) this.#state(name, far);
      });
    }
  }

  /** A link dies with everything that was under way. */
  cut(one: string, other: string): void {
    const line = this.#lines.get(lineKey(one, other));
    if (line === undefined) return;
    this.#lines.delete(lineKey(one, other));
    for (const end of [...line.present, ...line.pointer]) end.cut();
    this.#members.get(one)?.ink.detach(memberId(other));
    this.#members.get(other)?.ink.detach(memberId(one));
  }

  isLinked(one: string, other: string): boolean {
    return this.#lines.has(lineKey(one, other));
  }

  /** What a member shares from now on. */
  live(name: string, ...screens: readonly LiveScreen[]): void {
    const member = this.member(name);
    member.own = screens;
    member.ink.sharesChanged();
    for (const other of this.names()) if (this.isLinked(name, other)) this.#state(name, other);
  }

  member(name: string): Member {
    const member = this.#members.get(name);
    if (member === undefined) throw new Error(`${name} is not in the room`);
    return member;
  }

  ink(name: string): Ink {
    return this.member(name).ink;
  }

  scene(name: string, share: ShareId): InkScene {
    return this.ink(name).scene(share);
  }

  /** Frames that a member has sent to another over the link of now. */
  sent(from: string, to: string): readonly PresentFrame[] {
    return this.present(from, to).sent.map((text) => JSON.parse(text) as PresentFrame);
  }

  /** A member's end of its `present` channel to another. */
  present(from: string, to: string): FakePipe {
    return this.#line(from, to).present[from < to ? 0 : 1];
  }

  pointer(from: string, to: string): FakeDatagrams {
    return this.#line(from, to).pointer[from < to ? 0 : 1];
  }

  close(): void {
    for (const { life } of this.#members.values()) life.abort();
  }

  #line(from: string, to: string): Line {
    const line = this.#lines.get(lineKey(from, to));
    if (line === undefined) throw new Error(`${from} and ${to} have no link`);
    return line;
  }

  #state(from: string, to: string): void {
    const { own } = this.member(from);
    this.clock.after(this.#options.latencyMs(), () => {
      const member = this.#members.get(to);
      if (member === undefined || !this.isLinked(from, to)) return;
      // An older word never comes after a newer one.
      member.stated.set(from, this.#members.get(from)?.own ?? own);
      member.ink.sharesChanged();
    });
  }

  #create(member: Omit<Member, 'ink'>): Ink {
    const ink = createInk({
      self: { id: member.id, name: member.name },
      clock: this.clock,
      signal: member.life.signal,
      log: (_level, event) => member.logged.push(event),
      ownShares: () => member.own,
      liveShares: () =>
        [...member.stated].flatMap(([owner, screens]) =>
          screens.map((live) => ({ owner: memberId(owner), screen: live })),
        ),
      nameOf: (id) => this.#nameOf(id),
      stillWanted: () => member.still,
      watched: (viewer, frame) => member.watched.push({ viewer, ...frame }),
      pictureDelayMs: () => this.#options.pictureDelayMs,
      changed: () => void (member.changes += 1),
    });
    ink.onRefused((refusal) => member.refusals.push(refusal));
    return ink;
  }

  #nameOf(id: MemberId): DisplayName | null {
    const name = this.names().find((known) => memberId(known) === id);
    return name === undefined ? null : DisplayName.parse(name);
  }
}

function lineKey(one: string, other: string): string {
  return [one, other].toSorted().join(' ');
}
