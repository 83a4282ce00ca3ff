import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCommandLine } from '../../../signaling/server/commandLine.ts';
import { Metrics } from '../../../signaling/server/metrics.ts';
import { Logic } from '../../support/serverLogic.ts';

const page = readFileSync(new URL('../../../docs/server.md', import.meta.url), 'utf8');

test('every option is on the page, and no other', () => {
  const help = readCommandLine(['--help'], {});
  const options = (text: string) => new Set(text.match(/(?<=^[ |`]*)--[a-z][a-z-]+/gm));
  expect(options(page)).toEqual(options(help.kind === 'help' ? help.text : ''));
});

test('every metric is on the page, and no other', async () => {
  const { counters, sessions, rooms, contacts } = new Logic();
  const metrics = new Metrics({
    counters,
    sessions,
    rooms,
    contacts,
    connections: () => 0,
    heldBack: () => 0,
  });
  const { body } = await metrics.render();
  metrics.stop();
  const measured = new Set(body.match(/(?<=^# TYPE )parley_\w+/gm));
  expect(new Set(page.match(/(?<=`)parley_\w+(?=[`{])/g))).toEqual(measured);
});
