import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createContactServices, type ContactServices } from '../../main/contactServices.ts';
import type { InCall } from '../../main/ringing/inCall.ts';
import type { Unanswered } from '../../main/ringing/unanswered.ts';
import { Calls } from '../../main/signaling/calls.ts';
import { systemClock, type Clock } from '../../main/signaling/clock.ts';
import { EmbeddedServer } from '../../main/signaling/embeddedServer.ts';
import { HomeServer } from '../../main/signaling/homeServer.ts';
import { OwnServer } from '../../main/signaling/ownServer.ts';
import { webSocketOpener } from '../../main/signaling/signalingSocket.ts';
import { openAppFiles, type AppFiles } from '../../main/system/appFiles.ts';
import { isOwnServer } from '../../main/system/invites.ts';
import { SettingsStore } from '../../main/system/settingsStore.ts';
import type { Contact, ContactsState, OpenedContactLink } from '../../preload/contract/contacts.ts';
import type { EnterCall, ExpectedCall, RingingState } from '../../preload/contract/ringing.ts';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { DisplayName } from '../../signaling/protocol/displayName.ts';
import type { ContactAddress } from '../../signaling/protocol/identity.ts';
import { NodeForks } from './clientFork.ts';
import { noKeyring } from './clientIdentities.ts';
import { KeptLog } from './clientLog.ts';

export interface PersonOptions {
  readonly name: string;
  /** The server that is set; none: the embedded one. */
  readonly url?: string;
  /** The folder of an earlier run. */
  readonly dir?: string;
  readonly clock?: Clock;
}

