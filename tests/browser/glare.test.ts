import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchConnections, type ConnectionWatch } from '../support/engineConnections.ts';
import { EngineHub } from '../support/engineHub.ts';
import type { Colour } from '../support/engineMedia.ts';
import { TestScreens } from '../support/engineMedia.ts';
import { Party } from '../support/engineParty.ts';
import { eventually, Listener, seeColour } from '../support/engineProbe.ts';
import { seededRandom } from '../support/engineRandom.ts';
import { shareScreen } from '../support/engineShare.ts';

/*
 * The glare table: two ends of a call that do everything to their link at once, over a signaling
 * server that takes its time and says some things twice. However it went, both must come to rest
 * with a whole link and each must get what the other sends.
 */

const RUNS = 64;
/** Runs that share the page at a time. */
const AT_A_TIME = 4;
const CHURN_MS = 1_200;

interface Side {
  readonly party: Party;
  readonly camera: Colour | null;
  readonly microphoneHertz: number | null;
  readonly soundHertz: number;
  shown: { readonly colour: Colour; readonly sound: boolean } | null;
  reloads: number;
}

let connections: ConnectionWatch;
beforeAll(() => {
  connections = watchConnections();
});
afterAll(() => connections.stop());

const groups = Array.from({ length: RUNS / AT_A_TIME }, (_, group) =>
  Array.from({ length: AT_A_TIME }, (__, index) => group * AT_A_TIME + index + 1),
);

describe('two ends that change everything at random come to rest with whole media', () => {
  test.each(groups.map((seeds) => ({ seeds })))('seeds $seeds', async ({ seeds }) => {
    const outcomes = await Promise.allSettled(seeds.map((seed) => run(seed)));
    const failures = outcomes.flatMap((outcome, index) =>
      outcome.status === 'rejected' ? [`seed ${seeds[index]}: ${String(outcome.reason)}`] : [],
    );
    expect(failures).toEqual([]);
    expect(connections.open()).toEqual([]);
  });
});

async function run(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const hub = new EngineHub({ random, delayMs: [0, 5 + random() * 70], duplicates: 0.15 });
  const sides = enter(hub, random);
  try {
    await playOut(sides, random);
  } finally {
    for (const { party } of sides) party.vanish();
  }
}

async function playOut(sides: readonly [Side, Side], random: () => number): Promise<void> {
  const untilMs = performance.now() + CHURN_MS;
  while (performance.now() < untilMs) {
    const side = random() < 0.5 ? sides[0] : sides[1];
    act(side, random);
    await new Promise((resolve) => setTimeout(resolve, random() * 90));
  }
  await Promise.all([comesToRest(sides[0], sides[1]), comesToRest(sides[1], sides[0])]);
  await Promise.all([receives(sides[0], sides[1]), receives(sides[1], sides[0])]);
  expect(sides.flatMap(({ party }) => party.complaints)).toEqual([]);
  await Promise.all(sides.map(({ party }) => party.call.leave()));
  for (const { party } of sides) {
    expect(party.screens.given.map((track) => track.readyState)).not.toContain('live');
    expect(party.clock.waiting()).toBe(0);
  }
}

function enter(hub: EngineHub, random: () => number): readonly [Side, Side] {
  const together = random() < 0.35;
  // Whoever comes first must not always have the smaller id.
  const names = random() < 0.5 ? ['Anna', 'Bert'] : ['Bert', 'Anna'];
  const [first, second] = names as [string, string];
  if (together) {
    const [one, two] = hub.joinTogether(first, second);
    if (one === undefined || two === undefined) throw new Error('nobody joined');
    return [newSide(one, 0, random), newSide(two, 1, random)];
  }
  const one = newSide(hub.join(first), 0, random);
  return [one, newSide(hub.join(second), 1, random)];
}

function newSide(seat: Party['seat'], index: 0 | 1, random: () => number): Side {
  const camera = random() < 0.9 ? ((['red', 'green'] as const)[index] ?? null) : null;
  const microphoneHertz = random() < 0.9 ? [400, 800][index]! : null;
  const soundHertz = [1_300, 1_900][index]!;
  const switches = { cameraOn: random() < 0.8, microphoneOn: random() < 0.8 };
  const party = new Party(
    seat,
    { camera, microphoneHertz, ...switches },
    random,
    new TestScreens(soundHertz),
  );
  party.enter();
  return { party, camera, microphoneHertz, soundHertz, shown: null, reloads: 0 };
}

