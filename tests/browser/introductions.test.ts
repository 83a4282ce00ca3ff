import { afterEach, expect, it } from 'vitest';
import type { HeardFrame } from '../../preload/contract/memberContacts.ts';
import { Introductions, type IntroductionPort } from '../../renderer/engine/data/introductions.ts';
import { bindingWhenKnown } from '../../renderer/engine/peer/binding.ts';
import type { CallBinding } from '../../signaling/protocol/contactFrames.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';
import { MemberId } from '../../signaling/protocol/ids.ts';
import { CHANNELS } from '../../signaling/protocol/lanes.ts';
import { createCountingClock } from '../support/engineClock.ts';

const connections: RTCPeerConnection[] = [];
const life = new AbortController();

afterEach(() => {
  life.abort();
  for (const connection of connections) connection.close();
});

const memberId = (name: string): MemberId => MemberId.parse(name.padEnd(22, '-'));

/** Main of somebody who agrees to everything, and keeps what it is asked. */
class Main implements IntroductionPort {
  readonly written: CallBinding[] = [];
  readonly heard: HeardFrame[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  write: IntroductionPort['write'] = (binding, type) => {
    this.written.push(binding);
    return Promise.resolve(
      type === 'offer'
        ? { ok: true, value: { type, note: this.#name } }
        : { ok: false, reason: 'no_identity' },
    );
  };

  hear: IntroductionPort['hear'] = (heard) => {
    this.heard.push(heard);
    const address = ContactAddress.parse('0'.repeat(32));
    return Promise.resolve({ outcome: 'question', address, resembles: null });
  };

  accept: IntroductionPort['accept'] = ({ frame }) =>
    Promise.resolve({
      ok: true,
      value: {
        address: ContactAddress.parse('0'.repeat(32)),
        frame: frame.type === 'offer' ? { type: 'accept', note: this.#name } : null,
      },
    });
}

function until(introductions: Introductions, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo()) return resolve();
    const stop = introductions.subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}

it('two members agree over a real connection, known by the same certificates at both ends', async () => {
  const clock = createCountingClock();
  const [adasMain, bobsMain] = [new Main('Ada'), new Main('Bob')];
  const member = (port: IntroductionPort, other: string): Introductions =>
    new Introductions({ port, clock, signal: life.signal, nameOf: () => DisplayName.parse(other) });
  const [ada, bob] = [member(adasMain, 'Bob'), member(bobsMain, 'Ada')];
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  connections.push(one, other);
  for (const [introductions, pc, who] of [
    [ada, one, 'Bob'],
    [bob, other, 'Ada'],
  ] as const) {
    const { id, label } = CHANNELS.contacts;
    const channel = pc.createDataChannel(label, { negotiated: true, id });
    introductions.attach(memberId(who), channel, () => bindingWhenKnown(pc, life.signal));
  }
  one.addEventListener('icecandidate', ({ candidate }) => {
    void other.addIceCandidate(candidate ?? undefined);
  });
  other.addEventListener('icecandidate', ({ candidate }) => {
    void one.addIceCandidate(candidate ?? undefined);
  });
  await one.setLocalDescription();
  await other.setRemoteDescription(one.localDescription ?? { type: 'offer' });
  await other.setLocalDescription();
  await one.setRemoteDescription(other.localDescription ?? { type: 'answer' });

  await until(ada, () => ada.current().length === 1);
  await until(bob, () => bob.current().length === 1);
  ada.ask(memberId('Bob'));
  await until(bob, () => bob.current()[0]?.question?.kind === 'offer');
  bob.answer(memberId('Ada'), true);
  await until(ada, () => ada.current()[0]?.address !== null);

  const [adasEnd] = adasMain.written;
  const [heard] = bobsMain.heard;
  expect(heard).toMatchObject({ name: 'Ada', frame: { type: 'offer', note: 'Ada' } });
  expect(heard?.binding).toEqual({ own: adasEnd?.other, other: adasEnd?.own });
  expect(adasEnd?.own).not.toBe(adasEnd?.other);
});
