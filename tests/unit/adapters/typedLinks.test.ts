import { beforeEach, expect, test } from 'vitest';
import { MAX_LINK_TEXT, type LookedLink, type TypedLink } from '../../../preload/contract/links.ts';
import { TypedLinks } from '../../../renderer/adapters/typedLinks.ts';

let asked: Map<string, PromiseWithResolvers<LookedLink>>;
let shown: (TypedLink | null)[];
let links: TypedLinks;

beforeEach(() => {
  asked = new Map();
  shown = [];
  links = new TypedLinks({
    look(text) {
      const answer = Promise.withResolvers<LookedLink>();
      asked.set(text, answer);
      return answer.promise;
    },
    show: (link) => shown.push(link),
    problem: () => undefined,
  });
});

test('a link is looked at once, and shown before and after it is known', async () => {
  links.look('parley:a');
  links.look('parley:a');
  asked.get('parley:a')?.resolve({ kind: 'call' });
  await asked.get('parley:a')?.promise;
  expect(asked.size).toBe(1);
  expect(shown).toEqual([
    { text: 'parley:a', looked: null },
    { text: 'parley:a', looked: { kind: 'call' } },
  ]);
});

test('what is said of a link that is gone from the field is not shown', async () => {
  links.look('parley:a');
  links.look('parley:ab');
  links.look(null);
  asked.get('parley:a')?.resolve({ kind: 'call' });
  asked.get('parley:ab')?.resolve({ kind: 'call' });
  await Promise.all([...asked.values()].map(({ promise }) => promise));
  expect(shown.at(-1)).toBeNull();
});

test('an endless text is broken without asking', () => {
  const text = 'x'.repeat(MAX_LINK_TEXT + 1);
  links.look(text);
  expect(asked.size).toBe(0);
  expect(shown).toEqual([{ text, looked: { kind: 'broken' } }]);
});

test('a link that could not be opened is broken, whatever was said of it', () => {
  links.look('parley:a');
  links.broken('parley:a');
  expect(shown.at(-1)).toEqual({ text: 'parley:a', looked: { kind: 'broken' } });
});
