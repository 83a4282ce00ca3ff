/**
 * The oldest runtime that the built code must run on, Electron 33: it is what machines without
 * Electron's download site have, see setUp/fallbackRuntime.ts.
 */
export const electronMajor = '33';
export const chromeTarget = 'chrome130';
export const nodeTarget = 'node20.18';
