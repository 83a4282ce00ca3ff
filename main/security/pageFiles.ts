import path from 'node:path';

/**
 * The file that a URL of ours names.
 *
 * @param root - folder that nothing outside of may be served, absolute.
 * @returns null for what is no path, or leads out of the folder.
 */
export function fileOf(url: string, root: string): string | null {
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  // A backslash separates folders on Windows, a NUL ends a name, a colon names a stream or drive.
  if (pathname.endsWith('/') || /[\\:\0]/.test(pathname)) return null;
  const file = path.join(root, pathname);
  return file.startsWith(root + path.sep) ? file : null;
}
