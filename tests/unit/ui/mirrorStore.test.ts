import { expect, it } from 'vitest';
import { createMirrorStore } from '../../../renderer/stores/mirrorStore.ts';

function sourceOf(first: string) {
  let value = first;
  const listeners = new Set<(next: string) => void>();
  const sent: string[] = [];
  return {
    sent,
    listeners,
    current: () => value,
    subscribe(listener: (next: string) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send: (intent: string) => void sent.push(intent),
    change(next: string) {
      value = next;
      for (const listener of listeners) listener(next);
    },
  };
}

it('a mirror shows what its source shows, from the start and after each change', () => {
  const source = sourceOf('home');
  const store = createMirrorStore(source, new AbortController().signal);
  const seen: string[] = [];
  store.subscribe((state) => seen.push(state));
  source.change('call');
  expect(store.getState()).toBe('call');
  expect(store.getInitialState()).toBe('home');
  expect(seen).toEqual(['call']);
});

it('a mirror passes wishes on and has no way to change its own state', () => {
  const source = sourceOf('home');
  const store = createMirrorStore(source, new AbortController().signal);
  store.send('join');
  expect(source.sent).toEqual(['join']);
  expect(store.getState()).toBe('home');
  expect(Object.keys(store).toSorted()).toEqual([
    'getInitialState',
    'getState',
    'send',
    'subscribe',
  ]);
});

it('a mirror lets go of its source when its life ends, and keeps the last state', () => {
  const source = sourceOf('call');
  const life = new AbortController();
  const store = createMirrorStore(source, life.signal);
  life.abort();
  expect(source.listeners.size).toBe(0);
  source.change('home');
  expect(store.getState()).toBe('call');
});

it('a mirror that is made after its life has ended does not listen at all', () => {
  const source = sourceOf('home');
  const life = new AbortController();
  life.abort();
  createMirrorStore(source, life.signal);
  expect(source.listeners.size).toBe(0);
});
