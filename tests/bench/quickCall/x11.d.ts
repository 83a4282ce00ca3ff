/** The part of the `x11` package that is used here; it has no types of its own. */
declare module 'x11' {
  export interface XTest {
    readonly KeyPress: number;
    readonly KeyRelease: number;
    readonly ButtonPress: number;
    readonly ButtonRelease: number;
    readonly MotionNotify: number;
    FakeInput(
      type: number,
      detail: number,
      delayMs: number,
      window: number,
      x: number,
      y: number,
    ): void;
  }

  export interface X11Client {
    on(event: 'error', listener: (error: Error) => void): void;
    require(extension: 'xtest', done: (error: Error | null, extension: XTest) => void): void;
    GetImage(
      format: number,
      window: number,
      x: number,
      y: number,
      width: number,
      height: number,
      planes: number,
      done: (error: Error | null | undefined, image: { readonly data: Buffer }) => void,
    ): void;
    terminate(): void;
  }

  export interface X11Display {
    readonly client: X11Client;
    readonly screen: readonly { readonly root: number }[];
  }

  export function createClient(
    options: {
      readonly display: string;
      readonly shm: false;
      readonly disableBigRequests: true;
    },
    done: (error: Error | null | undefined, display: X11Display) => void,
  ): X11Client;
}
