import { CaptureId, type CaptureEvent } from '../../../../preload/contract/presenting.ts';
import type { SharePicture } from '../../../../renderer/engine/present/sharePicture.ts';
import {
  ScreenRefusal,
  type CaptureRequest,
  type ScreenCapture,
  type ScreenPort,
} from '../../../../renderer/engine/ports.ts';

export class FakeTrack extends EventTarget {
  readyState = 'live';
  contentHint = '';
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

/** A capture that was given, with what a test does to it and sees of it. */
export interface Given {
  readonly video: FakeTrack;
  readonly sound: FakeTrack | null;
  readonly frozen: FakeTrack;
  readonly request: CaptureRequest;
  released: number;
  tell(event: CaptureEvent): void;
  seeFirst(): void;
  /** What was done to the picture. */
  readonly orders: string[];
  readonly seen: Promise<void>;
}

function asTrack(track: FakeTrack): MediaStreamTrack {
  return track as unknown as MediaStreamTrack;
}

/** Sources by their names, and their pictures. */
export class FakeScreens implements ScreenPort {
  readonly given: Given[] = [];
  isGated = false;
  /** Each lets one capture through while they are gated. */
  readonly gates: (() => void)[] = [];
  /** No picture can be opened. */
  isUnreadable = false;

  async capture(request: CaptureRequest): Promise<ScreenCapture> {
    if (this.isGated) await new Promise<void>((resolve) => this.gates.push(resolve));
    else await Promise.resolve();
    const { source } = request;
    if (source === 'denied' || source === 'cancelled') throw new ScreenRefusal(source);
    if (source === 'broken') throw new Error('broken');
    const listeners = new Set<(event: CaptureEvent) => void>();
    const seen = Promise.withResolvers<void>();
    const mine: Given = {
      video: new FakeTrack(source),
      sound: request.sound && source !== 'silent' ? new FakeTrack(`${source} sound`) : null,
      frozen: new FakeTrack(`${source} frozen`),
      request,
      released: 0,
      tell: (event) => {
        for (const listener of listeners) listener(event);
      },
      seeFirst: () => seen.resolve(),
      orders: [],
      seen: seen.promise,
    };
    this.given.push(mine);
    return {
      id: CaptureId.parse(this.given.length),
      name: `name of ${source}`,
      kind: source.startsWith('screen') ? 'screen' : 'window',
      overlay: source.startsWith('screen') ? 'in-picture' : 'none',
      video: asTrack(mine.video),
      sound: mine.sound === null ? null : asTrack(mine.sound),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      covered(listener) {
        listener([]);
        return () => undefined;
      },
      still: async () => Promise.resolve({ width: 1, height: 1, pixels: new Uint8Array(4) }),
      release: () => void (mine.released += 1),
    };
  }

  openPicture(track: MediaStreamTrack): SharePicture {
    if (this.isUnreadable) throw new Error('unreadable');
    const mine = this.given.find(({ video }) => asTrack(video) === track);
    if (mine === undefined) throw new Error('not given');
    return {
      size: null,
      first: mine.seen,
      freeze() {
        mine.orders.push('freeze');
        return asTrack(mine.frozen);
      },
      thaw: () => void mine.orders.push('thaw'),
      ignore: () => undefined,
      watch: () => ({ changed: false, onChange: () => undefined, end: () => undefined }),
      close: () => void mine.orders.push('close'),
    };
  }
}
