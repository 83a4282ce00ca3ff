import type { Boot, WindowApi } from '../../preload/contract/channels.ts';
import type {
  AddingSnapshot,
  ContactsIntent,
  ContactsSnapshot,
  OwnLinkSnapshot,
} from '../../preload/contract/contactsSnapshot.ts';
import type { Introductions } from '../engine/data/introductions.ts';
import type { Clock } from '../engine/ports.ts';
import { IdentityMoving } from './identityMoving.ts';
import { SnapshotCell, type SnapshotSource } from './snapshotSource.ts';

/** How long "Link copied" stands. */
const COPIED_MS = 4_000;

export interface ContactsParts {
  readonly api: WindowApi;
  readonly clock: Clock;
  problem(event: string, error: unknown): void;
}

/** Members of a call who may become contacts. */
export type MeetingMembers = Pick<
  Introductions,
  'current' | 'subscribe' | 'ask' | 'answer' | 'forget' | 'reconsider'
>;

type LinkRequest = 'contacts:link' | 'contacts:copy-link' | 'contacts:renew-link';

/** The contacts as main keeps them, and what the person does with them. */
export class ContactsSource implements SnapshotSource<ContactsSnapshot, ContactsIntent> {
  readonly #parts: ContactsParts;
  readonly #cell: SnapshotCell<ContactsSnapshot>;
  readonly #moving: IdentityMoving;
  #stopCopied: () => void = () => undefined;
  #stopMeeting: () => void = () => undefined;
  #meeting: MeetingMembers | null = null;
  /** What is being looked at; null: nothing, or its answer is of no interest any more. */
  #checking: string | null = null;

