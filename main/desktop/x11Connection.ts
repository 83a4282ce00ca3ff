import type { X11Client, X11Event } from 'x11';
import type { Area } from './desktop.ts';

const NONE = 0;
const ANY_TYPE = 0;
/** Selection taken, its window destroyed, its client gone. */
const ANY_OWNER_CHANGE = 0b111;
const VIEWABLE = 2;
const EVENT_BYTES = 32;
const CLIENT_MESSAGE = 33;
/** SubstructureNotify and SubstructureRedirect: whom window managers listen as. */
const SUBSTRUCTURE = 0x18_0000;

/** What was asked about is no more, or never was. */
class NoSuchWindow extends Error {}
/** The connection is lost, or was given up. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** Something happened to a window or a selection that was asked to be watched. */
export interface X11Notice {
  readonly type: 'destroyed' | 'reparented' | 'changed' | 'property' | 'owner';
  /** Zero of `owner`. */
  readonly window: number;
  /** The property or the selection. */
  readonly atom: number;
  /** Of `owner`: who has the selection now; 0: nobody. */
  readonly owner: number;
}

/** A connection with an X server: the few requests that are needed, as promises. */
export class X11Connection {
  readonly root: number;
  /** Of the screen that `DISPLAY` names. */
  readonly screenNumber: number;
  readonly #client: X11Client;
  readonly #noticeMask: number;
  readonly #lost = new AbortController();

  private constructor(
    client: X11Client,
    about: { readonly root: number; readonly screenNumber: number; readonly noticeMask: number },
  ) {
    this.#client = client;
    this.root = about.root;
    this.screenNumber = about.screenNumber;
    this.#noticeMask = about.noticeMask;
    client.on('end', () => this.#lose());
    client.on('error', (error) => {
      // An error with a number is the server's answer to one request.
      if (error.error === undefined) this.#lose();
    });
  }

  /**
   * @param display - as in the environment's `DISPLAY`.
   * @param signal - gives the connection up, be it open or not yet.
   * @throws when there is no such server, or it does not let us in.
   */
  static async open(display: string, signal: AbortSignal): Promise<X11Connection> {
    // Loaded when it is needed, for the app's start does not need it.
    const { createClient, eventMask, parseDisplay } = await import('x11');
    const screenNumber = Number(parseDisplay(display).screenNum);
    const noticeMask = eventMask.StructureNotify | eventMask.PropertyChange;
    return await new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new ConnectionLost());
      let connection: X11Connection | null = null;
      const options = { display, shm: false, disableBigRequests: true } as const;
      const opening = createClient(options, (error, opened) => {
        if (error !== undefined && error !== null) return reject(error);
        const { client, screen } = opened;
        const root = screen[screenNumber]?.root;
        if (root === undefined || signal.aborted) {
          client.terminate();
          return reject(new Error('no such screen'));
        }
        connection = new X11Connection(client, { root, screenNumber, noticeMask });
        resolve(connection);
      });
      // Without a listener an error after the answer would be thrown.
      opening.on('error', reject);
      const giveUp = (): void => {
        reject(new ConnectionLost());
        if (connection === null) opening.stream?.destroy();
        else connection.close();
      };
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Aborted once nothing more will come. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  close(): void {
    this.#lose();
    this.#client.terminate();
  }

  onNotice(listener: (notice: X11Notice) => void): void {
    this.#client.on('event', (event) => {
      const notice = toNotice(event);
      if (notice !== null && !this.#lost.signal.aborted) listener(notice);
    });
  }

  atom(name: string): Promise<number> {
    return this.#ask((done) => this.#client.InternAtom(false, name, done));
  }

