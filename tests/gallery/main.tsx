import { createRoot } from 'react-dom/client';
import type { AppIntent, AppSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { MediaElements } from '../../renderer/stores/mediaElements.ts';
import { createMirrorStore, type MirrorSource } from '../../renderer/stores/mirrorStore.ts';
import { App } from '../../renderer/views/App.tsx';
import { ParleyProvider, type Parley } from '../../renderer/views/ParleyProvider.tsx';
import { idOf } from './people.ts';
import { makePictures, type Pictures } from './pictures.ts';
import { APP, CALL, MEDIA, NOW_MS, type Scene } from './base.ts';
import { CONTACTS, RINGING } from './contactScenes.ts';
import { CLOSED_PICKER, sourcesOf } from './pickerScenes.ts';

import { SMALL_SCENES } from './smallScenes.ts';
import { SCENES } from './scenes.ts';
import { SmallWindowScene } from './SmallWindowScene.tsx';

/*
 * Every screen in its states, with painted people. Open it with `?scene=NAME&theme=dark&lang=ru`.
 */

declare global {
  interface Window {
    /** What the views have wished for, oldest first. */
    galleryIntents?: unknown[];
  }
}

const intents: unknown[] = [];
window.galleryIntents = intents;

/** A source that never changes by itself. */
function still<Snapshot, Intent>(snapshot: Snapshot): MirrorSource<Snapshot, Intent> {
  return {
    current: () => snapshot,
    subscribe: () => () => undefined,
    send: (intent) => void intents.push(intent),
  };
}

/** The app's source carries out changes of settings, so that they can be tried. */
function appSource(first: AppSnapshot): MirrorSource<AppSnapshot, AppIntent> {
  let snapshot = first;
  const listeners = new Set<(next: AppSnapshot) => void>();
  return {
    current: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(intent) {
      intents.push(intent);
      if (intent.type !== 'change-settings') return;
      const settings = { ...snapshot.settings, ...intent.patch } as AppSnapshot['settings'];
      snapshot = { ...snapshot, settings };
      for (const listener of listeners) listener(snapshot);
    },
  };
}

function elementsOf(pictures: Pictures, ink: Scene['ink'] = {}): MediaElements {
  const show = (video: HTMLVideoElement, stream: MediaStream | null): (() => void) => {
    video.srcObject = stream;
    return () => {
      video.srcObject = null;
    };
  };
  return {
    attach: (video, { member, lane }) => show(video, pictures.stream(member, lane)),
    attachStill: () => () => undefined,
    ink(share, listener) {
      const drawn = ink[share];
      if (drawn !== undefined) listener(drawn);
      return () => undefined;
    },
    attachPreview: (video) => show(video, pictures.stream(idOf('Ada'), 'camera')),
    level(listener) {
      listener(0.56);
      const timer = setInterval(() => listener(0.56), 100);
      return () => clearInterval(timer);
    },
  };
}

const query = new URLSearchParams(location.search);
const scene: Scene = SCENES[query.get('scene') ?? 'home'] ?? {};
const pictures = await makePictures();
const never = new AbortController().signal;
const settings = {
  ...APP.settings,
  ...scene.app?.settings,
  theme: (query.get('theme') ?? 'system') as AppSnapshot['settings']['theme'],
  language: (query.get('lang') ?? 'en') as AppSnapshot['settings']['language'],
};
const { thumbnails = false, ...picker } = scene.picker ?? {};
const parley: Parley = {
  app: createMirrorStore(appSource({ ...APP, ...scene.app, settings }), never),
  media: createMirrorStore(still({ ...MEDIA, ...scene.media }), never),
  call:
    scene.app?.screen === 'call'
      ? createMirrorStore(still({ ...CALL, ...scene.call }), never)
      : null,
  picker: createMirrorStore(
    still({ ...CLOSED_PICKER, ...picker, sources: thumbnails ? sourcesOf(pictures) : [] }),
    never,
  ),
  contacts: createMirrorStore(still({ ...CONTACTS, ...scene.contacts }), never),
  ringing: createMirrorStore(still({ ...RINGING, ...scene.ringing }), never),
  elements: elementsOf(pictures, scene.ink),
  now: () => NOW_MS,
};

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no #root');
const small = SMALL_SCENES[query.get('scene') ?? ''];
createRoot(container).render(
  small === undefined ? (
    <ParleyProvider value={parley}>
      <App />
    </ParleyProvider>
  ) : (
    <SmallWindowScene
      scene={small}
      look={{
        language: settings.language === 'system' ? 'en' : settings.language,
        theme: settings.theme === 'light' ? 'light' : 'dark',
      }}
      screen={new Uint8Array(sourcesOf(pictures)[0]?.thumbnail ?? [])}
      onIntent={(intent) => void intents.push(intent)}
    />
  ),
);
