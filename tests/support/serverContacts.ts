import { TestClient, newId } from './serverClient.ts';
import type { TestIdentity } from './serverIdentity.ts';
import type { Logic, PaperWire } from './serverLogic.ts';

/** Somebody on a list: an identity alone, or with what is asked of it. */
export type Listed = TestIdentity | readonly [TestIdentity, string];

/** The `watch` request, without its number. */
export function watchOf(...listed: readonly Listed[]): object {
  const contacts = listed.map((one) => {
    if ('address' in one) return { address: one.address };
    const [{ address }, ask] = one;
    return { address, ask };
  });
  return { type: 'watch', contacts };
}

/** What a server on paper goes by. */
const PAPER_NAME = '127.0.0.1:8787';

/** A client on paper that has identified. */
export function identifyOnPaper(logic: Logic, who: TestIdentity, device = newId()): PaperWire {
  const wire = logic.greet();
  wire.request(who.identify(wire.welcome.session, PAPER_NAME, device));
  return wire;
}

/** A client on paper that has identified and listed its contacts; what it heard of that is read. */
export function listOnPaper(
  logic: Logic,
  who: TestIdentity,
  ...listed: readonly Listed[]
): PaperWire {
  const wire = identifyOnPaper(logic, who);
  wire.request(watchOf(...listed));
  wire.news();
  return wire;
}

/** What `identify` is to name as the server. */
export function nameOf(url: string): string {
  return new URL(url).host;
}

/** A client with a real socket that has identified. */
export async function identify(
  url: string,
  who: TestIdentity,
  device = newId(),
): Promise<TestClient> {
  const client = await TestClient.greet(url);
  client.request(who.identify(client.welcome.session, nameOf(url), device));
  await client.next('identified');
  return client;
}

/** A client with a real socket that has identified and listed its contacts. */
export async function list(
  url: string,
  who: TestIdentity,
  ...listed: readonly Listed[]
): Promise<TestClient> {
  const client = await identify(url, who);
  client.request(watchOf(...listed));
  await client.next('watching');
  return client;
}
