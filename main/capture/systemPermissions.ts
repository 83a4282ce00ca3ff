import { shell, systemPreferences } from 'electron';
import process from 'node:process';

export type PermissionKind = 'microphone' | 'camera' | 'screen';

const SETTINGS_PAGES: Partial<Record<NodeJS.Platform, Readonly<Record<PermissionKind, string>>>> = {
  darwin: {
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    camera: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Camera',
    screen: 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
  },
  win32: {
    microphone: 'ms-settings:privacy-microphone',
    camera: 'ms-settings:privacy-webcam',
    screen: 'ms-settings:privacy-graphicscaptureprogrammatic',
  },
};

/** Opens the system's page where a denied permission can be given; nothing where there is none. */
export async function openPermissionSettings(kind: PermissionKind): Promise<void> {
  const page = SETTINGS_PAGES[process.platform]?.[kind];
  if (page !== undefined) await shell.openExternal(page);
}

/** Has macOS ask the person, if it has not yet. @returns whether all of it may be used. */
export async function askForMediaAccess(
  kinds: readonly ('microphone' | 'camera')[],
): Promise<boolean> {
  if (process.platform !== 'darwin') return true;
  const answers: boolean[] = [];
  // One after the other: the system shows one question at a time.
  for (const kind of kinds) answers.push(await systemPreferences.askForMediaAccess(kind));
  return answers.every(Boolean);
}
