/** What closing the main window does. */
export type CloseOutcome =
  /** The window goes out of sight with the call in it. */
  | 'hide'
  /** The window ends, the app stays. */
  | 'close'
  /** The window stays within reach, for there is nothing else to reach the app by. */
  | 'minimise'
  /** As the menu's `Quit`: asks, for a call would end. */
  | 'ask-to-quit'
  | 'quit';

export interface CloseFacts {
  readonly platform: NodeJS.Platform;
  readonly isInCall: boolean;
  /** The app has an icon in the tray. */
  readonly hasTray: boolean;
  /** The setting. */
  readonly keepInTray: boolean;
}

/** Decides what closing the window does. A person can always get back to what goes on. */
export function closeOutcome({
  platform,
  isInCall,
  hasTray,
  keepInTray,
}: CloseFacts): CloseOutcome {
  // There an app without windows is in the dock, and ends by its menu.
  if (platform === 'darwin') return isInCall ? 'hide' : 'close';
  if (keepInTray && hasTray) return isInCall ? 'hide' : 'close';
  if (!isInCall) return 'quit';
  return keepInTray ? 'minimise' : 'ask-to-quit';
}
