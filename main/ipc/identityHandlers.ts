import type { IdentityMove } from '../contacts/identityMove.ts';
import type { RequestHandlers } from './requestCheck.ts';

export type IdentityHandlers = Pick<
  RequestHandlers,
  | 'identity:save'
  | 'identity:copy-passphrase'
  | 'identity:choose'
  | 'identity:open'
  | 'identity:adopt'
  | 'identity:forget'
>;

/** What main does for the call window about one's identity on several computers. */
export function createIdentityHandlers(
  move: Pick<IdentityMove, 'save' | 'copyPassphrase' | 'choose' | 'open' | 'adopt' | 'forget'>,
): IdentityHandlers {
  return {
    'identity:save': () => move.save(),
    'identity:copy-passphrase': ({ passphrase }) => move.copyPassphrase(passphrase),
    'identity:choose': () => move.choose(),
    'identity:open': ({ passphrase }) => move.open(passphrase),
    'identity:adopt': () => move.adopt(),
    'identity:forget': () => move.forget(),
  };
}
