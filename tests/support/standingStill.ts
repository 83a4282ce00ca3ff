import type { Page } from '@playwright/test';

/** Waits until everything that moves to a new place has arrived there. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map((animation) => animation.finished));
  });
}

/** Waits until every video has its first picture. */
export async function firstPictures(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const waiting = [...document.querySelectorAll('video')].filter(
      ({ srcObject, readyState }) =>
        srcObject !== null && readyState < HTMLMediaElement.HAVE_CURRENT_DATA,
    );
    await Promise.all(
      waiting.map(
        (video) =>
          new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true })),
      ),
    );
  });
}
