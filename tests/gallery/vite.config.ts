import react from '@vitejs/plugin-react';
import tailwindcss from '@tailwindcss/vite';
import path from 'node:path';
import { defineConfig } from 'vite';

/** As strict as what the app's window is served with. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
].join('; ');

// The gallery is built, not served from source: the development server needs inline scripts and
// styles, and what they hide is what this policy is here to find.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    outDir: path.join(import.meta.dirname, '../../out/gallery'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'chrome130',
  },
  plugins: [react(), tailwindcss()],
  preview: { headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
  logLevel: 'warn',
});