function act(side: Side, random: () => number): void {
  const { call, media } = side.party;
  const choice = random();
  if (choice < 0.22) {
    call.send({ type: 'set-microphone', on: !media.current().microphoneOn });
  } else if (choice < 0.44) {
    call.send({ type: 'set-camera', on: !media.current().cameraOn });
  } else if (choice < 0.64) {
    const colour = (['blue', 'yellow', 'cyan', 'magenta'] as const)[Math.floor(random() * 4)]!;
    side.shown = { colour, sound: random() < 0.5 };
    shareScreen(call, colour, side.shown.sound);
  } else if (choice < 0.74) {
    side.shown = null;
    call.send({ type: 'stop-sharing', share: null });
  } else if (choice < 0.92 || side.reloads > 1) {
    call.restart();
  } else {
    side.reloads += 1;
    side.shown = null;
    side.party.reload();
  }
}

/** The link is whole on this side, and the other side's word has come. */
async function comesToRest(here: Side, there: Side): Promise<void> {
  const { call, seat } = here.party;
  const { media, seat: otherSeat } = there.party;
  const microphone = media.current().microphoneOn && there.microphoneHertz !== null;
  const camera = media.current().cameraOn && there.camera !== null;
  const word = {
    link: 'good',
    microphone,
    camera,
    screens: there.shown === null ? [] : [{ lane: 'screenA', sound: there.shown.sound }],
  };
  const wire = {
    connectionState: 'connected',
    signalingState: 'stable',
    transceivers: 6,
  };
  let seen: unknown = null;
  await eventually('rest', () => {
    const { participants, screens } = call.current();
    const other = participants.find(({ id }) => id === otherSeat.id);
    const link = call.inspect().links.get(otherSeat.id);
    const far = there.party.call.inspect().links.get(seat.id);
    seen = {
      link: other?.link,
      microphone: other?.microphone,
      camera: other?.camera,
      screens: screens
        .filter(({ owner }) => owner === otherSeat.id)
        .map(({ lane, sound }) => ({ lane, sound })),
      connectionState: link?.connectionState,
      signalingState: link?.signalingState,
      transceivers: link?.transceivers,
      paired: link !== undefined && link?.remote === far?.epoch,
    };
    return JSON.stringify(seen) === JSON.stringify({ ...word, ...wire, paired: true });
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; wanted ${JSON.stringify(word)}, is ${JSON.stringify(seen)}`);
  });
}

/** What the other side sends is seen and heard on this side, and nothing else. */
async function receives(here: Side, there: Side): Promise<void> {
  const member = there.party.seat.id;
  const { media } = here.party.call;
  const devices = there.party.media.current();
  const shown = there.shown;
  const picture = async (lane: 'camera' | 'screenA', colour: Colour): Promise<void> => {
    const track = media.track({ member, lane });
    if (track === null) throw new Error(`nothing on ${lane}`);
    await seeColour(track, colour);
  };
  const sound = async (
    lane: 'microphone' | 'screenASound',
    hertz: number | null,
  ): Promise<void> => {
    const track = media.track({ member, lane });
    if (track === null) throw new Error(`nothing on ${lane}`);
    const listener = new Listener(track);
    try {
      await (hertz === null ? listener.hearsNothing() : listener.hears(hertz));
    } finally {
      listener.close();
    }
  };
  await Promise.all([
    devices.cameraOn && there.camera !== null ? picture('camera', there.camera) : null,
    sound('microphone', devices.microphoneOn ? there.microphoneHertz : null),
    shown === null ? null : picture('screenA', shown.colour),
    shown?.sound === true ? sound('screenASound', there.soundHertz) : null,
  ]);
  if (!devices.cameraOn) expect(media.track({ member, lane: 'camera' })).toBeNull();
  if (shown === null) expect(media.track({ member, lane: 'screenA' })).toBeNull();
}
