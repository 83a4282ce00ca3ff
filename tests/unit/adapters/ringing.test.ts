import { beforeEach, describe, expect, test } from 'vitest';
import type { IncomingState, OutgoingRing } from '../../../preload/contract/ringing.ts';
import { createIncomingPort } from '../../../renderer/adapters/incomingPort.ts';
import { playRingback } from '../../../renderer/adapters/ringback.ts';
import { createRingingSource } from '../../../renderer/adapters/ringingSource.ts';
import type { RingPlayer } from '../../../renderer/engine/media/ringPlayer.ts';
import { RINGBACK_TONE, RING_TONE } from '../../../renderer/engine/media/ringSounds.ts';
import { RingId } from '../../../signaling/protocol/ringMessages.ts';
import { ANNA, BOOT, BORIS, FakeMain, named } from './fakeApi.ts';

const FIRST = RingId.parse('1'.repeat(22));
const SECOND = RingId.parse('2'.repeat(22));

/** Speakers that sound now. */
let sounding: { readonly speaker: string | null; readonly what: string }[];
const play: RingPlayer = (sound, speaker, signal) => {
  if (signal.aborted) return;
  const what = sound === RING_TONE ? 'ring' : sound === RINGBACK_TONE ? 'ringback' : '?';
  const entry = { speaker, what };
  sounding.push(entry);
  signal.addEventListener('abort', () => sounding.splice(sounding.indexOf(entry), 1));
};

let main: FakeMain;

beforeEach(() => {
  main = new FakeMain();
  sounding = [];
});

function outgoing(phase: OutgoingRing['phase'], more: Partial<OutgoingRing> = {}): OutgoingRing {
  return {
    ring: FIRST,
    address: ANNA,
    name: named('Anna'),
    phase,
    failure: phase === 'failed' ? 'no-answer' : null,
    intoCall: false,
    ...more,
  };
}

describe('calls that ring', () => {
  const start = () => {
    const problems: string[] = [];
    const problem = (event: string): void => void problems.push(event);
    return { problems, source: createRingingSource({ api: main.api, problem }, BOOT) };
  };

  test('are as main has them, and wishes go to main', () => {
    const { source } = start();
    expect(source.current()).toEqual(BOOT.ringing);
    main.push('ringing:changed', { ...BOOT.ringing, outgoing: outgoing('calling') });
    expect(source.current().outgoing?.phase).toBe('calling');
    source.send({ type: 'call', address: BORIS });
    source.send({ type: 'cancel' });
    source.send({ type: 'answer', ring: FIRST, answer: 'accept-without-video' });
    source.send({ type: 'silence', ring: FIRST });
    source.send({ type: 'missed-seen' });
    source.send({ type: 'remove-missed', ring: SECOND });
    expect(main.asked).toEqual([
      ['ring:call', { address: BORIS }],
      ['ring:cancel', undefined],
      ['ring:answer', { ring: FIRST, answer: 'accept-without-video' }],
      ['ring:silence', { ring: FIRST }],
      ['missed:seen', undefined],
      ['missed:remove', { ring: SECOND }],
    ]);
  });

  test('tell when main refuses', async () => {
    const { source, problems } = start();
    main.answer('ring:call', () => Promise.reject(new Error('no')));
    source.send({ type: 'call', address: BORIS });
    await Promise.resolve();
    await Promise.resolve();
    expect(problems).toEqual(['ringing: call']);
  });
});

describe('the ringback', () => {
  const start = (speaker: string | null = 'desk') => {
    const source = createRingingSource({ api: main.api, problem: () => undefined }, BOOT);
    playRingback({ ringing: source, speaker: () => speaker, play });
  };
  const change = (ring: OutgoingRing | null): void =>
    main.push('ringing:changed', { ...BOOT.ringing, outgoing: ring });

  test('is heard from the moment that it rings at the other side, on the chosen speaker', () => {
    start();
    change(outgoing('calling'));
    expect(sounding).toEqual([]);
    change(outgoing('ringing'));
    expect(sounding).toEqual([{ speaker: 'desk', what: 'ringback' }]);
    change(outgoing('ringing'));
    expect(sounding).toHaveLength(1);
  });

  test.each([
    ['accepted or cancelled', null],
    ['failed', outgoing('failed')],
  ])('stops at once when the ring is %s', (_how, next) => {
    start();
    change(outgoing('ringing'));
    change(next);
    expect(sounding).toEqual([]);
  });

  test('is not played into a running call', () => {
    start();
    change(outgoing('ringing', { intoCall: true }));
    expect(sounding).toEqual([]);
  });

  test('begins anew for another ring', () => {
    start();
    change(outgoing('ringing'));
    change(outgoing('ringing', { ring: SECOND, address: BORIS }));
    expect(sounding).toHaveLength(1);
  });
});

