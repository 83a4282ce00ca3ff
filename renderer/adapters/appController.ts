import type { AppIntent, AppSnapshot } from '../../preload/contract/appSnapshot.ts';
import type { Boot, OpenedLink, WindowApi } from '../../preload/contract/channels.ts';
import type { RoomSession } from '../../preload/contract/session.ts';
import type { ServerUrl, SettingsPatch } from '../../preload/contract/settings.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import { RoomName } from '../../signaling/protocol/roomName.ts';
import type { IceServer } from '../../signaling/protocol/serverMessages.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** How often the green room looks who is in the room. */
const PEEK_MS = 3_000;
/** How long "Link copied" stands. */
const COPIED_MS = 4_000;

/** What the controller starts and stops; given by the window's composition. */
export interface AppParts {
  readonly api: WindowApi;
  /** Opens one's own devices. A second call while open changes nothing. */
  openMedia(switches: { readonly microphone: boolean; readonly camera: boolean }): void;
  closeMedia(): void;
  /** Starts the call's engine on a session that main has joined. */
  startCall(session: RoomSession): void;
  /** Leaves the running call; `callEnded` is called when that is done. */
  leaveCall(): void;
  /** Somebody is in the room that the green room is for: makes a link ahead. */
  prepareLink(iceServers: readonly IceServer[]): void;
  newRoomName(): string;
  problem(event: string, error: unknown): void;
}

/**
 * Where the person is in the app: Home, green room, call, and the ways between. Mirrors what main
 * knows, and turns what the person wants into requests to main.
 */
export class AppController implements SnapshotSource<AppSnapshot, AppIntent> {
  readonly #parts: AppParts;
  readonly #cell: SnapshotCell<AppSnapshot>;
  #peekTimer: ReturnType<typeof setTimeout> | undefined;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;
  /** Where to go when the call that is being left has ended. */
  #afterCall: OpenedLink | null = null;
  /** Counts visits to the green room, so that a late answer for an earlier one is dropped. */
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
      room: null,
      roomServer: null,
      peopleThere: null,
      joining: false,
      joinFailure: null,
      callEnded: null,
      openedLink: null,
      inviteCopied: false,
      inviteFailure: null,
    });
    const { api } = parts;
    api.on('server:status', (server) => this.#cell.patch({ server }));
    api.on('settings:changed', (settings) => this.#cell.patch({ settings }));
    api.on('recent:changed', (recentCalls) => this.#cell.patch({ recentCalls }));
    api.on('link:opened', (link) => this.#onLink(link));
  }

  /** Goes back into a call that main kept over a reload, and to a link that started the app. */
  resume({ session, callSwitches, openedLink }: Boot): void {
    if (session !== null) {
      this.#parts.openMedia(callSwitches);
      this.#enterCall(session);
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
      case 'retry-server':
        return this.#request('retry', api.invoke('server:retry', undefined));
      case 'settle-link':
        return void this.#settleLink(intent.accepted);
      case 'copy-invite':
        return void this.#copyInvite();
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
      case 'open-permissions':
        return this.#request(
          'open permissions',
          api.invoke('permissions:open', { kind: intent.kind }),
        );
    }
  }

  /** The call is over: by the person's wish (`null`) or not. */
  callEnded(reason: AppSnapshot['callEnded']): void {
    this.#parts.closeMedia();
    clearTimeout(this.#copiedTimer);
    this.#cell.patch({
      screen: 'home',
      room: null,
      roomServer: null,
      callEnded: reason,
      inviteCopied: false,
      inviteFailure: null,
    });
    const next = this.#afterCall;
    this.#afterCall = null;
    if (next !== null) this.#openRoom(next.room, next.server);
  }

  #openRoom(typed: string, server: ServerUrl | null): void {
    if (this.current().screen === 'call') return;
    const room = RoomName.safeParse(typed);
    if (!room.success) return;
    this.#visit += 1;
    this.#cell.patch({
      screen: 'green-room',
      room: room.data,
      roomServer: server,
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
    const { room, roomServer: server, joining, settings, screen } = this.current();
    const name = DisplayName.safeParse(typedName);
    if (screen !== 'green-room' || room === null || joining || !name.success) return;
    const visit = this.#visit;
    if (name.data !== settings.displayName) this.#changeSettings({ displayName: name.data });
    this.#cell.patch({ joining: true, joinFailure: null });
    const joined = await this.#parts.api
      .invoke('session:join', { room, name: name.data, server })
      .catch((error: unknown) => {
        this.#parts.problem('join failed', error);
        return { ok: false, reason: 'refused' } as const;
      });
    if (visit !== this.#visit) return;
    if (joined.ok) this.#enterCall(joined.value);
    else if (joined.reason === 'cancelled') this.#cell.patch({ joining: false });
    else this.#cell.patch({ joining: false, joinFailure: joined.reason });
  }

  #enterCall(session: RoomSession): void {
    clearTimeout(this.#peekTimer);
    this.#parts.startCall(session);
    this.#cell.patch({
      screen: 'call',
      room: session.room,
      joining: false,
      joinFailure: null,
      peopleThere: null,
    });
  }

  #cancelJoin(): void {
    const { screen, joining } = this.current();
    if (screen !== 'green-room') return;
    this.#visit += 1;
    clearTimeout(this.#peekTimer);
    if (joining) this.#request('cancel join', this.#parts.api.invoke('session:leave', undefined));
    this.#parts.closeMedia();
    this.#cell.patch({
      screen: 'home',
      room: null,
      roomServer: null,
      joining: false,
      joinFailure: null,
    });
  }

  #onLink(link: OpenedLink): void {
    // In a call the question waits in its strip; nothing leaves a call but the person.
    if (!link.trusted || this.current().screen === 'call') this.#cell.patch({ openedLink: link });
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
    this.#afterCall = link;
    this.#parts.leaveCall();
  }

  async #copyInvite(): Promise<void> {
    const copied = await this.#parts.api
      .invoke('invite:copy', undefined)
      .catch((error: unknown) => {
        this.#parts.problem('copy invite', error);
        return { ok: false, reason: 'no_address' } as const;
      });
    clearTimeout(this.#copiedTimer);
    this.#cell.patch({
      inviteCopied: copied.ok,
      inviteFailure: copied.ok ? null : copied.reason,
    });
    this.#copiedTimer = setTimeout(
      () => this.#cell.patch({ inviteCopied: false, inviteFailure: null }),
      COPIED_MS,
    );
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