  constructor(parts: ContactsParts, boot: Pick<Boot, 'contacts' | 'openedContactLink'>) {
    this.#parts = parts;
    this.#cell = new SnapshotCell<ContactsSnapshot>({
      ...boot.contacts,
      link: { state: 'unknown' },
      adding: { state: 'idle' },
      transfer: { state: 'idle' },
      move: { state: 'idle' },
      openedLink: boot.openedContactLink,
      members: [],
    });
    this.#moving = new IdentityMoving({ ...parts, show: (move) => this.#cell.patch({ move }) });
    parts.api.on('contacts:changed', (state) => {
      const before = this.current();
      this.#cell.patch(state);
      if (whoIsWho(before) !== whoIsWho(state)) this.#meeting?.reconsider();
    });
    parts.api.on('contacts:link-opened', (openedLink) => this.#cell.patch({ openedLink }));
  }

  current(): ContactsSnapshot {
    return this.#cell.current();
  }

  subscribe(listener: (next: ContactsSnapshot) => void): () => void {
    return this.#cell.subscribe(listener);
  }

  /** Members of the running call are met here from now on; null: of none. */
  meet(introductions: MeetingMembers | null): void {
    this.#stopMeeting();
    this.#meeting = introductions;
    const show = (): void => this.#cell.patch({ members: introductions?.current() ?? [] });
    this.#stopMeeting = introductions?.subscribe(show) ?? (() => undefined);
    show();
  }

  send(intent: ContactsIntent): void {
    const { api } = this.#parts;
    switch (intent.type) {
      case 'show-link':
        return void this.#showLink('contacts:link');
      case 'copy-link':
        return void this.#showLink('contacts:copy-link');
      case 'renew-link':
        return void this.#showLink('contacts:renew-link');
      case 'add':
        return void this.#add(intent);
      case 'check':
        return void this.#check(intent.text);
      case 'forget-adding':
        this.#checking = null;
        return this.#cell.patch({ adding: { state: 'idle' } });
      case 'answer-request': {
        const { address, answer } = intent;
        return this.#request('answer request', api.invoke('contacts:answer', { address, answer }));
      }
      case 'rename': {
        const { address, name } = intent;
        return this.#request('rename contact', api.invoke('contacts:rename', { address, name }));
      }
      case 'remove': {
        const { address } = intent;
        return this.#request('remove contact', api.invoke('contacts:remove', { address }));
      }
      case 'restore': {
        const { address } = intent;
        return this.#request('restore contact', api.invoke('contacts:restore', { address }));
      }
      case 'block': {
        const { address, blocked } = intent;
        return this.#request('block contact', api.invoke('contacts:block', { address, blocked }));
      }
      case 'export':
        return void this.#export();
      case 'import':
        return void this.#import();
      case 'forget-transfer':
        return this.#cell.patch({ transfer: { state: 'idle' } });
      case 'ask-member':
        return this.#meeting?.ask(intent.member);
      case 'answer-member':
        return this.#meeting?.answer(intent.member, intent.accepted);
      case 'forget-member-failure':
        return this.#meeting?.forget(intent.member);
      case 'save-identity':
      case 'copy-passphrase':
      case 'choose-identity':
      case 'open-identity':
      case 'adopt-identity':
      case 'forget-identity':
        return this.#moving.send(intent);
      case 'settle-link': {
        const { accepted } = intent;
        this.#cell.patch({ openedLink: null });
        return this.#request('settle link', api.invoke('contacts:settle-link', { accepted }));
      }
    }
  }

  async #showLink(request: LinkRequest): Promise<void> {
    const before = this.current().link;
    // A link that is there stays in sight until the new one comes.
    if (before.state !== 'ready') this.#setLink({ state: 'loading' });
    const got = await this.#parts.api.invoke(request, undefined).catch((error: unknown) => {
      this.#parts.problem('contact link', error);
      return { ok: false, reason: 'failed' } as const;
    });
    this.#stopCopied();
    if (!got.ok) return this.#setLink({ state: 'failed', failure: got.reason });
    const copied = request === 'contacts:copy-link';
    const { link, code } = got.value;
    this.#setLink({ state: 'ready', link, code, copied });
    if (!copied) return;
    this.#stopCopied = this.#parts.clock.after(COPIED_MS, () =>
      this.#setLink({ state: 'ready', link, code, copied: false }),
    );
  }

  async #add({ text, name }: ContactsIntent & { readonly type: 'add' }): Promise<void> {
    if (this.current().adding.state === 'asking') return;
    this.#checking = null;
    this.#setAdding({ state: 'asking' });
    const input = name === undefined ? { text } : { text, name };
    const added = await this.#parts.api.invoke('contacts:add', input).catch((error: unknown) => {
      this.#parts.problem('add contact', error);
      return { ok: false, reason: 'failed' } as const;
    });
    this.#setAdding(
      added.ok ? { state: 'asked', ...added.value } : { state: 'refused', failure: added.reason },
    );
  }

  async #check(text: string): Promise<void> {
    if (this.current().adding.state !== 'idle') return;
    this.#checking = text;
    const checked = await this.#parts.api
      .invoke('contacts:check', { text })
      .catch((error: unknown) => {
        this.#parts.problem('check contact', error);
        return { ok: false, reason: 'failed' } as const;
      });
    if (this.#checking !== text) return;
    this.#checking = null;
    this.#setAdding(
      checked.ok ? { state: 'checked' } : { state: 'refused', failure: checked.reason },
    );
  }

  async #export(): Promise<void> {
    const { api, problem } = this.#parts;
    this.#cell.patch({ transfer: { state: 'idle' } });
    const done = await api.invoke('contacts:export', undefined).catch((error: unknown) => {
      problem('export contacts', error);
      return { ok: false, reason: 'failed' } as const;
    });
    if (done.ok) {
      this.#cell.patch({ transfer: { state: 'exported', contacts: done.value.contacts } });
    } else if (done.reason === 'failed') {
      this.#cell.patch({ transfer: { state: 'not-exported' } });
    }
  }

  async #import(): Promise<void> {
    const { api, problem } = this.#parts;
    this.#cell.patch({ transfer: { state: 'idle' } });
    const done = await api.invoke('contacts:import', undefined).catch((error: unknown) => {
      problem('import contacts', error);
      return { ok: false, reason: 'failed' } as const;
    });
    if (done.ok) this.#cell.patch({ transfer: { state: 'imported', ...done.value } });
    else if (done.reason !== 'cancelled') {
      this.#cell.patch({ transfer: { state: 'not-imported', failure: done.reason } });
    }
  }

  #setLink(link: OwnLinkSnapshot): void {
    this.#cell.patch({ link });
  }

  #setAdding(adding: AddingSnapshot): void {
    this.#cell.patch({ adding });
  }

  #request(what: string, done: Promise<unknown>): void {
    done.catch((error: unknown) => this.#parts.problem(what, error));
  }
}

/** Ourselves and whom we know, for comparing. */
function whoIsWho({ address, contacts }: Pick<ContactsSnapshot, 'address' | 'contacts'>): string {
  return [address, ...contacts.map((contact) => contact.address)].join(' ');
}
