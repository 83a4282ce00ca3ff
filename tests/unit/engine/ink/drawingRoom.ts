import type { InkIntent, InkPoint, InkStroke } from '../../../../preload/contract/presenting.ts';
import type { PresentFrame } from '../../../../signaling/protocol/presentFrames.ts';
import { InkRoom, screen, shareId } from './inkRoom.ts';

type Begin = Extract<InkIntent, { readonly type: 'begin' }>;

export function begin(fields: Partial<Begin> = {}): Begin {
  return { type: 'begin', tool: 'pen', colour: 3, fades: false, at: [1, 2], text: '', ...fields };
}

export function line(count: number, offset = 0): InkPoint[] {
  return Array.from({ length: count }, (_, index) => [offset + index, 7]);
}

/** Ann, Bob and Cem, and one share of Ann's. */
export class DrawingRoom extends InkRoom {
  readonly share = shareId('of-ann');

  constructor() {
    super();
    this.join('ann', 'bob', 'cem');
    this.live('ann', screen(this.share));
    this.clock.run(100);
  }

  draw(name: string, ...intents: readonly InkIntent[]): void {
    for (const intent of intents) this.ink(name).do(this.share, intent);
  }

  /** One whole stroke. */
  stroke(name: string, fields: Partial<Begin> = {}): void {
    this.draw(name, begin(fields), { type: 'extend', points: [[10, 10]] }, { type: 'end' });
  }

  strokes(name: string): readonly InkStroke[] {
    return this.scene(name, this.share).strokes;
  }

  /** Author's first letter and number of each stroke. */
  shown(name: string): readonly string[] {
    return this.strokes(name).map((one) => `${one.author.slice(0, 1)}${one.stroke}`);
  }

  /** The same of what everyone sees. @throws when somebody sees something else. */
  shownToAll(): readonly string[] {
    const [first = [], ...others] = this.names().map((name) => this.shown(name));
    for (const other of others) {
      if (other.join() !== first.join()) throw new Error(`${first.join()} and ${other.join()}`);
    }
    return first;
  }

  frames<Type extends PresentFrame['type']>(from: string, to: string, type: Type) {
    return this.sent(from, to).filter(
      (frame): frame is Extract<PresentFrame, { readonly type: Type }> => frame.type === type,
    );
  }
}
