import type { ChatDelivery, ChatLine } from '../../../preload/contract/callSnapshot.ts';
import type { ChatMessageData } from '../../../signaling/protocol/channelFrames.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import type { Clock } from '../ports.ts';
import { ChatChannel, type ChatPipe } from './chatChannel.ts';
import { ChatLog } from './chatLog.ts';
import { ChatJournal, type ChatStorage } from './chatStorage.ts';
import { chatTexts } from './chatText.ts';

/** Changes that come in a burst are told of together. */
const TELL_DELAY_MS = 20;
/** Other people's messages are written down together: they would come back from them, too. */
const KEEP_DELAY_MS = 1_000;

export interface ChatOptions {
  readonly self: { readonly id: MemberId; readonly name: DisplayName };
  readonly clock: Clock;
  readonly storage: ChatStorage;
  readonly signal: AbortSignal;
}

/** The chat of one call: everyone's messages in an order that all agree on. */
export interface Chat {
  /** Talks to a member over this channel from now on, open or not, instead of an earlier one. */
  attach(member: MemberId, channel: ChatPipe): void;
  /** The link to a member is gone. */
  detach(member: MemberId): void;
  /** Says who else is in the room: by them a message's delivery is judged. */
  present(members: readonly MemberId[]): void;
  /** Posts what was typed: nothing when empty, several messages when too long for one. */
  post(text: string): void;
  lines(): readonly ChatLine[];
  /** Called when `lines()` has changed, soon after. @returns ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createChat(options: ChatOptions): Chat {
  const { self, clock, storage, signal } = options;
  const log = new ChatLog(self.id);
  const journal = new ChatJournal(storage, self.id, log);
  journal.restore();

  const channels = new Map<MemberId, ChatChannel>();
  const confirmed = new Map<MemberId, number>();
  const listeners = new Set<() => void>();
  let there: ReadonlySet<MemberId> = new Set();
  /** How many of our messages anybody ever confirmed. */
  let everConfirmed = 0;
  let lines: readonly ChatLine[] | null = null;
  let lineByKey: ReadonlyMap<string, ChatLine> = new Map();
  let cancelTell: (() => void) | null = null;
  let unkept: readonly ChatMessageData[] = [];
  let cancelKeep: (() => void) | null = null;

  function changed(): void {
    lines = null;
    cancelTell ??= clock.after(TELL_DELAY_MS, () => {
      cancelTell = null;
      for (const listener of listeners) listener();
    });
  }

  function keep(): void {
    cancelKeep?.();
    cancelKeep = null;
    const messages = unkept;
    unkept = [];
    journal.keep(messages);
  }

  function grew(): void {
    for (const channel of channels.values()) channel.grew();
    changed();
  }

  function onTaken(messages: readonly ChatMessageData[]): void {
    unkept = [...unkept, ...messages];
    cancelKeep ??= clock.after(KEEP_DELAY_MS, keep);
    grew();
  }

  function onConfirmed(member: MemberId, number: number | null): void {
    if (number === null) return;
    confirmed.set(member, number);
    everConfirmed = Math.max(everConfirmed, Math.min(number, log.ownNumber()));
    changed();
  }

  /** Members relay in the order of their ids, each knowing of those that it has a channel to. */
  function relayRank(to: MemberId): number {
    return [...channels.keys()].filter((id) => id !== to && id < self.id).length;
  }

  function drop(member: MemberId): void {
    channels.get(member)?.close();
    channels.delete(member);
  }

  function delivery(number: number): ChatDelivery {
    const count = [...there].filter((id) => (confirmed.get(id) ?? 0) >= number).length;
    const reached = count > 0 || everConfirmed >= number;
    if (!reached) return 'sending';
    return count === there.size ? 'delivered' : 'partial';
  }

  function toLine(message: ChatMessageData): ChatLine {
    const { author, authorName, number, sentAtMs, text } = message;
    const key = `${author}:${number}`;
    const own = author === self.id;
    const line = { key, author, authorName, own, sentAtMs, text };
    const next: ChatLine = { ...line, delivery: own ? delivery(number) : null };
    const before = lineByKey.get(key);
    return before !== undefined && before.delivery === next.delivery ? before : next;
  }

  signal.addEventListener(
    'abort',
    () => {
      keep();
      cancelTell?.();
      cancelTell = null;
      for (const channel of channels.values()) channel.close();
      channels.clear();
    },
    { once: true },
  );

  return {
    attach(member, pipe) {
      if (signal.aborted) return;
      drop(member);
      const channel = new ChatChannel({
        self: self.id,
        member,
        pipe,
        log,
        clock,
        relayRank: () => relayRank(member),
        onTaken,
        onConfirmed: () => onConfirmed(member, channel.confirmed()),
      });
      channels.set(member, channel);
    },
    detach: drop,
    present(members) {
      there = new Set(members);
      for (const id of confirmed.keys()) if (!there.has(id)) confirmed.delete(id);
      changed();
    },
    post(text) {
      if (signal.aborted) return;
      const posted = chatTexts(text).flatMap(
        (part) =>
          log.post({ authorName: self.name, sentAtMs: Math.floor(clock.now()), text: part }) ?? [],
      );
      if (posted.length === 0) return;
      // Written down before anybody can have them, so that no number is given away twice.
      unkept = [...unkept, ...posted];
      keep();
      grew();
    },
    lines() {
      if (lines === null) {
        lines = log.messages().map(toLine);
        lineByKey = new Map(lines.map((line) => [line.key, line]));
      }
      return lines;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
