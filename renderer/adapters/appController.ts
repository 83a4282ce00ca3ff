import type { AppIntent, AppSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { Boot, OpenedLink, WindowApi } from '../../preload/contract/channels.ts';
import type { DeviceOption } from '../../preload/contract/mediaSnapshot.ts';
import type { EnterCall } from '../../preload/contract/ringing.ts';
import type { JoinFailureReason, RoomSession } from '../../preload/contract/session.ts';
import type { ServerUrl, SettingsPatch } from '../../preload/contract/settings.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import type { IceServer } from '../../signaling/protocol/serverMessages.ts';
import { InviteCopying } from './inviteCopying.ts';
import { SettingsLook } from './settingsLook.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';
import { TypedLinks } from './typedLinks.ts';

/** How often the green room looks who is in the room. */
const PEEK_MS = 3_000;

/** What the controller starts and stops; given by the window's composition. */
export interface AppParts {
  readonly api: WindowApi;
  /** Opens one's own devices. A second call while open changes nothing. */
  openMedia(switches: { readonly microphone: boolean; readonly camera: boolean }): void;
  closeMedia(): void;
  setCamera(on: boolean): void;
  /** Speakers that can be told from each other. */
  listSpeakers(): Promise<readonly DeviceOption[]>;
  /** A session is about to be asked for. */
  beginSession(): void;
  /** Starts the call's engine on a session that main has joined. */
  startCall(session: RoomSession): void;
  /** Leaves the running call; `callEnded` is called when that is done. */
  leaveCall(): void;
  /** Somebody is in the room that the green room is for: makes a link ahead. */
  prepareLink(iceServers: readonly IceServer[]): void;
  newRoomName(): string;
  problem(event: string, error: unknown): void;
}

/** Where to go when the call that is being left has ended. */
type AfterCall =
  | { readonly to: 'green-room'; readonly link: OpenedLink }
  | { readonly to: 'call'; readonly wish: EnterCall };

/**
 * Where the person is in the app: Home, green room, call, and the ways between. Mirrors what main
 * knows, and turns what the person wants into requests to main.
 */
export class AppController implements SnapshotSource<AppSnapshot, AppIntent> {
  readonly #parts: AppParts;
  readonly #cell: SnapshotCell<AppSnapshot>;
  readonly #typedLinks: TypedLinks;
  readonly #invite: InviteCopying;
  readonly #settingsLook: SettingsLook;
  #peekTimer: ReturnType<typeof setTimeout> | undefined;
  #afterCall: AfterCall | null = null;
  /** Counts ways into a call, so that a late answer for an earlier one is dropped. */
  #visit = 0;

  constructor(parts: AppParts, boot: Boot) {
    this.#parts = parts;
    this.#cell = new SnapshotCell<AppSnapshot>({
      screen: 'home',
      settings: boot.settings,
      systemLanguage: boot.systemLanguage,
      platform: boot.platform,
      version: boot.version,
      server: boot.server,
      recentCalls: boot.recentCalls,
      inSight: true,
      room: null,
      roomServer: null,
      contact: null,
      peopleThere: null,
      joining: false,
      joinFailure: null,
      callEnded: null,
      openedLink: null,
      typedLink: null,
      linkBroken: false,
      inviteCopied: false,
      requestsWanted: 0,
      inviteFailure: null,
      globalShortcuts: null,
      hasTray: null,
      ownAddress: { address: null, copied: false, failed: false },
      ringSpeakers: [],
    });
    const { api } = parts;
    this.#typedLinks = new TypedLinks({
      ...parts,
      look: (text) => api.invoke('link:look', { text }),
      show: (typedLink) => this.#cell.patch({ typedLink }),
    });
    this.#invite = new InviteCopying({ ...parts, show: (copied) => this.#cell.patch(copied) });
    this.#settingsLook = new SettingsLook({ ...parts, show: (found) => this.#cell.patch(found) });
    api.on('server:status', (server) => this.#cell.patch({ server }));
    api.on('settings:changed', (settings) => this.#cell.patch({ settings }));
    api.on('recent:changed', (recentCalls) => this.#cell.patch({ recentCalls }));
    api.on('window:sight', ({ inSight }) => this.#cell.patch({ inSight }));
    api.on('link:opened', (link) => this.#onLink(link));
    api.on('contacts:show-requests', () =>
      this.#cell.patch({ requestsWanted: this.current().requestsWanted + 1 }),
    );
    api.on('link:broken', () => this.#cell.patch({ linkBroken: true }));
    api.on('call:enter', (wish) => this.#enter(wish));
  }

  /**
   * Goes back into a call that main kept over a reload, and to a link that started the app.
   */
  resume({ session, callSwitches, openedLink, server }: Boot): void {
    if (session !== null) {
      const isSet = session.server.endsWith(`//${server.address}`);
      this.#cell.patch({ roomServer: isSet ? null : session.server });
      this.#parts.openMedia(callSwitches);
      this.#startCall(session);
    }
    if (openedLink !== null) this.#onLink(openedLink);
  }

  current(): AppSnapshot {
    return this.#cell.current();
  }

  subscribe(listener: (next: AppSnapshot) => void): () => void {
    return this.#cell.subscribe(listener);
  }

  send(intent: AppIntent): void {
    const { api } = this.#parts;
    switch (intent.type) {
      case 'open-room':
        return this.#openRoom(intent.room, intent.server ?? null);
      case 'new-call':
        return this.#openRoom(this.#parts.newRoomName(), null);
      case 'join':
        return void this.#join(intent.name);
      case 'cancel-join':
        return this.#cancelJoin();
      case 'show-window':
        return this.#request('show window', api.invoke('window:show', undefined));
      case 'hide-window':
        return this.#request('hide window', api.invoke('window:hide', undefined));
      case 'retry-server':
        return this.#request('retry', api.invoke('server:retry', undefined));
      case 'settle-link':
        return void this.#settleLink(intent.accepted);
      case 'look-at-link':
        return this.#typedLinks.look(intent.text);
      case 'open-link':
        return void this.#openLink(intent.text);
      case 'dismiss-broken-link':
        return this.#cell.patch({ linkBroken: false });
      case 'copy-invite':
        return void this.#invite.copy();
      case 'change-settings':
        return this.#changeSettings(intent.patch);
      case 'pin-recent': {
        const { room, server } = intent.call;
        const input = { room, server, pinned: intent.pinned };
        return this.#request('pin', api.invoke('recent:pin', input));
      }
      case 'remove-recent': {
        const { room, server } = intent.call;
        return this.#request('remove recent', api.invoke('recent:remove', { room, server }));
      }
      case 'dismiss-call-ended':
        return this.#cell.patch({ callEnded: null });
      case 'open-web-page':
        return this.#request('open web page', api.invoke('web:open', { url: intent.url }));
      case 'open-permissions': {
        const { kind } = intent;
        return this.#request('open permissions', api.invoke('permissions:open', { kind }));
      }
      case 'try-devices':
        // Anywhere else they belong to the way into the call.
        if (this.current().screen !== 'home') return;
        return intent.on
          ? this.#parts.openMedia({ microphone: true, camera: true })
          : this.#parts.closeMedia();
      case 'look-at-settings':
        return this.#settingsLook.look();
      case 'copy-own-address':
        return void this.#settingsLook.copyAddress();
    }
  }

  /** The call is over: by the person's wish (`null`) or not. */
  callEnded(reason: AppSnapshot['callEnded']): void {
    this.#parts.closeMedia();
    this.#invite.forget();
    this.#cell.patch({
      screen: 'home',
      room: null,
      roomServer: null,
      contact: null,
      callEnded: reason,
    });
    const next = this.#afterCall;
    this.#afterCall = null;
    if (next === null) return;
    if (next.to === 'call') this.#enter(next.wish);
    else this.#openRoom(next.link.room, next.link.server);
  }

  #openRoom(typed: string, server: ServerUrl | null): void {
    const { screen } = this.current();
    if (screen === 'call' || screen === 'entering') return;
    const room = RoomName.safeParse(typed);
    if (!room.success) return;
    this.#visit += 1;
    this.#cell.patch({
      screen: 'green-room',
      room: room.data,
      roomServer: server,
      contact: null,
      peopleThere: null,
      joining: false,
      joinFailure: null,
      callEnded: null,
    });
    this.#parts.openMedia({ microphone: true, camera: true });
    clearTimeout(this.#peekTimer);
    void this.#peek(this.#visit);
  }

  async #peek(visit: number): Promise<void> {
    const { room, roomServer: server } = this.current();
    if (room === null) return;
    const peeked = await this.#parts.api
      .invoke('session:peek', { room, server })
      .catch(() => ({ ok: false }) as const);
    if (visit !== this.#visit || this.current().screen !== 'green-room') return;
    this.#cell.patch({ peopleThere: peeked.ok ? peeked.value.names : null });
    if (peeked.ok && peeked.value.names.length > 0) {
      this.#parts.prepareLink(peeked.value.iceServers);
    }
    this.#peekTimer = setTimeout(() => void this.#peek(visit), PEEK_MS);
  }

  async #join(typedName: string): Promise<void> {
    const { joining, settings, screen } = this.current();
    const name = DisplayName.safeParse(typedName);
    if (screen !== 'green-room' || joining || !name.success) return;
    if (name.data !== settings.displayName) this.#changeSettings({ displayName: name.data });
    await this.#joinRoom(name.data);
  }

  /** Into a room at once, with the remembered devices and name: somebody waits there. */
  #enter(wish: EnterCall): void {
    const { screen, room, joining } = this.current();
    if (screen === 'call') {
      if (room !== null && room === wish.room) return;
      this.#afterCall = { to: 'call', wish };
      this.#parts.leaveCall();
      return;
    }
    this.#visit += 1;
    clearTimeout(this.#peekTimer);
    this.#cell.patch({
      screen: 'entering',
      room: wish.room ?? RoomName.parse(this.#parts.newRoomName()),
      roomServer: wish.server,
      contact: wish.contact,
      peopleThere: null,
      joining: true,
      joinFailure: null,
      callEnded: null,
    });
    this.#parts.openMedia({ microphone: true, camera: wish.camera });
    // They may have been open, in the green room.
    this.#parts.setCamera(wish.camera);
    void this.#joinAnew(joining);
  }

  /** @param wasJoining - a join elsewhere is under way and has to end first. */
  async #joinAnew(wasJoining: boolean): Promise<void> {
    const visit = this.#visit;
    if (wasJoining) {
      await this.#parts.api
        .invoke('session:leave', undefined)
        .catch((error: unknown) => this.#parts.problem('cancel join', error));
      if (visit !== this.#visit) return;
    }
    await this.#joinRoom(this.current().settings.displayName);
  }

  async #joinRoom(name: DisplayName): Promise<void> {
    const { room, roomServer: server, contact } = this.current();
    if (room === null) return;
    const visit = this.#visit;
    this.#cell.patch({ joining: true, joinFailure: null });
    this.#parts.beginSession();
    const joined = await this.#parts.api
      .invoke('session:join', { room, name, server, contact })
      .catch((error: unknown) => {
        this.#parts.problem('join failed', error);
        return { ok: false, reason: 'refused' } as const;
      });
    if (visit !== this.#visit) return;
    if (joined.ok) this.#startCall(joined.value);
    else this.#notJoined(joined.reason);
  }

  #notJoined(reason: JoinFailureReason): void {
    const entering = this.current().screen === 'entering';
    if (reason === 'cancelled' && entering) return this.#toHome();
    this.#cell.patch({
      screen: 'green-room',
      joining: false,
      joinFailure: reason === 'cancelled' ? null : reason,
    });
    // There is the reason, and the way to try again.
    if (entering) void this.#peek(this.#visit);
  }

  #startCall(session: RoomSession): void {
    clearTimeout(this.#peekTimer);
    this.#parts.startCall(session);
    this.#cell.patch({
      screen: 'call',
      room: session.room,
      contact: session.contact,
      joining: false,
      joinFailure: null,
      peopleThere: null,
    });
  }

  #cancelJoin(): void {
    const { screen, joining } = this.current();
    if (screen !== 'green-room' && screen !== 'entering') return;
    if (joining) this.#request('cancel join', this.#parts.api.invoke('session:leave', undefined));
    this.#toHome();
  }

  #toHome(): void {
    this.#visit += 1;
    clearTimeout(this.#peekTimer);
    this.#parts.closeMedia();
    this.#cell.patch({
      screen: 'home',
      room: null,
      roomServer: null,
      contact: null,
      joining: false,
      joinFailure: null,
    });
  }

  #onLink(link: OpenedLink): void {
    const { screen } = this.current();
    const inCall = screen === 'call' || screen === 'entering';
    // In a call the question waits in its strip; nothing leaves a call but the person.
    if (!link.trusted || inCall) this.#cell.patch({ openedLink: link });
    else this.#follow(link);
  }

  async #settleLink(accepted: boolean): Promise<void> {
    const link = this.current().openedLink;
    if (link === null) return;
    this.#cell.patch({ openedLink: null });
    await this.#parts.api
      .invoke('link:settle', { accepted })
      .catch((error: unknown) => this.#parts.problem('settle link', error));
    if (accepted) this.#follow(link);
  }

  #follow(link: OpenedLink): void {
    if (this.current().screen !== 'call') return this.#openRoom(link.room, link.server);
    this.#afterCall = { to: 'green-room', link };
    this.#parts.leaveCall();
  }

  async #openLink(text: string): Promise<void> {
    const { api, problem } = this.#parts;
    const { opened } = await api.invoke('link:open', { text }).catch((error: unknown) => {
      problem('open link', error);
      return { opened: false };
    });
    if (!opened) this.#typedLinks.broken(text);
  }

  #changeSettings(patch: SettingsPatch): void {
    // Shown at once; main's answer is the truth.
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    const settings = { ...this.current().settings, ...Object.fromEntries(given) };
    this.#cell.patch({ settings });
    this.#parts.api.invoke('settings:change', patch).then(
      (saved) => this.#cell.patch({ settings: saved }),
      (error: unknown) => this.#parts.problem('change settings', error),
    );
  }

  #request(what: string, done: Promise<unknown>): void {
    done.catch((error: unknown) => this.#parts.problem(what, error));
  }
}
