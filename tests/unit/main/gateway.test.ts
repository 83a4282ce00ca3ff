import { describe, expect, test } from 'vitest';
import { PushQueue, type QueuedPush } from '../../../main/ipc/pushQueue.ts';
import { Refusal, runChecked } from '../../../main/ipc/requestCheck.ts';
import { PUSH_CHANNELS, REQUEST_CHANNELS } from '../../../preload/contract/channelNames.ts';
import { PUSHES, REQUESTS } from '../../../preload/contract/channels.ts';
import { TOKEN } from '../../support/clientSocket.ts';

test('the names that the preload script knows are those that have schemas', () => {
  const named = (channels: Readonly<Record<string, readonly string[]>>): string[] =>
    Object.values(channels).flat().toSorted();
  expect(named(REQUEST_CHANNELS)).toEqual(Object.keys(REQUESTS).toSorted());
  expect(named(PUSH_CHANNELS)).toEqual(Object.keys(PUSHES).toSorted());
});

describe('a request', () => {
  test('reaches its handler as the schema has made it', async () => {
    const inputs: unknown[] = [];
    const answer = { ok: false, reason: 'unavailable' } as const;
    const handler = (input: unknown): typeof answer => {
      inputs.push(input);
      return answer;
    };
    const input = { room: '  Stand   up ', server: 'ws://Host:1/' };
    expect(await runChecked('session:peek', handler, input, 1)).toEqual(answer);
    expect(inputs).toEqual([{ room: 'Stand up', server: 'ws://host:1' }]);
  });

  test.each([
    ['a missing key', { to: TOKEN }],
    ['an unknown key', { to: TOKEN, payload: '', more: 1 }],
    ['a wrong type', { to: TOKEN, payload: 7 }],
    ['a payload that is too long', { to: TOKEN, payload: 'x'.repeat(65_537) }],
    ['nothing', undefined],
  ])('with %s never reaches its handler', async (_what, input) => {
    const never = (): void => {
      throw new Error('reached');
    };
    const refusal = await runChecked('session:signal', never, input, 1).catch((error) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ channel: 'session:signal', part: 'input' });
    expect(String(refusal)).not.toContain(TOKEN);
  });

  test('tells its handler who asks', async () => {
    const senders: number[] = [];
    const handler = (_input: unknown, sender: number): void => void senders.push(sender);
    await runChecked('bar:intent', handler, { type: 'stop' }, 7);
    expect(senders).toEqual([7]);
  });

  test('whose answer does not match is refused, not passed on', async () => {
    const handler = (): never => ({ ok: true, value: { link: 1 } }) as never;
    await expect(runChecked('invite:copy', handler, undefined, 1)).rejects.toMatchObject({
      part: 'output',
    });
  });

  test('rejects with what its handler throws', async () => {
    const handler = (): void => {
      throw new Error('signal not taken');
    };
    const input = { to: TOKEN, payload: '' };
    await expect(runChecked('session:signal', handler, input, 1)).rejects.toThrow(
      'signal not taken',
    );
  });
});

describe('PushQueue', () => {
  const push = (payload: unknown): QueuedPush => ({ channel: 'server:status', payload });

  function queue() {
    const got: unknown[] = [];
    return { got, queue: new PushQueue(({ payload }) => got.push(payload)) };
  }

  test('keeps pushes in order until the page is ready, then passes them at once', () => {
    const { got, queue: pushes } = queue();
    pushes.push(push(1));
    pushes.push(push(2));
    expect(got).toEqual([]);
    pushes.ready();
    pushes.push(push(3));
    expect(got).toEqual([1, 2, 3]);
  });

  test('keeps them again while the page is reloaded', () => {
    const { got, queue: pushes } = queue();
    pushes.ready();
    pushes.reset();
    pushes.push(push(1));
    expect(got).toEqual([]);
    pushes.ready();
    expect(got).toEqual([1]);
  });

  test('forgets what the whole state will say anyway', () => {
    const { got, queue: pushes } = queue();
    for (const payload of [1, 2, 3]) pushes.push(push(payload));
    pushes.rebase(({ payload }) => payload === 2);
    pushes.ready();
    expect(got).toEqual([2]);
  });

  test('holds them back behind an answer, also when two answers overlap', () => {
    const { got, queue: pushes } = queue();
    pushes.ready();
    const first = pushes.hold();
    const second = pushes.hold();
    pushes.push(push(1));
    first();
    first();
    expect(got).toEqual([]);
    second();
    expect(got).toEqual([1]);
  });

  test('keeps of whole states only the newest of a channel', () => {
    const { got, queue: pushes } = queue();
    pushes.push(push(1), true);
    pushes.push({ channel: 'bar:state', payload: 'bar' }, true);
    pushes.push(push(2), true);
    pushes.ready();
    pushes.push(push(3), true);
    expect(got).toEqual(['bar', 2, 3]);
  });

  test('keeps the newest 4096 for a page that does not come', () => {
    const { got, queue: pushes } = queue();
    for (let number = 0; number < 5_000; number++) pushes.push(push(number));
    pushes.ready();
    expect(got).toHaveLength(4_096);
    expect(got.at(-1)).toBe(4_999);
  });
});
