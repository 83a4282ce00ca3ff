import { SYSTEM_DEFAULT } from './deviceInventory.ts';

declare global {
  // Chromium's (Audio Output Devices API, section 2), not in TypeScript's library.
  interface AudioContextOptions {
    readonly sinkId?: string | { readonly type: 'none' };
  }
  interface AudioContext {
    setSinkId(sinkId: string): Promise<void>;
  }
}

/** For analysis alone: runs without a speaker, and does not keep one awake. */
export function createSilentContext(): AudioContext {
  return new AudioContext({ sinkId: { type: 'none' } });
}

/** @param speaker - device id; null for the system's default. */
export function createSpeakerContext(speaker: string | null): AudioContext {
  return new AudioContext({ sinkId: sinkId(speaker) });
}

/** A speaker's id as `setSinkId` takes it: the system's default is the empty string. */
export function sinkId(speaker: string | null): string {
  return speaker === null || speaker === SYSTEM_DEFAULT ? '' : speaker;
}
