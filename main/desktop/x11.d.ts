/** The part of the `x11` package that is used here; it has no types of its own. */
declare module 'x11' {
  type Done<Value> = (error: Error | null | undefined, value: Value) => boolean;

  export interface X11Event {
    readonly name?: string;
    /** The window that the event is about or was selected on. */
    readonly wid?: number;
    readonly parent?: number;
    readonly atom?: number;
    readonly selection?: number;
    readonly owner?: number;
    /** Only events of extensions have it. */
    readonly subtype?: number;
  }

  export interface XFixes {
    SelectSelectionInput(window: number, selection: number, mask: number): void;
  }

  export interface X11Client {
    on(event: 'event', listener: (event: X11Event) => void): void;
    on(event: 'error', listener: (error: Error & { readonly error?: number }) => void): void;
    on(event: 'end', listener: () => void): void;
    require(extension: 'fixes', done: (error: Error | null, extension: XFixes) => void): void;
    /** Undefined until it is connected. */
    readonly stream?: { destroy(): void };
    terminate(): void;
    QueryExtension(name: string, done: Done<{ present: number }>): void;
    InternAtom(onlyIfExists: boolean, name: string, done: Done<number>): void;
    GetGeometry(window: number, done: Done<{ width: number; height: number }>): void;
    GetWindowAttributes(window: number, done: Done<{ mapState: number }>): void;
    TranslateCoordinates(
      from: number,
      to: number,
      x: number,
      y: number,
      done: Done<{ destX: number; destY: number }>,
    ): void;
    QueryTree(window: number, done: Done<{ parent: number }>): void;
    GetProperty(
      remove: 0,
      window: number,
      name: number,
      type: number,
      longOffset: number,
      longLength: number,
      done: Done<{ data: Buffer; format: number }>,
    ): void;
    SendEvent(destination: number, propagate: 0, eventMask: number, event: Buffer): void;
    GetSelectionOwner(selection: number, done: Done<number>): void;
    ChangeWindowAttributes(
      window: number,
      values: { eventMask: number },
      done: Done<undefined>,
    ): void;
  }

  export interface X11Display {
    readonly client: X11Client;
    readonly screen: readonly { readonly root: number }[];
  }

  export const eventMask: { readonly StructureNotify: number; readonly PropertyChange: number };
  export function parseDisplay(display: string): { readonly screenNum: number | string };
  export function createClient(
    options: {
      readonly display: string;
      readonly shm: false;
      readonly disableBigRequests: true;
    },
    done: (error: Error | undefined, display: X11Display) => void,
  ): X11Client;
}