/** One installation with main's own parts: home server, calls, contacts, ringing. */
export class Person {
  readonly dir: string;
  readonly log = new KeptLog(() => void this.#changes.emit('change'));
  readonly files: AppFiles;
  readonly settings: SettingsStore;
  readonly home: HomeServer;
  readonly calls: Calls;
  readonly services: ContactServices;
  readonly forks = new NodeForks();
  readonly entered: EnterCall[] = [];
  /** Servers that a socket was opened to, each time. */
  readonly reached: string[] = [];
  /** What its window was told to be ready for; the newest last. */
  readonly expected: (ExpectedCall | null)[] = [];
  /** What that was each time that it was told to enter a call. */
  readonly expectedAtEntry: (ExpectedCall | null)[] = [];
  readonly unanswered: Unanswered[] = [];
  readonly links: OpenedContactLink[] = [];
  readonly agreed = new Set<string>();
  copied = '';
  /** What its window would tell of the running call. */
  inCall: InCall | null = null;
  /** How often the running call was brought to the front. */
  shownCalls = 0;
  /** The path that is chosen in a dialog; null: the person closes it. */
  chosenFile: string | null = null;
  readonly #changes = new EventEmitter();

  constructor({ name, url, dir, clock = systemClock }: PersonOptions) {
    this.dir = dir ?? mkdtempSync(path.join(tmpdir(), 'parley-person-'));
    const { log } = this;
    this.files = openAppFiles(this.dir, log);
    this.settings = new SettingsStore(this.files.settings, ({ server }) => {
      if (!this.calls.isActive) this.home.use(server);
      this.services.settingsChanged();
    });
    this.files.settings.write({
      ...this.settings.current,
      displayName: DisplayName.parse(name),
      server: url === undefined ? null : ServerUrl.parse(url),
    });
    const openSocket = webSocketOpener();
    const client = {
      clock,
      random: Math.random,
      openSocket: (...args: Parameters<typeof openSocket>) => {
        this.reached.push(args[0]);
        return openSocket(...args);
      },
      version: '0.0.0-test',
      log,
    };
    const change = (): void => void this.#changes.emit('change');
    const { embeddedServer } = this.files;
    this.home = new HomeServer(this.settings.current.server, {
      client,
      startEmbedded: (changed) =>
        new EmbeddedServer({
          fork: this.forks.fork,
          clock,
          random: Math.random,
          log,
          port: embeddedServer.value.port,
          rememberPort: (port) => embeddedServer.write({ ...embeddedServer.value, port }),
          open: embeddedServer.value.open,
          changed,
        }),
      changed: change,
    });
    const isOwn = (server: ServerUrl): boolean =>
      isOwnServer(server, this.home.embeddedPort, new Set(['127.0.0.1']));
    this.calls = new Calls({
      home: this.home,
      client,
      installationSecret: () => Buffer.from(this.dir),
      isOwnServer: isOwn,
      isAgreed: (server) => this.agreed.has(server),
      emit: change,
      over: change,
    });
    this.services = createContactServices({
      files: this.files,
      settings: this.settings,
      services: {
        home: this.home,
        calls: this.calls,
        client,
        isSetServer: (server) => server === this.home.url || isOwn(server),
        isOwnServer: isOwn,
        ownServer: new OwnServer({
          home: this.home,
          address: () => '127.0.0.1',
          isOpen: () => embeddedServer.value.open,
          rememberOpen: () => embeddedServer.write({ ...embeddedServer.value, open: true }),
        }),
        agree: (server) => this.agreed.add(server),
      },
      keyring: noKeyring,
      dialogs: {
        chooseTarget: () => Promise.resolve(this.chosenFile),
        chooseSource: () => Promise.resolve(this.chosenFile),
      },
      identityDialogs: {
        chooseTarget: () => Promise.resolve(this.chosenFile),
        chooseSource: () => Promise.resolve(this.chosenFile),
      },
      copy: (text) => {
        this.copied = text;
      },
      onContacts: change,
      onRinging: change,
      onLink: (link) => this.links.push(link),
      inCall: () => this.inCall,
      unanswered: (what) => void this.unanswered.push(what),
      showCall: () => void (this.shownCalls += 1),
      enterCall: (call) => {
        this.entered.push(call);
        this.expectedAtEntry.push(this.expected.at(-1) ?? null);
        change();
      },
      onExpected: (call) => {
        this.expected.push(call);
        change();
      },
    });
    onTestFinished(() => this.close());
    onTestFinished(() => rmSync(this.dir, { recursive: true, force: true }));
  }

  get contacts(): ContactsState {
    return this.services.contacts.state;
  }

  get ringing(): RingingState {
    return this.services.ringing.state;
  }

  /** @throws when there is no identity yet. */
  get address(): ContactAddress {
    const { address } = this.contacts;
    if (address === null) throw new Error('nobody yet');
    return address;
  }

  /** What this person knows of another. */
  contact(other: Person): Contact | undefined {
    return this.contacts.contacts.find(({ address }) => address === other.contacts.address);
  }

  sees(other: Person): string {
    return this.contact(other)?.presence ?? 'nobody';
  }

  /** @throws when there is no link. */
  async link(): Promise<string> {
    await this.until('its server is known', () => this.home.url !== null);
    const made = await this.services.contacts.link();
    if (!made.ok) throw new Error(made.reason);
    return made.value.link;
  }

  rings(other: Person): void {
    this.services.ringing.call(other.address);
  }

  /** Says something to whoever rings. @throws when nobody does. */
  answers(answer: 'accept' | 'accept-without-video' | 'decline'): void {
    const { incoming } = this.ringing;
    if (incoming === null) throw new Error('nobody rings');
    this.services.ringing.answer(incoming.ring, answer);
  }

  /** Does what the window does when it is told to enter a call. */
  async joinsEntered(): Promise<void> {
    const call = this.entered.at(-1);
    if (call === undefined) throw new Error('no call to enter');
    const { room, server } = call;
    if (room === null) throw new Error('no room to enter');
    const name = this.settings.current.displayName;
    const joined = await this.calls.join({ room, server, name, contact: null });
    if (!joined.ok) throw new Error(`join failed: ${joined.reason}`);
  }

  /** @throws when it is not so within `withinMs`. */
  async until(what: string, isSo: () => boolean, withinMs = 10_000): Promise<void> {
    const signal = AbortSignal.timeout(withinMs);
    while (!isSo()) {
      await once(this.#changes, 'change', { signal }).catch(() => {
        const state = JSON.stringify({ contacts: this.contacts, ringing: this.ringing });
        throw new Error(
          `${what}: not within ${withinMs} ms\n${state}\n${this.log.lines.join('\n')}`,
        );
      });
    }
  }

  /** Ends as a killed app does. */
  close(): void {
    this.services.close();
    this.calls.close();
    this.home.close();
    this.forks.killAll();
  }
}

/** A second installation of the same identity, which knows the same people. */
export function secondDevice(person: Person, options: PersonOptions): Person {
  const dir = mkdtempSync(path.join(tmpdir(), 'parley-person-'));
  const read = (file: string): string => readFileSync(path.join(person.dir, file), 'utf8');
  const identity = JSON.parse(read('identity.json')) as Record<string, unknown>;
  const device = Buffer.alloc(16, 9).toString('base64url');
  writeFileSync(path.join(dir, 'identity.json'), JSON.stringify({ ...identity, device }));
  writeFileSync(path.join(dir, 'contacts.json'), read('contacts.json'));
  return new Person({ ...options, dir });
}

/** Has one ask the other by link, who says yes, until both see each other. */
export async function befriend(one: Person, other: Person): Promise<void> {
  const added = one.services.contacts.add(await other.link());
  if (!added.ok) throw new Error(added.reason);
  await other.until('is asked', () => other.contacts.requests.length === 1);
  other.services.contacts.answer(one.address, 'accept');
  await one.until('sees the other', () => one.sees(other) !== 'unavailable');
  await other.until('sees the one', () => other.sees(one) !== 'unavailable');
}
