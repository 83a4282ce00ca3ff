import { useLayoutEffect, useState, type RefObject } from 'react';
import { fitConsole, type ConsoleFit } from './consoleFit.ts';
import { useDensity, type Density } from './useDensity.ts';

/** Sizes of the console's parts as the style sheet has them, CSS pixels. */
const SIZES: Record<Density, { button: number; gap: number; between: number; words: number }> = {
  // `words`: what a button with words is wide, without the words.
  compact: { button: 40, gap: 4, between: 0, words: 52 },
  normal: { button: 40, gap: 12, between: 4, words: 52 },
  wide: { button: 48, gap: 12, between: 4, words: 56 },
};

/**
 * Measures the console and decides what fits. Words differ in length between languages, and they
 * keep their natural width while they are folded away, so the answer does not flutter.
 */
export function useConsoleFit(root: RefObject<HTMLElement | null>): ConsoleFit {
  const density = useDensity();
  const [fit, setFit] = useState<ConsoleFit>({ words: true, room: true });
  useLayoutEffect(() => {
    const toolbar = root.current;
    if (toolbar === null) return undefined;
    const measure = (): void => {
      const next =
        density === 'compact'
          ? { words: false, room: false }
          : fitConsole(widths(toolbar, density));
      setFit((known) => (known.words === next.words && known.room === next.room ? known : next));
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(toolbar);
    // Words change with the language, the switches and when the font has come.
    const texts = new MutationObserver(measure);
    texts.observe(toolbar, { subtree: true, characterData: true, childList: true });
    document.fonts.addEventListener('loadingdone', measure);
    return () => {
      sizes.disconnect();
      texts.disconnect();
      document.fonts.removeEventListener('loadingdone', measure);
    };
  }, [root, density]);
  return fit;
}

function widths(toolbar: HTMLElement, density: Density) {
  const { button, gap, between, words } = SIZES[density];
  const style = getComputedStyle(toolbar);
  const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  const texts = [...toolbar.querySelectorAll<HTMLElement>('[data-part=switches] [data-words]')];
  const gaps = between * Math.max(0, texts.length - 1);
  const room = toolbar.querySelector<HTMLElement>('[data-part=room]');
  const tools = toolbar.querySelector<HTMLElement>('[data-part=tools]');
  return {
    available: toolbar.clientWidth - padding,
    gap,
    icons: button * texts.length + gaps,
    words: texts.reduce((sum, text) => sum + words + text.offsetWidth, gaps),
    room: room?.scrollWidth ?? 0,
    tools: tools?.offsetWidth ?? 0,
  };
}