  /** Where a window's content is, in pixels from the root's corner. @throws NoSuchWindow */
  async area(window: number): Promise<Area> {
    const [{ width, height }, { destX, destY }] = await Promise.all([
      this.#ask<{ width: number; height: number }>((done) =>
        this.#client.GetGeometry(window, done),
      ),
      this.#ask<{ destX: number; destY: number }>((done) =>
        this.#client.TranslateCoordinates(window, this.root, 0, 0, done),
      ),
    ]);
    return { x: destX, y: destY, width, height };
  }

  /** Whether a window and all it is in are mapped. @throws NoSuchWindow */
  async isViewable(window: number): Promise<boolean> {
    const { mapState } = await this.#ask<{ mapState: number }>((done) =>
      this.#client.GetWindowAttributes(window, done),
    );
    return mapState === VIEWABLE;
  }

  /** The first number of a property; null when the window has none. @throws NoSuchWindow */
  async number(window: number, property: number): Promise<number | null> {
    const { data, format } = await this.#ask<{ data: Buffer; format: number }>((done) =>
      this.#client.GetProperty(0, window, property, ANY_TYPE, 0, 1, done),
    );
    return format === 32 && data.length >= 4 ? data.readUInt32LE(0) : null;
  }

  /** The window that a window is in; null of the root. @throws NoSuchWindow */
  async parent(window: number): Promise<number | null> {
    const { parent } = await this.#ask<{ parent: number }>((done) =>
      this.#client.QueryTree(window, done),
    );
    return parent === NONE ? null : parent;
  }

  /** Has notices come about a window from now on. @throws NoSuchWindow */
  async select(window: number): Promise<void> {
    await this.#ask<undefined>((done) =>
      this.#client.ChangeWindowAttributes(window, { eventMask: this.#noticeMask }, done),
    );
  }

  /** Ends that. A window that is gone is no error. */
  async unselect(window: number): Promise<void> {
    await this.#ask<undefined>((done) =>
      this.#client.ChangeWindowAttributes(window, { eventMask: 0 }, done),
    ).catch(() => undefined);
  }

  /**
   * Sends the window manager a message about a window (ICCCM 4.1.4, EWMH "root window messages").
   *
   * @param data - at most five numbers of 32 bits.
   */
  askWindowManager(window: number, message: number, data: readonly number[]): void {
    if (this.#lost.signal.aborted) return;
    const event = Buffer.alloc(EVENT_BYTES);
    event.writeUInt8(CLIENT_MESSAGE, 0);
    event.writeUInt8(32, 1);
    event.writeUInt32LE(window, 4);
    event.writeUInt32LE(message, 8);
    for (const [index, value] of data.entries()) event.writeUInt32LE(value, 12 + 4 * index);
    this.#client.SendEvent(this.root, 0, SUBSTRUCTURE, event);
  }

  /** Who has a selection; 0: nobody. */
  selectionOwner(selection: number): Promise<number> {
    return this.#ask((done) => this.#client.GetSelectionOwner(selection, done));
  }

  /** Has notices come about a selection's owner. @throws when the server cannot. */
  async watchSelection(selection: number): Promise<void> {
    const { present } = await this.#ask<{ present: number }>((done) =>
      this.#client.QueryExtension('XFIXES', done),
    );
    // Asked first by ourselves: where this fails, the library throws in a callback of its own.
    if (present === 0) throw new Error('no such extension');
    await this.#ask<undefined>((done) =>
      this.#client.require('fixes', (error, fixes) => {
        if (error === null) fixes.SelectSelectionInput(this.root, selection, ANY_OWNER_CHANGE);
        done(error, undefined);
      }),
    );
  }

  /** The library leaves a request unanswered when the connection ends. */
  #ask<Value>(
    request: (done: (error: Error | null | undefined, value: Value) => boolean) => void,
  ): Promise<Value> {
    const { signal } = this.#lost;
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new ConnectionLost());
      if (signal.aborted) return fail();
      signal.addEventListener('abort', fail, { once: true });
      try {
        request((error, value) => {
          signal.removeEventListener('abort', fail);
          if (error === null || error === undefined) resolve(value);
          else reject(new NoSuchWindow());
          // An error is dealt with.
          return true;
        });
      } catch {
        this.#lose();
      }
    });
  }

  #lose(): void {
    this.#lost.abort();
  }
}

function toNotice(event: X11Event): X11Notice | null {
  const notice = { window: event.wid ?? 0, atom: event.atom ?? 0, owner: 0 };
  switch (event.name) {
    case 'DestroyNotify':
      return { ...notice, type: 'destroyed' };
    case 'ReparentNotify':
      return { ...notice, type: 'reparented' };
    case 'ConfigureNotify':
    case 'MapNotify':
    case 'UnmapNotify':
      return { ...notice, type: 'changed' };
    case 'PropertyNotify':
      return { ...notice, type: 'property' };
    case 'SelectionNotify': {
      // Only the extension's tells of owners; the core's event of that name is another thing.
      if (event.subtype === undefined) return null;
      return { type: 'owner', window: 0, atom: event.selection ?? 0, owner: event.owner ?? 0 };
    }
    case undefined:
    default:
      return null;
  }
}
