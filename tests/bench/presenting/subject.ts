import type { Page } from '@playwright/test';

/** Two processes of which one presents its screen to the other, for the measuring. */
export interface PresentingSubject {
  readonly name: 'floor' | 'parley';
  readonly presenter: PresentingEnd;
  readonly viewer: PresentingEnd;
  /** Selects the viewer's `<video>` of the shared screen. */
  readonly video: string;
  /** Place of the transceiver on which the screen is sent. */
  readonly transceiver: number;
  /** Both see and hear each other from now on. */
  openCameras(): Promise<void>;
  close(): Promise<void>;
}

export interface PresentingEnd {
  /** Its peer connections are in `window.parleyConnections`. */
  readonly page: Page;
  /** Process id of the tree's root. */
  readonly root: number;
}
