// What it costs to present a screen of 1920×1080, beside a bare page that does the same.
import { startApp } from './app.ts';
import { startDisplay, type Display } from './display.ts';
import { startFloor } from './floor.ts';
import { characterErrorRate, readText } from './legibility.ts';
import { measureRound, type Round, type SlideSources } from './measure.ts';
import { startPainter, type Painter } from './painter.ts';
import type { Picture } from './picture.ts';
import type { TextSize } from './scene.ts';
import type { PresentingSubject } from './subject.ts';

/** One round of one subject, with what was read from its page of text. */
export interface PresentingSample {
  readonly round: Round;
  /** Of each size of text: share of characters that are read otherwise than from the source. */
  readonly textErrors: Readonly<Record<TextSize, number>>;
}

export interface PresentingBench {
  readonly floor: readonly PresentingSample[];
  readonly parley: readonly PresentingSample[];
}

const START: Readonly<
  Record<PresentingSubject['name'], (from: Display, to: Display) => Promise<PresentingSubject>>
> = { floor: startFloor, parley: startApp };

interface Sources {
  readonly slides: SlideSources;
  readonly text: Picture;
}

async function photographScenes(painter: Painter): Promise<Sources> {
  const scene = async (name: 'slideA' | 'slideB' | 'text'): Promise<Picture> => {
    await painter.show(name);
    return painter.source();
  };
  const slides = { slideA: await scene('slideA'), slideB: await scene('slideB') };
  return { slides, text: await scene('text') };
}

/**
 * Measures both in turn, in processes of their own and the order swapped every time. The presenter
 * is on one screen, the viewer on another, a third program paints what is presented.
 */
export async function benchPresenting(rounds: number): Promise<PresentingBench> {
  const from = await startDisplay();
  const to = await startDisplay();
  const samples = { floor: [] as PresentingSample[], parley: [] as PresentingSample[] };
  try {
    const painter = await startPainter(from);
    const sources = await photographScenes(painter);
    const sourceText = await readText(sources.text);
    for (let round = 0; round < rounds; round++) {
      const order =
        round % 2 === 0 ? (['floor', 'parley'] as const) : (['parley', 'floor'] as const);
      for (const kind of order) {
        const subject = await START[kind](from, to);
        try {
          const measured = await measureRound(subject, painter, sources.slides);
          const received = await readText(measured.text);
          const errors = (size: TextSize): number =>
            characterErrorRate(sourceText[size], received[size]);
          samples[kind].push({
            round: measured,
            textErrors: { 10: errors(10), 12: errors(12), 14: errors(14) },
          });
        } finally {
          await subject.close();
        }
      }
    }
    await painter.close();
  } finally {
    from.close();
    to.close();
  }
  return samples;
}
