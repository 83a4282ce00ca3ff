import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { CallSnapshot } from '../../preload/contract/callSnapshot.ts';
import { useHeardFirst } from '../../renderer/views/call/useHeardFirst.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { ContactAddress } from '../../signaling/protocol/identity.ts';

type App = Pick<AppSnapshot, 'screen' | 'contact'>;
type Participants = Pick<CallSnapshot, 'participants'>;

const BOB = { address: ContactAddress.parse('b'.repeat(32)), name: DisplayName.parse('Bob') };
const nobody: Participants = { participants: [] };
const linked = (link: string): Participants =>
  ({ participants: [{ link }] }) as unknown as Participants;

let root: Root;
/** What was shown, in order, without repetitions. */
let shown: string[];
let call: StoreApi<Participants>;

function Screen({
  app,
  running,
}: {
  readonly app: App;
  readonly running: StoreApi<Participants> | null;
}) {
  const waits = useHeardFirst(app, running);
  const now = app.screen === 'call' && !waits ? 'drawn' : 'not yet';
  if (shown.at(-1) !== now) shown.push(now);
  return null;
}

const show = (screen: App['screen'], contact: App['contact'] = BOB): void =>
  flushSync(() =>
    root.render(<Screen app={{ screen, contact }} running={screen === 'call' ? call : null} />),
  );
const pass = (ms: number): void => flushSync(() => void vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  root = createRoot(document.createElement('div'));
  shown = [];
  call = createStore<Participants>(() => nobody);
});
afterEach(() => {
  root.unmount();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('a call that rang is drawn when it has been connected for a moment', () => {
  show('entering');
  show('call');
  pass(100);
  call.setState(linked('connecting'), true);
  pass(100);
  call.setState(linked('good'), true);
  pass(149);
  expect(shown).toEqual(['not yet']);
  pass(1);
  expect(shown).toEqual(['not yet', 'drawn']);
});

test('one that does not come to be connected is drawn all the same', () => {
  show('entering');
  show('call');
  call.setState(linked('connecting'), true);
  pass(699);
  expect(shown).toEqual(['not yet']);
  pass(1);
  expect(shown).toEqual(['not yet', 'drawn']);
});

test('a room, and a call that was running before the page was, are drawn at once', () => {
  show('entering', null);
  show('call', null);
  expect(shown).toEqual(['not yet', 'drawn']);
  shown = [];
  show('home');
  show('call');
  expect(shown).toEqual(['not yet', 'drawn']);
});

test('one that was given up leaves nothing for the next', () => {
  show('entering');
  show('home');
  show('green-room', null);
  show('call', null);
  expect(shown).toEqual(['not yet', 'drawn']);
});
