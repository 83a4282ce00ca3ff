import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchConnections, type ConnectionWatch } from '../support/engineConnections.ts';
import { EngineHub } from '../support/engineHub.ts';
import { Party } from '../support/engineParty.ts';
import { eventually, Listener, seeColour } from '../support/engineProbe.ts';
import { seededRandom } from '../support/engineRandom.ts';

let connections: ConnectionWatch;
beforeEach(() => {
  connections = watchConnections();
});
afterEach(() => connections.stop());

test('two who join one after the other see and hear each other', async () => {
  const random = seededRandom(1);
  const hub = new EngineHub({ random });
  const anna = new Party(hub.join('Anna'), { camera: 'red', microphoneHertz: 400 }, random);
  anna.enter();
  const bert = new Party(hub.join('Bert'), { camera: 'green', microphoneHertz: 800 }, random);
  bert.enter();
  const track = await eventually('camera', () =>
    anna.call.media.track({ member: bert.seat.id, lane: 'camera' }),
  );
  await seeColour(track, 'green');
  const heard = await eventually('mic', () =>
    bert.call.media.track({ member: anna.seat.id, lane: 'microphone' }),
  );
  const listener = new Listener(heard);
  await listener.hears(400);
  listener.close();
  await anna.call.leave();
  await eventually('gone', () => bert.call.current().participants.length === 0, 1000);
  await bert.call.leave();
  expect(connections.open()).toEqual([]);
  expect(anna.clock.waiting()).toBe(0);
});
