import { expect, test } from 'vitest';
import { OpenedLinks } from '../../../main/system/openedLinks.ts';
import type { OpenedLink } from '../../../preload/contract/channels.ts';

function links() {
  const opened: OpenedLink[] = [];
  const trusted: string[] = ['ws://friend:1'];
  const all = new OpenedLinks({
    isSetServer: (server) => server === 'ws://set:1',
    isTrusted: (server) => trusted.includes(server),
    trust: (server) => trusted.push(server),
    opened: (link) => opened.push(link),
  });
  return { all, opened, trusted };
}

test.each([
  ['without a server', 'parley://join/a', null, true],
  ['to the server that is set', 'parley://join/a?server=ws://set:1', null, true],
  ['to one agreed to before', 'parley://join/a?server=ws://friend:1', 'ws://friend:1', true],
  ['to a stranger', 'parley://join/a?server=ws://stranger:1', 'ws://stranger:1', false],
])('a link %s is told with whether to ask', (_what, text, server, trusted) => {
  const { all, opened } = links();
  expect(all.open(text)).toBe(true);
  expect(opened).toEqual([{ room: 'a', server, trusted }]);
  expect(all.pending).toEqual(opened[0]);
});

test('what is no link changes nothing', () => {
  const { all, opened } = links();
  all.open('parley://join/a');
  expect(all.open('parley://join/')).toBe(false);
  expect(opened).toHaveLength(1);
  expect(all.pending?.room).toBe('a');
});

test('a yes is remembered, a no is not, and either settles it', () => {
  const { all, trusted } = links();
  all.open('parley://join/a?server=ws://stranger:1');
  all.settle(false);
  expect(all.pending).toBeNull();
  all.open('parley://join/a?server=ws://stranger:1');
  all.settle(true);
  expect(all.pending).toBeNull();
  expect(trusted).toEqual(['ws://friend:1', 'ws://stranger:1']);
  all.settle(true);
  expect(trusted).toHaveLength(2);
});

test('a call that was joined settles a link that needed no answer, and no other', () => {
  const { all } = links();
  all.open('parley://join/a');
  all.joined();
  expect(all.pending).toBeNull();
  all.open('parley://join/a?server=ws://stranger:1');
  all.joined();
  expect(all.pending).not.toBeNull();
});
