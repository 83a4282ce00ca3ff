import { Mesh } from '../../renderer/engine/topology/mesh.ts';
import type { Peer } from '../../renderer/engine/topology/topology.ts';
import type { StateFrame } from '../../signaling/protocol/channelFrames.ts';
import type { MemberId } from '../../signaling/protocol/ids.ts';
import { createManualClock, type ManualClock } from './engineClock.ts';
import { FakeNetwork, FakePeerConnection } from './engineFakePeer.ts';
import { EngineHub, type HubOptions, type HubSeat } from './engineHub.ts';
import { seededRandom } from './engineRandom.ts';

/** A room with fake connections, where the test is the master of time and of the network. */
export class FakeRoom {
  readonly clock: ManualClock = createManualClock(1_000_000);
  readonly network = new FakeNetwork(this.clock);
  readonly random: () => number;
  readonly hub: EngineHub;

  constructor(seed: number, options: Omit<HubOptions, 'random' | 'clock'> = {}) {
    this.random = seededRandom(seed);
    this.hub = new EngineHub({ ...options, random: this.random, clock: this.clock });
  }

  /** What the browser has and Node has not, for `vi.stubGlobal`. */
  globals(): Readonly<Record<string, unknown>> {
    const { network } = this;
    return {
      RTCPeerConnection: class extends FakePeerConnection {
        constructor() {
          super(network);
        }
      },
      RTCRtpReceiver: { getCapabilities: () => ({ codecs: [] }) },
      MediaStream: function MediaStream() {},
    };
  }

  enter(name: string): FakeMember {
    return new FakeMember(this, this.hub.join(name));
  }

  /** Lets time pass in small steps, with all that follows from each. */
  async pass(milliseconds: number): Promise<void> {
    for (let passedMs = 0; passedMs < milliseconds; passedMs += 10) {
      this.clock.pass(10);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** One member's mesh through the lives of its window. */
export class FakeMember {
  readonly seat: HubSeat;
  readonly warnings: string[] = [];
  readonly #room: FakeRoom;
  #window = new AbortController();
  #mesh: Mesh;

  constructor(room: FakeRoom, seat: HubSeat) {
    this.#room = room;
    this.seat = seat;
    this.#mesh = this.#start();
  }

  get id(): MemberId {
    return this.seat.id;
  }

  get mesh(): Mesh {
    return this.#mesh;
  }

  reload(): void {
    this.#window.abort();
    this.#mesh = this.#start();
  }

  /** The process is killed: nothing is said to anybody any more. */
  kill(): void {
    this.#room.network.silently(() => this.#window.abort());
  }

  peer(other: FakeMember): Peer | undefined {
    return this.#mesh.peers().find(({ id }) => id === other.id);
  }

  /** Name of the own end of the link to a member. */
  epoch(other: FakeMember): string | undefined {
    return this.#mesh.inspect().links.get(other.id)?.epoch;
  }

  #start(): Mesh {
    this.#window = new AbortController();
    const session = this.seat.session();
    const state: StateFrame = {
      type: 'state',
      name: session.self.name,
      microphone: false,
      camera: true,
      screens: [],
    };
    const { clock, random } = this.#room;
    const mesh = new Mesh({
      session,
      signalPort: this.seat.port,
      state,
      channelUsers: [],
      clock,
      random,
      log: (level, event) => {
        if (level === 'warn') this.warnings.push(event);
      },
      signal: this.#window.signal,
    });
    const stop = this.seat.port.subscribe((event) => mesh.take(event));
    this.#window.signal.addEventListener('abort', stop, { once: true });
    mesh.start();
    return mesh;
  }
}
