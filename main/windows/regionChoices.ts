import type { Region, RegionChoice } from '../../preload/contract/presenting.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { ScreenSourceId } from '../../preload/contract/screenSources.ts';
import { regionBounds, type Display } from '../capture/displays.ts';
import type { CapturedImage } from '../capture/screenSources.ts';
import type { Stills } from '../capture/stills.ts';
import type { Area } from '../desktop/desktop.ts';
import type { ComeBack } from './stepAside.ts';
import type { Look } from './windowLook.ts';

/** The window in which a region is drawn. */
export interface RegionWindow {
  /** Id of its web contents. */
  readonly sender: number;
  close(): void;
}

export interface RegionChoicesParts {
  readonly stills: Pick<Stills, 'screen'>;
  readonly look: () => Look;
  /** Takes our own window off the screen. */
  readonly stepAside: () => Promise<ComeBack>;
  /**
   * Covers a display with its own picture.
   *
   * @param over - called when the person has closed the window, or it cannot be used.
   */
  readonly open: (
    display: Area,
    choice: RegionChoice,
    over: (reason: 'cancelled' | 'failed') => void,
  ) => RegionWindow;
}

type Answer = Result<Region, 'cancelled' | 'gone' | 'failed'>;

interface Asked {
  readonly sender: number;
  readonly picture: Pick<RegionChoice, 'width' | 'height'>;
  answer(answer: Answer): void;
}

const CANCELLED: Answer = { ok: false, reason: 'cancelled' };
/** Nobody sees more on a picture that is dimmed, and a PNG of it takes ten times as long. */
const PICTURE_QUALITY = 92;

/** Has the person draw a rectangle on a screen. Each request is answered once. */
export class RegionChoices {
  readonly #parts: RegionChoicesParts;
  #asked: Asked | null = null;
  #last: AbortController | null = null;

  constructor(parts: RegionChoicesParts) {
    this.#parts = parts;
  }

  /**
   * Takes the place of a choice that is under way, which is cancelled.
   *
   * @param signal - the page that asks is over.
   */
  async choose(source: ScreenSourceId, signal: AbortSignal): Promise<Answer> {
    this.#last?.abort();
    const life = new AbortController();
    this.#last = life;
    const over = AbortSignal.any([signal, life.signal]);
    const comeBack = await this.#parts.stepAside();
    let drawn: Area | null = null;
    try {
      const still = over.aborted ? null : await this.#parts.stills.screen(source);
      if (still === null || over.aborted) return CANCELLED;
      if (!still.ok) return still;
      const { picture, display } = still.value;
      const answer = await this.#chooseOn(picture, display, over);
      if (answer.ok) drawn = regionBounds(display, answer.value);
      return answer;
    } finally {
      comeBack(drawn);
    }
  }

  #chooseOn(picture: CapturedImage, display: Display, over: AbortSignal): Promise<Answer> {
    const choice: RegionChoice = {
      ...this.#parts.look(),
      picture: new Uint8Array(picture.toJPEG(PICTURE_QUALITY)),
      ...picture.getSize(),
    };
    return this.#ask(display.bounds, choice, over);
  }

  /** What the person has drawn; null: nothing. Ignored of a window that was not asked. */
  answer(sender: number, region: Region | null): void {
    const asked = this.#asked;
    if (asked === null || asked.sender !== sender) return;
    if (region === null) return asked.answer(CANCELLED);
    const isInside =
      region.x + region.width <= asked.picture.width &&
      region.y + region.height <= asked.picture.height;
    asked.answer(isInside ? { ok: true, value: region } : { ok: false, reason: 'failed' });
  }

  #ask(display: Area, choice: RegionChoice, over: AbortSignal): Promise<Answer> {
    return new Promise((resolve) => {
      const cancel = (): void => answer(CANCELLED);
      const answer = (answered: Answer): void => {
        if (this.#asked !== asked) return;
        this.#asked = null;
        over.removeEventListener('abort', cancel);
        window.close();
        resolve(answered);
      };
      const window = this.#parts.open(display, choice, (reason) => answer({ ok: false, reason }));
      const asked: Asked = { sender: window.sender, picture: choice, answer };
      this.#asked = asked;
      over.addEventListener('abort', cancel, { once: true });
    });
  }
}
