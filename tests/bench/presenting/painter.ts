import { openBareWindow } from './bareWindow.ts';
import type { Display } from './display.ts';
import type { PainterPage, SceneName } from './painterPage.ts';
import { crop, type Picture } from './picture.ts';
import { REGION } from './scene.ts';

declare global {
  interface Window {
    painter: PainterPage;
  }
}

/** A window over the whole of a display that shows known scenes. */
export interface Painter {
  /** @returns the clock's code that was painted with the scene. */
  show(scene: SceneName): Promise<number>;
  hold(): Promise<number>;
  painted(): Promise<number>;
  /** What is to be seen on the display now, in the region that is measured. */
  source(): Promise<Picture>;
  /** The whole display as it was when the scrolling text had this code. */
  scrolled(code: number): Promise<Picture>;
  close(): Promise<void>;
}

export async function startPainter(display: Display): Promise<Painter> {
  const { page, close } = await openBareWindow(display, 'painterPage.ts', { whole: true });
  return {
    show: (scene) => page.evaluate((name) => window.painter.show(name), scene),
    hold: () => page.evaluate(() => window.painter.hold()),
    painted: () => page.evaluate(() => window.painter.painted()),
    source: async () => crop(await display.photograph(), REGION),
    async scrolled(code) {
      await page.evaluate((at) => window.painter.repaint(at), code);
      return display.photograph();
    },
    close,
  };
}
