import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 5;
const TIMEOUT_MS = 20_000;

/** One page of a running program. Only what is asked of it touches it. */
export interface PageProbe {
  /** Runs a function in the page; the argument goes as JSON. */
  evaluate<Result, Argument>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Waits until a function gives something else than false or null in the page. @returns that. */
  until<Result, Argument>(
    look: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<Exclude<Result, false | null>>;
  close(): void;
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

interface Answer {
  readonly id: number;
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
  };
}

async function findTarget(port: string | null, address: string): Promise<Target | undefined> {
  if (port === null) return undefined;
  const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
    .then((response) => response.json() as Promise<readonly Target[]>)
    .catch(() => []);
  return targets.find(({ type, url }) => type === 'page' && url.includes(address));
}

export async function hasPage(port: string | null, address: string): Promise<boolean> {
  return (await findTarget(port, address)) !== undefined;
}

/** Reaches a page by Chromium's debugging port. @returns null as long as there is none. */
export async function connectPage(port: string | null, address: string): Promise<PageProbe | null> {
  const target = await findTarget(port, address);
  if (target === undefined) return null;
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('no such page')), { once: true });
  });
  const waiting = new Map<number, (answer: Answer | null) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  });
  let asked = 0;
  const evaluate: PageProbe['evaluate'] = async (run, argument) => {
    const id = (asked += 1);
    const expression = `(${run.toString()})(${JSON.stringify(argument)})`;
    const answer = await new Promise<Answer | null>((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return resolve(null);
      waiting.set(id, resolve);
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    });
    const failure = answer?.result?.exceptionDetails;
    if (answer === null) throw new Error('the page is gone');
    if (failure !== undefined) throw new Error(failure.exception?.description ?? 'failed in page');
    return answer.result?.result?.value as Awaited<ReturnType<typeof run>>;
  };
  return {
    evaluate,
    async until<Result, Argument>(look: (argument: Argument) => Result, argument: Argument) {
      const endMs = performance.now() + TIMEOUT_MS;
      for (;;) {
        const found = await evaluate<Result, Argument>(look, argument);
        if (found !== null && found !== false) return found as Exclude<Result, false | null>;
        if (performance.now() > endMs) throw new Error(`never so: ${look.toString()}`);
        await delay(POLL_MS);
      }
    },
    close: () => socket.close(),
  };
}
