import type { CallIntent, CallSnapshot } from '../../../preload/contract/callSnapshot.ts';
import type { MediaIntent, MediaSnapshot } from '../../../preload/contract/mediaSnapshot.ts';
import type { RoomSession, SessionEvent } from '../../../preload/contract/session.ts';
import type { StateFrame } from '../../../signaling/protocol/channelFrames.ts';
import { LANES, type LaneName } from '../../../signaling/protocol/lanes.ts';
import { createChat, type Chat } from '../data/chat.ts';
import type { ChatStorage } from '../data/chatStorage.ts';
import { Introductions, type IntroductionPort } from '../data/introductions.ts';
import type { EngineLog } from '../peer/engineLog.ts';
import type { PreparedLink } from '../peer/preparedLink.ts';
import type {
  Clock,
  LocalTracks,
  MediaRef,
  MediaSource,
  ScreenPort,
  SignalPort,
} from '../ports.ts';
import { Mesh } from '../topology/mesh.ts';
import type { Peer, TopologyInspection } from '../topology/topology.ts';
import { isOn } from './isOn.ts';
import { firstAttendance, nextAttendance, type Attendance } from './notes.ts';
import { Presenting, type ShareElements } from './presenting.ts';
import { nextSnapshot } from './snapshot.ts';
import { Solitude } from './solitude.ts';

/** One's own devices, as far as a call needs them; `LocalMedia` is one. */
export interface CallMedia {
  /** A muted microphone is there, and silent; a camera that is off is not there. */
  tracks(): LocalTracks;
  current(): Pick<MediaSnapshot, 'microphoneOn' | 'cameraOn' | 'speaking'>;
  subscribe(listener: () => void): () => void;
  send(intent: MediaIntent): void;
}

export interface CallOptions {
  /** The room that we are in already. */
  readonly session: RoomSession;
  readonly signalPort: SignalPort;
  readonly screen: ScreenPort;
  readonly media: CallMedia;
  /** Where one's own lines outlive a reload. */
  readonly chatStorage: ChatStorage;
  /** Who makes members contacts; left out: nobody does. */
  readonly introductionPort?: IntroductionPort;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: EngineLog;
  /** Ends the call at once, without a goodbye; for a window that goes away. */
  readonly signal: AbortSignal;
  /** Made in the green room, see `prepareLink`; used or closed by the call. */
  readonly prepared?: PreparedLink;
}

export interface Call {
  current(): CallSnapshot;
  /** Called with each new snapshot, at most once per microtask. @returns ends the subscription. */
  subscribe(listener: (next: CallSnapshot) => void): () => void;
  send(intent: CallIntent): void;
  /** Tracks to show and to play, one's own included. */
  readonly media: MediaSource;
  /** Stills and ink of shares, one's own included. */
  readonly shares: ShareElements;
  /** How members become contacts; null: not in this call. */
  readonly introductions: Introductions | null;
  /** Looks for new ways to everyone; for a machine that woke up or changed its network. */
  restart(): void;
  /** Says goodbye and gives everything back. Resolves when all is closed; more calls do no harm. */
  leave(): Promise<void>;
  /** Resolves when the call is over, for whatever reason. */
  readonly over: Promise<void>;
  inspect(): TopologyInspection;
}

/** Runs one's own end of a call, from the join to the leave. */
export function createCall(options: CallOptions): Call {
  return new RunningCall(options);
}

const LANE_NAMES = LANES.map(({ name }) => name);

class RunningCall implements Call {
  readonly media: MediaSource;
  readonly shares: ShareElements;
  readonly introductions: Introductions | null;
  readonly over: Promise<void>;
  readonly #options: CallOptions;
  readonly #lifetime = new AbortController();
  readonly #mesh: Mesh;
  readonly #chat: Chat;
  readonly #presenting: Presenting;
  readonly #solitude: Solitude;
  readonly #listeners = new Set<(next: CallSnapshot) => void>();
  readonly #mediaListeners = new Set<() => void>();
  #session: Pick<RoomSession, 'capacity' | 'connection'>;
  #attendance: Attendance;
  #peers: readonly Peer[] = [];
  #state: StateFrame;
  #tracks: readonly (MediaStreamTrack | null)[] = [];
  #snapshot: CallSnapshot;
  #scheduled = false;
  #leaving: Promise<void> | null = null;

