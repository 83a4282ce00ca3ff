import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'vite';
import { root } from './setUp/places.ts';
import { nodeTarget } from './targets.ts';

/**
 * Bundles signaling/main.ts with all it imports into out/signaling/main.js, which the app forks
 * and which runs alone under Node.
 */
export async function buildServer(
  options: { readonly watch: boolean } = { watch: false },
): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external: builtinModules.flatMap((name) => [name, `node:${name}`]) },
    build: {
      ssr: path.join(root, 'signaling/main.ts'),
      target: nodeTarget,
      outDir: path.join(root, 'out/signaling'),
      emptyOutDir: true,
      minify: false,
      watch: options.watch ? {} : null,
      rollupOptions: { output: { format: 'es', entryFileNames: 'main.js' } },
    },
  });
}
