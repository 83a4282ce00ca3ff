const POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  // WebAssembly, for audio and video effects; no eval.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'media-src': ["'self'", 'blob:', 'mediastream:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'frame-src': ["'none'"],
  'object-src': ["'none'"],
};

/** What the development server's hot reloading and React's preamble need on top. */
const DEVELOPMENT: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'unsafe-inline'"],
  'style-src': ["'unsafe-inline'"],
  'connect-src': ['ws:'],
};

/** The value of the `Content-Security-Policy` header of every page. */
export function contentSecurityPolicy(isDevelopment: boolean): string {
  return Object.entries(POLICY)
    .map(([directive, sources]) => {
      const more = isDevelopment ? (DEVELOPMENT[directive] ?? []) : [];
      return [directive, ...sources, ...more].join(' ');
    })
    .join('; ');
}
