import react from '@vitejs/plugin-react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'electron-vite';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { chromeTarget, nodeTarget } from './scripts/targets.ts';

const root = import.meta.dirname;

/** Name to file, of what matches in a folder. */
function entries(dir: string, file: RegExp, inside = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path.join(root, dir))
      .filter((name) => file.test(name))
      .map((name) => [path.parse(name).name, path.join(root, dir, name, inside)]),
  );
}

// Everything is bundled: the packaged app has no node_modules. Electron itself and Node's modules
// stay outside by electron-vite's own presets.
export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      outDir: 'out/main',
      // Less to read before the first window.
      minify: true,
      rollupOptions: {
        input: path.join(root, 'main/main.ts'),
        output: {
          format: 'es',
          entryFileNames: 'main.js',
          // All in one folder: paths in the code are relative to it.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      // A sandboxed preload script is one CommonJS file: it cannot load a shared chunk.
      isolatedEntries: true,
      outDir: 'out/preload',
      rollupOptions: {
        input: entries('preload', /^(?!.*\.d\.ts$).*\.ts$/),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    build: {
      target: chromeTarget,
      outDir: 'out/renderer',
      // Less to read at each start of a window, and less memory.
      minify: true,
      // No inlined assets: the content security policy allows none as data.
      assetsInlineLimit: 0,
      rollupOptions: { input: entries('renderer/windows', /^[^.]+$/, 'index.html') },
    },
    plugins: [react(), tailwindcss()],
    worker: { format: 'es' },
  },
});
