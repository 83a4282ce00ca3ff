import type { MemberContact, MemberNews } from '../../../../preload/contract/memberContacts.ts';
import {
  Introductions,
  type IntroductionPort,
} from '../../../../renderer/engine/data/introductions.ts';
import {
  Fingerprint,
  WhoFrame,
  type ContactFrame,
} from '../../../../signaling/protocol/contactFrames.ts';
import { DisplayName } from '../../../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../../../signaling/protocol/identity.ts';
import type { MemberId } from '../../../../signaling/protocol/ids.ts';
import type { ManualClock } from '../media/manualClock.ts';
import { memberId } from './members.ts';

export const fingerprint = (digit: string) =>
  Fingerprint.parse(`sha-256 ${`${digit}${digit}:`.repeat(31)}${digit}${digit}`);
export const addressFor = (name: string) =>
  ContactAddress.parse(name.toLowerCase().charAt(0).repeat(32));

/**
 * A key and a list of contacts, as main has them: here a note is the name of who has written it,
 * and known is whoever was taken in.
 */
class FakeMain implements IntroductionPort {
  readonly name: string;
  readonly contacts = new Set<string>();
  readonly accepted: string[] = [];
  /** Under which names. */
  readonly listed: string[] = [];
  resembles: ContactAddress | null = null;
  /** What becomes of every question. */
  failure: 'too-many' | null = null;
  heard = 0;
  hasIdentity = true;

  constructor(name: string) {
    this.name = name;
  }

  write: IntroductionPort['write'] = (_binding, type) =>
    Promise.resolve(
      this.hasIdentity
        ? { ok: true, value: type === 'who' ? this.#who() : { type: 'offer', note: this.name } }
        : { ok: false, reason: 'no_identity' },
    );

  hear: IntroductionPort['hear'] = ({ frame }) => {
    this.heard += 1;
    return Promise.resolve(this.#news(frame));
  };

  accept: IntroductionPort['accept'] = ({ frame, name }) => {
    if (this.failure !== null) return Promise.resolve({ ok: false, reason: this.failure });
    const { note, type } = frame;
    this.contacts.add(note);
    this.accepted.push(`${type} ${note}`);
    this.listed.push(name);
    const answer = type === 'offer' ? ({ type: 'accept', note: this.name } as const) : null;
    return Promise.resolve({ ok: true, value: { address: addressFor(note), frame: answer } });
  };

  #who(): ContactFrame {
    const key = `${this.name.charAt(0).repeat(42)}A`;
    return WhoFrame.parse({ type: 'who', key, signature: `${'s'.repeat(85)}A` });
  }

  #news(frame: ContactFrame): MemberNews {
    if (frame.type === 'who') {
      const known = [...this.contacts].find((name) => frame.key.startsWith(name.charAt(0)));
      if (known === undefined) return { outcome: 'nothing' };
      return { outcome: 'recognised', address: addressFor(known) };
    }
    const address = addressFor(frame.note);
    if (this.contacts.has(frame.note)) return { outcome: 'agreed', address };
    return { outcome: 'question', address, resembles: this.resembles };
  }
}

/** Somebody in the call, and their main. */
export class Member {
  readonly main: FakeMain;
  readonly id: MemberId;
  readonly life = new AbortController();
  /** What the other is called in the call. */
  calledThere = 'Somebody';
  readonly introductions: Introductions;

  constructor(name: string, clock: ManualClock) {
    this.main = new FakeMain(name);
    this.id = memberId(name);
    this.introductions = new Introductions({
      port: this.main,
      clock,
      signal: this.life.signal,
      nameOf: () => DisplayName.parse(this.calledThere),
    });
  }

  /** How another stands to this one. */
  of({ id }: Member): MemberContact | undefined {
    return this.introductions.current().find(({ member }) => member === id);
  }
}
