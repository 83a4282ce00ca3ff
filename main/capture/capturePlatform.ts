/** The ways to capture a screen, of which a running app has one. */
export type CapturePlatform = 'x11' | 'wayland' | 'macos' | 'windows';

/**
 * Which one it is. On Linux Chromium decides between X11 and the portal by these two variables; to
 * decide otherwise would have it open a dialog that nobody expects.
 */
export function capturePlatform(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): CapturePlatform {
  if (platform === 'darwin') return 'macos';
  if (platform === 'win32') return 'windows';
  const isWayland =
    env['XDG_SESSION_TYPE']?.startsWith('wayland') === true && Boolean(env['WAYLAND_DISPLAY']);
  return isWayland ? 'wayland' : 'x11';
}
