import type { Result } from '../../../preload/contract/result.ts';
import type {
  AcceptedFrame,
  HeardFrame,
  MemberContact,
  MemberContactFailure,
  MemberNews,
} from '../../../preload/contract/memberContacts.ts';
import type {
  AcceptFrame,
  CallBinding,
  ContactFrame,
  WhoFrame,
} from '../../../signaling/protocol/contactFrames.ts';
import type { DisplayName } from '../../../signaling/protocol/displayName.ts';
import type { ContactAddress } from '../../../signaling/protocol/identity.ts';
import type { MemberId } from '../../../signaling/protocol/ids.ts';
import { createTokenBucket } from '../peer/tokenBucket.ts';
import type { Clock } from '../ports.ts';
import { ContactChannel, type BoundChannel, type ContactPipe } from './contactChannel.ts';

/** Who keeps the key and the contacts. Every failure is a value: these do not reject. */
export interface IntroductionPort {
  write(
    binding: CallBinding,
    type: 'who' | 'offer',
  ): Promise<Result<ContactFrame, MemberContactFailure>>;
  /** What a frame means; nothing changes with it. */
  hear(heard: HeardFrame): Promise<MemberNews>;
  /** Makes the member a contact. @returns what to answer; null for an acceptance. */
  accept(
    accepted: AcceptedFrame,
  ): Promise<
    Result<
      { readonly address: ContactAddress; readonly frame: AcceptFrame | null },
      MemberContactFailure
    >
  >;
}

export interface IntroductionsOptions {
  readonly port: IntroductionPort;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** As the member is shown; null: not in the call. */
  readonly nameOf: (member: MemberId) => DisplayName | null;
}

/** New questions in one call, whoever comes and goes: some at once, then one in half a minute. */
const QUESTIONS_PER_SECOND = 1 / 30;
const QUESTIONS_BURST = 8;

interface Person {
  channel: ContactChannel | null;
  address: ContactAddress | null;
  isSelf: boolean;
  /** They were told who we are, over this channel. */
  isTold: boolean;
  /** What they said of who they are, which means nobody whom we know. */
  who: WhoFrame | null;
  asked: MemberContact['asked'];
  /** What they were called when the person asked: a later name is not what was meant. */
  askedAs: DisplayName | null;
  /** The name is what they were called when they asked; a warning is about no other. */
  question: {
    readonly frame: AcceptedFrame['frame'];
    readonly name: DisplayName;
    readonly resembles: ContactAddress | null;
  } | null;
  failure: MemberContactFailure | null;
}

/** How members of one call become contacts of each other, with the consent of both. */
export class Introductions {
  readonly #options: IntroductionsOptions;
  readonly #people = new Map<MemberId, Person>();
  /** To whom the person has said no; there is no second question in this call. */
  readonly #refused = new Set<MemberId>();
  readonly #listeners = new Set<() => void>();
  readonly #mayAsk = createTokenBucket(QUESTIONS_PER_SECOND, QUESTIONS_BURST);
  #shown: readonly MemberContact[] = [];

  constructor(options: IntroductionsOptions) {
    this.#options = options;
    options.signal.addEventListener(
      'abort',
      () => {
        for (const { channel } of this.#people.values()) channel?.close();
        this.#people.clear();
        this.#changed();
        this.#listeners.clear();
      },
      { once: true },
    );
  }

  /** Those whom there is a way to ask. */
  current(): readonly MemberContact[] {
    return this.#shown;
  }

  /** Called when `current()` is another. @returns ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** There is a channel to a member, open or about to open, instead of an earlier one. */
  attach(member: MemberId, pipe: ContactPipe, binding: () => Promise<CallBinding | null>): void {
    if (this.#options.signal.aborted) return;
    const person = this.#people.get(member) ?? newPerson();
    this.#people.set(member, person);
    person.channel?.close();
    // Who is at the end of another connection is to be proved again.
    Object.assign(person, {
      address: null,
      isSelf: false,
      isTold: false,
      who: null,
      question: null,
    });
    person.channel = new ContactChannel({
      pipe,
      binding,
      clock: this.#options.clock,
      opened: (channel) => void this.#greet(person, channel),
      heard: (channel, frame) => this.#hear(member, person, channel, frame),
    });
    this.#changed();
  }

  detach(member: MemberId): void {
    this.#people.get(member)?.channel?.close();
    this.#people.delete(member);
    this.#changed();
  }

  /** The person wants a member as a contact. A question of theirs is answered with it. */
  ask(member: MemberId): void {
    const person = this.#people.get(member);
    if (person === undefined || person.asked !== 'no') return;
    if (person.question !== null) {
      // A warning is to be read where it stands, not passed by.
      return person.question.resembles === null ? this.answer(member, true) : undefined;
    }
    this.#refused.delete(member);
    Object.assign(person, {
      asked: 'asking',
      askedAs: this.#options.nameOf(member),
      failure: null,
    });
    this.#changed();
    const channel = boundChannelOf(person);
    // Asked as soon as there is a way again.
    if (channel !== null) void this.#offer(person, channel);
  }

  /** The person's word on a member's question. */
  answer(member: MemberId, accepted: boolean): void {
    const person = this.#people.get(member);
    const question = person?.question ?? null;
    if (person === undefined || question === null) return;
    person.question = null;
    if (accepted) {
      person.failure = null;
      const channel = boundChannelOf(person);
      if (channel !== null) void this.#accept(person, channel, question);
    } else {
      this.#refused.add(member);
      person.asked = 'no';
    }
    this.#changed();
  }

  /** That something failed with a member was seen. */
  forget(member: MemberId): void {
    const person = this.#people.get(member);
    if (person === undefined) return;
    person.failure = null;
    this.#changed();
  }

  /** Who we are, or whom we know, is another: somebody unknown may be known by now. */
  reconsider(): void {
    for (const [member, person] of this.#people) {
      const channel = boundChannelOf(person);
      if (channel === null) continue;
      if (!person.isTold) void this.#tell(person, channel);
      if (person.who !== null) void this.#hear(member, person, channel, person.who);
    }
  }

  /** A new connection: who we are, and once more what we want. */
  async #greet(person: Person, channel: BoundChannel): Promise<void> {
    this.#changed();
    await this.#tell(person, channel);
    if (person.asked !== 'no') await this.#offer(person, channel);
  }

  async #tell(person: Person, channel: BoundChannel): Promise<void> {
    const who = await this.#options.port.write(channel.binding, 'who');
    if (!who.ok || !channel.isOpen || person.isTold) return;
    channel.send(who.value);
    person.isTold = true;
  }