describe("the incoming call's window", () => {
  let hide: () => void;
  const painting: (() => void)[] = [];
  const state = (more: Partial<IncomingState> = {}): IncomingState => ({
    language: 'en',
    theme: 'dark',
    call: { ring: FIRST, address: ANNA, name: named('Anna'), sinceMs: 0, silenced: false },
    speaker: 'desk',
    secondSpeaker: null,
    ...more,
  });
  const start = () => {
    const api = main.api as never;
    return createIncomingPort({
      api,
      play,
      afterPaint: (task) => painting.push(task),
      onHidden: (listener) => {
        hide = listener;
      },
    });
  };
  const push = (pushed: IncomingState): void => {
    main.push('incoming:state', pushed);
    paint();
  };
  const paint = (): void => {
    for (const task of painting.splice(0)) task();
  };

  test('rings on the chosen speaker and on the second one', () => {
    start();
    push(state({ secondSpeaker: 'shelf' }));
    expect(sounding.map(({ speaker }) => speaker)).toEqual(['desk', 'shelf']);
  });

  test('rings once where both are the same, and on the default where none is named', () => {
    start();
    push(state({ secondSpeaker: 'desk' }));
    expect(sounding).toEqual([{ speaker: 'desk', what: 'ring' }]);
    push({
      ...state({ speaker: '' }),
      call: { ring: SECOND, address: BORIS, name: named('Boris'), sinceMs: 0, silenced: false },
    });
    expect(sounding).toEqual([{ speaker: null, what: 'ring' }]);
  });

  test('goes on ringing through a change of theme', () => {
    const port = start();
    push(state());
    push(state({ theme: 'light' }));
    expect(sounding).toHaveLength(1);
    expect(port.current()?.state.theme).toBe('light');
  });

  test.each(['accept', 'accept-without-video', 'decline'] as const)(
    'is quiet at once when answered, and answers once: %s',
    (answer) => {
      const port = start();
      push(state());
      port.send({ type: 'answer', answer });
      port.send({ type: 'answer', answer: 'decline' });
      expect(sounding).toEqual([]);
      expect(port.current()?.answer).toBe(answer);
      expect(main.asked).toEqual([['incoming:answer', { ring: FIRST, answer }]]);
    },
  );

  test('can be silenced without an answer', () => {
    const port = start();
    push(state());
    port.send({ type: 'silence' });
    expect([sounding, port.current()?.silenced]).toEqual([[], true]);
    port.send({ type: 'answer', answer: 'accept' });
    expect(main.asked).toEqual([
      ['incoming:silence', { ring: FIRST }],
      ['incoming:answer', { ring: FIRST, answer: 'accept' }],
    ]);
  });

  test('is silenced from another window, and opened again it stays quiet', () => {
    const port = start();
    push(state());
    const silenced = { ...state().call, silenced: true };
    push(state({ call: silenced }));
    expect([sounding, port.current()?.silenced]).toEqual([[], true]);
    const again = start();
    push(state({ call: silenced }));
    expect([sounding, again.current()?.silenced]).toEqual([[], true]);
  });

  test('is seen before it is heard, and not heard at all when it is over by then', () => {
    const port = start();
    main.push('incoming:state', state());
    expect([port.current()?.state.call.ring, sounding]).toEqual([FIRST, []]);
    port.send({ type: 'silence' });
    paint();
    expect(sounding).toEqual([]);
  });

  test('is quiet when it is put away', () => {
    start();
    push(state());
    hide();
    expect(sounding).toEqual([]);
  });
});
