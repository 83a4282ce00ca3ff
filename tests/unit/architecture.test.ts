import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The walls of docs/architecture.md are worth what the linter enforces. So violations of each are
// planted in a small copy of the house, and the linter, with the project's own configuration,
// must find all of them and nothing else.

const root = path.resolve(import.meta.dirname, '../..');

/** Each room's folder. */
const ROOMS = {
  protocol: 'signaling/protocol',
  backplane: 'signaling/backplane',
  server: 'signaling/server',
  contract: 'preload/contract',
  preload: 'preload',
  main: 'main/windows',
  engine: 'renderer/engine/topology',
  adapters: 'renderer/adapters',
  stores: 'renderer/stores',
  ui: 'renderer/ui',
  views: 'renderer/views',
  windows: 'renderer/windows/main',
} as const;
type Room = keyof typeof ROOMS;
const rooms = Object.keys(ROOMS) as Room[];

/** The import table of docs/architecture.md; a room may always import from itself. */
const MAY_IMPORT: Readonly<Record<Room, readonly Room[]>> = {
  protocol: [],
  backplane: ['protocol'],
  server: ['protocol', 'backplane'],
  contract: ['protocol'],
  preload: ['contract'],
  main: ['contract', 'protocol'],
  engine: ['contract', 'protocol'],
  adapters: ['engine', 'stores', 'contract', 'protocol'],
  stores: ['contract'],
  ui: [],
  views: ['stores', 'ui', 'contract'],
  windows: ['views', 'ui', 'stores', 'adapters', 'engine', 'contract'],
};

const BOUNDARY = 'boundaries(dependencies)';
const IMPORT = 'eslint(no-restricted-imports)';
const PROPERTY = 'eslint(no-restricted-properties)';
const GLOBAL = 'eslint(no-restricted-globals)';

const ipcMain = `import { ipcMain } from 'electron';\nexport const gateway = ipcMain;\n`;
const ipcRenderer = `import { ipcRenderer } from 'electron';\nexport const wire = ipcRenderer;\n`;
const windowApi = `export const api: unknown = window.api;\n`;
const peer = `export const peer = new RTCPeerConnection();\n`;
const uses = (name: string): string => `import * as it from '${name}';\nexport const used = it;\n`;

/** Where a violation is planted, its source, and the rule that must catch it. */
const VIOLATIONS: readonly (readonly [file: string, source: string, rule: string])[] = [
  ['main/windows/usesIpcMain.ts', ipcMain, IMPORT],
  ['main/windows/usesIpcRenderer.ts', ipcRenderer, IMPORT],
  ['main/ipc/usesIpcRenderer.ts', ipcRenderer, IMPORT],
  ['preload/usesIpcMain.ts', ipcMain, IMPORT],
  ['renderer/views/usesApi.ts', windowApi, PROPERTY],
  ['renderer/engine/peer/usesApi.ts', windowApi, PROPERTY],
  ['renderer/windows/main/usesApi.ts', windowApi.replace('window', 'globalThis'), PROPERTY],
  ['renderer/engine/topology/usesPeer.ts', peer, GLOBAL],
  ['renderer/adapters/usesPeer.ts', peer, GLOBAL],
  ['renderer/views/usesPeer.ts', peer.replace('RTC', 'window.RTC'), PROPERTY],
  ['signaling/protocol/usesNode.ts', uses('node:fs'), BOUNDARY],
  ['signaling/protocol/usesPackage.ts', uses('ws'), BOUNDARY],
  ['preload/contract/usesNode.ts', uses('node:fs'), BOUNDARY],
  ['preload/usesZod.ts', uses('zod'), BOUNDARY],
  ['renderer/engine/topology/usesReact.ts', uses('react'), BOUNDARY],
  ['renderer/engine/topology/usesZustand.ts', uses('zustand'), BOUNDARY],
  [
    'renderer/engine/topology/usesElectron.ts',
    uses('electron').replace('* as it', '{ app as it }'),
    BOUNDARY,
  ],
  ['renderer/engine/topology/usesNode.ts', uses('node:fs'), BOUNDARY],
  ['renderer/ui/usesZustand.ts', uses('zustand'), BOUNDARY],
  ['renderer/stores/usesReact.ts', uses('react'), BOUNDARY],
  ['main/windows/usesReact.ts', uses('react'), BOUNDARY],
  [
    'main/windows/usesServer.ts',
    `export const it = import('../../signaling/main.ts');\n`,
    BOUNDARY,
  ],
  [
    'main/windows/exportsView.ts',
    `export { views } from '../../renderer/views/views.ts';\n`,
    BOUNDARY,
  ],
  ['main/windows/usesTests.ts', `export { nothing } from '../../tests/nothing.ts';\n`, BOUNDARY],
  ['renderer/stray.ts', `export const stray = 1;\n`, 'boundaries(no-unknown-files)'],
  [
    'renderer/ui/cycleA.ts',
    `import { b } from './cycleB.ts';\nexport const a = (): unknown => b;\n`,
    'import(no-cycle)',
  ],
  [
    'renderer/ui/cycleB.ts',
    `import { a } from './cycleA.ts';\nexport const b = (): unknown => a;\n`,
    'import(no-cycle)',
  ],
  ['renderer/ui/star.ts', `export * from './ui.ts';\n`, 'parley(no-export-star)'],
  ['renderer/ui/default.ts', `const it = 1;\nexport default it;\n`, 'import(no-default-export)'],
  [
    'renderer/ui/any.ts',
    `export const it = (a: any): unknown => a;\n`,
    'typescript(no-explicit-any)',
  ],
  [
    'signaling/server/floats.ts',
    `export function start(work: () => Promise<void>): void {\n  work();\n}\n`,
    'typescript(no-floating-promises)',
  ],
  [
    'signaling/server/forgets.ts',
    `export function say(it: 'a' | 'b'): void {\n  switch (it) {\n    case 'a':\n      break;\n  }\n}\n`,
    'typescript(switch-exhaustiveness-check)',
  ],
  [
    'main/windows/long.ts',
    `export const it = 1;\n${'// a line\n'.repeat(400)}`,
    'eslint(max-lines)',
  ],
];

