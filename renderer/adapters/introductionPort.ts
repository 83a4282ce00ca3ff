import type { WindowApi } from '../../preload/contract/channels.ts';
import type { IntroductionPort } from '../engine/data/introductions.ts';

const FAILED = { ok: false, reason: 'failed' } as const;

/** How the call's engine reaches whoever keeps the key and the contacts. */
export function createIntroductionPort(
  api: WindowApi,
  problem: (event: string, error: unknown) => void,
): IntroductionPort {
  return {
    write: (binding, type) =>
      api.invoke('contacts:write-member', { binding, type }).catch((error: unknown) => {
        problem('write to a member', error);
        return FAILED;
      }),
    hear: (heard) =>
      api.invoke('contacts:hear-member', heard).catch((error: unknown) => {
        problem('hear a member', error);
        return { outcome: 'nothing' } as const;
      }),
    accept: (accepted) =>
      api.invoke('contacts:accept-member', accepted).catch((error: unknown) => {
        problem('accept a member', error);
        return FAILED;
      }),
  };
}