  async #offer(person: Person, channel: BoundChannel): Promise<void> {
    const offer = await this.#options.port.write(channel.binding, 'offer');
    if (!channel.isOpen || person.asked === 'no') return;
    if (offer.ok) {
      channel.send(offer.value);
      person.asked = 'asked';
    } else Object.assign(person, { asked: 'no', failure: offer.reason });
    this.#changed();
  }

  async #hear(
    member: MemberId,
    person: Person,
    channel: BoundChannel,
    frame: ContactFrame,
  ): Promise<void> {
    const { port, nameOf } = this.#options;
    const name = person.asked === 'no' ? nameOf(member) : person.askedAs;
    if (name === null) return;
    const isUnasked = frame.type === 'accept' && person.asked === 'no';
    if (isUnasked || (frame.type === 'offer' && this.#refused.has(member))) return;
    const news = await port.hear({ binding: channel.binding, name, frame });
    if (!channel.isOpen) return;
    if (frame.type === 'who') person.who = news.outcome === 'nothing' ? frame : null;
    switch (news.outcome) {
      case 'nothing':
        return;
      case 'self':
        person.isSelf = true;
        return this.#changed();
      case 'recognised':
        person.address = news.address;
        return this.#changed();
      case 'agreed':
        person.address = news.address;
        if (frame.type !== 'who') await this.#accept(person, channel, { frame, name });
        return;
      case 'question': {
        if (frame.type === 'who' || this.#refused.has(member)) return;
        const { resembles } = news;
        // Each wants the other: there is nothing left to ask, unless they may not be who they seem.
        if (person.asked !== 'no' && resembles === null) {
          return this.#accept(person, channel, { frame, name });
        }
        // What the person reads stays as it is.
        if (person.question !== null || !this.#mayAsk(this.#options.clock.now())) return;
        person.question = { frame, name, resembles };
        return this.#changed();
      }
    }
  }

  async #accept(
    person: Person,
    channel: BoundChannel,
    { frame, name }: Pick<AcceptedFrame, 'frame' | 'name'>,
  ): Promise<void> {
    const { binding } = channel;
    const accepted = await this.#options.port.accept({ binding, name, frame });
    if (accepted.ok && accepted.value.frame !== null) channel.send(accepted.value.frame);
    if (!channel.isOpen) return;
    if (accepted.ok) {
      Object.assign(person, { address: accepted.value.address, asked: 'no', question: null });
    } else Object.assign(person, { asked: 'no', failure: accepted.reason });
    this.#changed();
  }

  #changed(): void {
    this.#shown = [...this.#people].flatMap(([member, person]) => {
      const { channel, address, isSelf, asked, question, failure } = person;
      if (channel?.isOpen !== true && asked === 'no') return [];
      const shown =
        question === null
          ? null
          : { kind: question.frame.type, name: question.name, resembles: question.resembles };
      return [{ member, address, isSelf, asked, question: shown, failure }];
    });
    for (const listener of this.#listeners) listener();
  }
}

function newPerson(): Person {
  return {
    channel: null,
    address: null,
    isSelf: false,
    isTold: false,
    who: null,
    asked: 'no',
    askedAs: null,
    question: null,
    failure: null,
  };
}

function boundChannelOf({ channel }: Person): BoundChannel | null {
  return channel !== null && channel.isBound() ? channel : null;
}
