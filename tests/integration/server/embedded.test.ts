import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CloseCode } from '../../../signaling/protocol/errors.ts';
import { EmbeddedReport } from '../../../signaling/protocol/embeddedMessages.ts';
import type { EmbeddedCommand } from '../../../signaling/protocol/embeddedMessages.ts';
import { TestClient, newMember } from '../../support/serverClient.ts';
import { startServer } from '../../support/serverProcess.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The real server process, with the parent port that Electron would give it. */
function forkServer(...args: string[]): ChildProcess {
  const child = fork(path.join(root, 'signaling/main.ts'), args, {
    execArgv: ['--import', new URL('../../support/serverParentPort.ts', import.meta.url).href],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function report(child: ChildProcess): Promise<EmbeddedReport> {
  const [message] = (await once(child, 'message')) as [unknown];
  return EmbeddedReport.parse(message);
}

function command(child: ChildProcess, message: EmbeddedCommand): void {
  child.send(message);
}

async function listening(child: ChildProcess): Promise<number> {
  const listened = await report(child);
  if (listened.type !== 'listening') throw new Error(JSON.stringify(listened));
  expect(listened.host).toBe('127.0.0.1');
  return listened.port;
}

test('it reports where it listens, on loopback only, and prints nothing', async () => {
  const child = forkServer('--host', '127.0.0.1', '--port', '0');
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const port = await listening(child);
  await TestClient.greet(`ws://127.0.0.1:${port}`);
  await expect(TestClient.open(`ws://127.0.0.2:${port}`)).rejects.toThrow('ECONNREFUSED');
  expect(printed).toBe('');
});

test('opened to the LAN it listens on every address, on the same port, and drops nobody', async () => {
  const child = forkServer('--port=0');
  const port = await listening(child);
  const url = `ws://127.0.0.1:${port}`;
  const member = newMember('Ada');
  const ada = await TestClient.join(url, 'red', member);
  command(child, { type: 'open-lan' });
  expect(await report(child)).toEqual({ type: 'opened', port });
  const bob = await TestClient.join(`ws://127.0.0.2:${port}`, 'red', newMember('Bob'));
  bob.request({ type: 'signal', to: member.id, payload: 'from afar' });
  expect((await ada.next('signal')).payload).toBe('from afar');
  expect(ada.ofType('member-presence')).toEqual([]);
  await TestClient.greet(url);
  command(child, { type: 'open-lan' });
  expect(await report(child)).toEqual({ type: 'opened', port });
});

test('when the LAN cannot be had it says so and goes on as before', async () => {
  const child = forkServer('--port=0');
  const port = await listening(child);
  const other = await startServer({ args: ['--host=127.0.0.3', `--port=${port}`] });
  onTestFinished(async () => {
    await other.kill();
  });
  command(child, { type: 'open-lan' });
  expect(await report(child)).toEqual({ type: 'failed', reason: 'port_in_use' });
  await TestClient.greet(`ws://127.0.0.1:${port}`);
});

test('a port in use is reported before it exits', async () => {
  const port = await listening(forkServer('--port=0'));
  const second = forkServer('--port', String(port));
  const exited = once(second, 'exit');
  expect(await report(second)).toEqual({ type: 'failed', reason: 'port_in_use' });
  expect(await exited).toEqual([1, null]);
});

test('told to stop it drains and exits', async () => {
  const child = forkServer('--port=0');
  const client = await TestClient.greet(`ws://127.0.0.1:${await listening(child)}`);
  const exited = once(child, 'exit');
  child.send({ type: 'stop', unknown: true });
  command(child, { type: 'stop' });
  expect(await client.closed).toBe(CloseCode.goingAway);
  expect(client.ofType('draining')).toHaveLength(1);
  expect(await exited).toEqual([0, null]);
});

test('when the app is gone, so is it', async () => {
  const child = forkServer('--port=0');
  await listening(child);
  const exited = once(child, 'exit');
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});