/** What looks like a violation and is none. */
const FINE: readonly (readonly [file: string, source: string])[] = [
  ['main/ipc/gateway.ts', ipcMain],
  ['preload/wire.ts', ipcRenderer],
  ['renderer/adapters/api.ts', windowApi],
  ['renderer/engine/peer/peer.ts', peer],
  ['renderer/engine/stats/preflight.ts', peer],
  ['signaling/protocol/schema.ts', uses('zod')],
  ['signaling/server/socket.ts', uses('ws')],
  [
    'signaling/main.ts',
    `import { server } from './server/server.ts';\nexport const main = server;\n`,
  ],
  [
    'tests/nothing.ts',
    `import { views } from '../renderer/views/views.ts';\nexport const nothing = views;\n`,
  ],
  ['main/windows/short.ts', `export const it = 1;\n${'// a line\n'.repeat(399)}`],
];

const planted = mkdtempSync(path.join(root, '.planted-'));
let found: ReadonlyMap<string, readonly string[]> = new Map();

function plant(file: string, source: string): void {
  const target = path.join(planted, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, source);
}

function edgeFile(from: Room, to: Room): string {
  return `${ROOMS[from]}/${from}To${to}.ts`;
}

function lint(): Map<string, readonly string[]> {
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [oxlint, '--type-aware', '--format=json'],
    { cwd: planted, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (!stdout.startsWith('{')) throw new Error(`the linter did not run: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { readonly filename: string; readonly code: string }[];
  };
  const rules = new Map<string, readonly string[]>();
  for (const { filename, code } of diagnostics) {
    const file = path.relative(planted, path.resolve(planted, filename));
    rules.set(file, [...(rules.get(file) ?? []), code]);
  }
  return rules;
}

beforeAll(() => {
  // Git ignores the planted copy. A repository of its own, the linter reads it all the same.
  mkdirSync(path.join(planted, '.git'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'tsconfig.base.json', 'scripts/lint']) {
    cpSync(path.join(root, name), path.join(planted, name), { recursive: true });
  }
  const layers = ['signaling', 'preload', 'main', 'renderer', 'renderer/engine', 'tests'];
  for (const layer of [...layers, 'signaling/protocol', 'preload/contract']) {
    cpSync(path.join(root, layer, 'tsconfig.json'), path.join(planted, layer, 'tsconfig.json'));
  }
  for (const room of rooms) plant(`${ROOMS[room]}/${room}.ts`, `export const ${room} = 1;\n`);
  for (const from of rooms) {
    for (const to of rooms) {
      const target = path.posix.relative(ROOMS[from], `${ROOMS[to]}/${to}.ts`);
      const specifier = target.startsWith('.') ? target : `./${target}`;
      plant(
        edgeFile(from, to),
        `import { ${to} } from '${specifier}';\nexport const it = ${to};\n`,
      );
    }
  }
  for (const [file, source] of [...VIOLATIONS, ...FINE]) plant(file, source);
  found = lint();
}, 60_000);

afterAll(() => {
  rmSync(planted, { recursive: true, force: true });
});

describe('the linter', () => {
  it.each(rooms)('lets %s import what the table allows and nothing else', (from) => {
    const findings = rooms.map((to) => [to, found.get(edgeFile(from, to)) ?? []]);
    const expected = rooms.map((to) => {
      const allowed = to === from || MAY_IMPORT[from].includes(to);
      return [to, allowed ? [] : [BOUNDARY]];
    });
    expect(findings).toEqual(expected);
  });

  it.each(VIOLATIONS)('finds the violation planted in %s', (file, _source, rule) => {
    expect(found.get(file)).toEqual([rule]);
  });

  it.each(FINE)('has nothing against %s', (file) => {
    expect(found.get(file) ?? []).toEqual([]);
  });
});