  constructor(options: CallOptions) {
    this.#options = options;
    const { session, clock, random, log, media, signalPort, chatStorage: storage } = options;
    const { signal } = this.#lifetime;
    this.over = new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.#session = session;
    const chat = createChat({ self: session.self, clock, storage, signal });
    this.#chat = chat;
    this.#presenting = new Presenting({
      self: session.self,
      screen: options.screen,
      clock,
      random,
      log,
      signal,
      topology: () => this.#mesh,
      changed: () => this.#ownChanged(),
    });
    this.#solitude = new Solitude({
      contact: session.contact,
      hasLeft: (member) => this.#mesh.hasLeft(member),
      clock,
      signal,
      changed: () => this.#schedule(),
      ended: () => void this.leave(),
    });
    this.shares = this.#presenting.elements;
    const introductions =
      options.introductionPort === undefined
        ? null
        : new Introductions({
            port: options.introductionPort,
            clock,
            signal,
            nameOf: (member) => this.#mesh.peers().find(({ id }) => id === member)?.name ?? null,
          });
    this.introductions = introductions;
    introductions?.subscribe(() => this.#schedule());
    this.#state = this.#ownState();
    this.#mesh = new Mesh({
      session,
      signalPort,
      state: this.#state,
      channelUsers: [
        {
          attach: (member, channels) => chat.attach(member, channels.chat),
          detach: (member) => chat.detach(member),
        },
        this.#presenting.channels,
        {
          attach: (member, { contacts }, binding) =>
            introductions?.attach(member, contacts, binding),
          detach: (member) => introductions?.detach(member),
        },
      ],
      clock,
      random,
      log,
      signal,
      ...(options.prepared === undefined ? {} : { prepared: options.prepared }),
    });
    this.#sendTracks();
    for (const stop of [
      signalPort.subscribe((event) => this.#take(event)),
      media.subscribe(() => this.#ownChanged()),
      chat.subscribe(() => this.#schedule()),
      this.#mesh.subscribe(() => this.#schedule()),
    ]) {
      signal.addEventListener('abort', stop, { once: true });
    }
    this.#mesh.start();
    this.#peers = this.#mesh.peers();
    this.#attendance = firstAttendance(this.#peers);
    chat.present(this.#peers.map(({ id }) => id));
    this.#snapshot = nextSnapshot(null, this.#parts());
    this.#solitude.update(this.#snapshot.participants);
    this.media = {
      track: (ref) => this.#track(ref),
      subscribe: (listener) => subscribeTo(this.#mediaListeners, listener),
    };
    const abort = (): void => this.#close();
    options.signal.addEventListener('abort', abort, { once: true, signal });
    if (options.signal.aborted) abort();
  }

  current(): CallSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: (next: CallSnapshot) => void): () => void {
    return subscribeTo(this.#listeners, listener);
  }

  send(intent: CallIntent): void {
    if (this.#lifetime.signal.aborted) return;
    switch (intent.type) {
      case 'set-microphone':
      case 'set-camera':
        return this.#options.media.send(intent);
      case 'send-chat':
        return this.#chat.post(intent.text);
      case 'share-screen':
      case 'stop-sharing':
      case 'pause-share':
      case 'set-share-sound':
      case 'optimise-share':
      case 'sharpen':
      case 'set-ink':
      case 'draw-on-screen':
      case 'ink':
      case 'watching':
      case 'sound-would-echo':
      case 'dismiss-share-failure':
      case 'dismiss-share-notice':
        return this.#presenting.send(intent);
      case 'stay':
        return this.#solitude.stay();
      case 'leave':
        void this.leave();
        return;
    }
  }

  restart(): void {
    this.#mesh.restart();
  }

  leave(): Promise<void> {
    if (this.#leaving === null) {
      // What is shared ends with the wish, not with the goodbye.
      this.#presenting.send({ type: 'stop-sharing', share: null });
      this.#leaving = this.#mesh.leave().then(() => this.#close());
    }
    return this.#leaving;
  }

  inspect(): TopologyInspection {
    return this.#mesh.inspect();
  }

  #take(event: SessionEvent): void {
    this.#mesh.take(event);
    switch (event.type) {
      case 'connection':
        this.#session = { ...this.#session, connection: event.connection };
        return this.#schedule();
      case 'rejoined':
        this.#session = event.session;
        return this.#schedule();
      case 'ended':
        void this.leave();
        return;
      case 'member-joined':
      case 'member-left':
      case 'member-presence':
      case 'signal':
      case 'ice-servers':
        return;
    }
  }

  // One's own devices or screen are different.
  #ownChanged(): void {
    if (this.#lifetime.signal.aborted) return;
    this.#sendTracks();
    const state = this.#ownState();
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) {
      this.#state = state;
      this.#mesh.say(state);
    }
    this.#schedule();
  }

  #sendTracks(): void {
    this.#presenting.encode(this.#mesh);
    for (const lane of LANE_NAMES) this.#mesh.send(lane, this.#ownTrack(lane));
  }

  #ownTrack(lane: LaneName): MediaStreamTrack | null {
    switch (lane) {
      case 'microphone':
      case 'camera':
        return this.#options.media.tracks()[lane];
      case 'screenA':
      case 'screenASound':
      case 'screenB':
      case 'screenBSound':
        return this.#presenting.track(lane);
    }
  }

  #ownState(): StateFrame {
    const { media, session } = this.#options;
    const tracks = media.tracks();
    return {
      type: 'state',
      name: session.self.name,
      microphone: media.current().microphoneOn && tracks.microphone !== null,
      camera: tracks.camera !== null,
      screens: [...this.#presenting.liveScreens],
    };
  }

  #track({ member, lane }: MediaRef): MediaStreamTrack | null {
    if (this.#lifetime.signal.aborted) return null;
    if (member === this.#options.session.self.id) {
      return this.#presenting.preview(lane) ?? this.#ownTrack(lane);
    }
    const peer = this.#peers.find(({ id }) => id === member);
    return peer !== undefined && isOn(peer, lane) ? this.#mesh.track(member, lane) : null;
  }

  #schedule(): void {
    if (this.#scheduled || this.#lifetime.signal.aborted) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (!this.#lifetime.signal.aborted) this.#publish();
    });
  }

  #publish(): void {
    this.#peers = this.#mesh.peers();
    this.#presenting.peersChanged();
    this.#mesh.shrinkCamera(this.#presenting.screens().length > 0);
    const attendance = nextAttendance(this.#attendance, this.#peers, this.#options.clock.now());
    if (attendance !== this.#attendance) {
      this.#attendance = attendance;
      this.#chat.present(this.#peers.map(({ id }) => id));
    }
    const snapshot = nextSnapshot(this.#snapshot, this.#parts());
    this.#solitude.update(snapshot.participants);
    if (snapshot !== this.#snapshot) {
      this.#snapshot = snapshot;
      for (const listener of this.#listeners) listener(snapshot);
    }
    this.#publishTracks();
  }

  #publishTracks(): void {
    const members = [this.#options.session.self.id, ...this.#peers.map(({ id }) => id)];
    const tracks = members.flatMap((member) =>
      LANE_NAMES.map((lane) => this.#track({ member, lane })),
    );
    const same =
      tracks.length === this.#tracks.length &&
      tracks.every((track, index) => track === this.#tracks[index]);
    if (same) return;
    this.#tracks = tracks;
    for (const listener of this.#mediaListeners) listener();
  }

  #parts(): Parameters<typeof nextSnapshot>[1] {
    const { session, media } = this.#options;
    const { microphoneOn, cameraOn, speaking } = media.current();
    // Wanted and not there is off, as the others have it: nobody hears or sees anything.
    const tracks = media.tracks();
    const microphone = microphoneOn && tracks.microphone !== null;
    const camera = cameraOn && tracks.camera !== null;
    return {
      room: session.room,
      contact: session.contact,
      joinedAtMs: session.joinedAtMs,
      connection: this.#session.connection,
      capacity: this.#session.capacity,
      self: { ...session.self, microphone, camera, speaking },
      peers: this.#peers,
      members: this.introductions?.current() ?? [],
      alone: this.#solitude.view,
      screens: this.#presenting.screens(),
      chat: this.#chat.lines(),
      notes: this.#attendance.notes,
      share: this.#presenting.view,
    };
  }

  #close(): void {
    this.#lifetime.abort();
    this.#listeners.clear();
    this.#mediaListeners.clear();
  }
}

function subscribeTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
