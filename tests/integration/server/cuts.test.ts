import { expect, test } from 'vitest';
import { TestClient, newMember } from '../../support/serverClient.ts';
import { openServer } from '../../support/serverInstance.ts';
import { seededRandom } from '../../support/serverRandom.ts';

/**
 * A member whose socket is cut again and again, as a client by the book: it resumes with what it
 * has received, and sends again what the server has not carried out.
 */
class CutMember {
  readonly member = newMember('Cut');
  readonly notes: string[] = [];
  /** What went against the rules. */
  readonly faults: string[] = [];
  readonly #url: string;
  #socket: TestClient;
  #received = 0;
  #read = 0;
  #requests: object[] = [];
  #nextRequest = 2;

  private constructor(url: string, socket: TestClient) {
    this.#url = url;
    this.#socket = socket;
  }

  static async join(url: string, room: string): Promise<CutMember> {
    const socket = await TestClient.greet(url);
    const member = new CutMember(url, socket);
    socket.request({ type: 'join', room, member: member.member });
    await socket.next('joined');
    return member;
  }

  /** Takes in what has come, and holds its numbers against the rule. */
  read(): void {
    const { received } = this.#socket;
    for (; this.#read < received.length; this.#read++) {
      const message = received[this.#read];
      if (message === undefined || !('seq' in message) || message.seq === undefined) continue;
      this.#received++;
      if (message.seq !== this.#received || message.type === 'error') {
        this.faults.push(`${JSON.stringify(message)} as message ${this.#received}`);
      }
      if (message.type === 'signal') this.notes.push(message.payload);
    }
  }

  signal(to: string, payload: string): void {
    const request = { type: 'signal', id: this.#nextRequest++, to, payload };
    this.#requests.push(request);
    this.#socket.send(request);
  }

  async cut(): Promise<void> {
    this.#socket.drop();
    await this.#socket.closed;
    this.read();
    const { session, token } = this.#socket.welcome;
    const again = await TestClient.greet(this.#url, { session, token, received: this.#received });
    if (!again.welcome.resumed) this.faults.push('not resumed');
    this.#socket = again;
    this.#read = 0;
    const { processed } = again.welcome;
    this.#requests = this.#requests.filter(
      (request) => 'id' in request && Number(request.id) > processed,
    );
    for (const request of this.#requests) again.send(request);
  }

  async settle(): Promise<void> {
    await this.#socket.settle();
    this.read();
  }
}

test.each([1, 2, 3, 4, 5, 6])(
  'with cuts at random (seed %i) every note arrives once and in order',
  async (seed) => {
    const { url } = await openServer({ messagesPerSecond: 10_000, messageBurst: 10_000 });
    const random = seededRandom(seed);
    const [one, other] = [await CutMember.join(url, 'red'), await CutMember.join(url, 'red')];
    const members = [one, other] as const;
    const sent = [0, 0] as [number, number];
    for (let step = 0; step < 200; step++) {
      const from = random() < 0.5 ? 0 : 1;
      const dice = random();
      if (dice < 0.8)
        members[from].signal(members[1 - from]?.member.id ?? '', String(sent[from]++));
      else if (dice < 0.92) await members[from].cut();
      else await members[from].settle();
    }
    for (let round = 0; round < 2; round++) for (const member of members) await member.settle();
    expect(members.flatMap(({ faults }) => faults)).toEqual([]);
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index));
    expect(other.notes).toEqual(upTo(sent[0]));
    expect(one.notes).toEqual(upTo(sent[1]));
  },
);
