import type {
  IdentityAdoptFailure,
  IdentityChooseFailure,
  IdentityOpenFailure,
  IdentitySaveFailure,
  OpenedIdentity,
  Passphrase,
} from './identityMove.ts';

type PassphraseFailure = Extract<IdentityOpenFailure, 'no_passphrase' | 'wrong_passphrase'>;

/** One's identity on its way to another computer (`saving` and on), or from there (`choosing` and on). */
export type IdentityMoveSnapshot =
  | { readonly state: 'idle' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved'; readonly passphrase: Passphrase; readonly copied: boolean }
  | { readonly state: 'not-saved'; readonly failure: Exclude<IdentitySaveFailure, 'cancelled'> }
  | { readonly state: 'choosing' }
  | {
      readonly state: 'not-chosen';
      readonly failure:
        | Exclude<IdentityChooseFailure, 'cancelled'>
        | Exclude<IdentityOpenFailure, PassphraseFailure>;
    }
  /** The passphrase is asked for; a failure is that of the last one. */
  | { readonly state: 'chosen'; readonly failure: PassphraseFailure | null }
  | { readonly state: 'opening' }
  /** The person's word is asked for. */
  | {
      readonly state: 'opened';
      readonly opened: OpenedIdentity;
      readonly failure: IdentityAdoptFailure | null;
    }
  | { readonly state: 'adopted'; readonly name: OpenedIdentity['name'] };

export type IdentityMoveIntent =
  | { readonly type: 'save-identity' }
  | { readonly type: 'copy-passphrase' }
  | { readonly type: 'choose-identity' }
  | { readonly type: 'open-identity'; readonly passphrase: string }
  | { readonly type: 'adopt-identity' }
  /** The person leaves off, or is done. */
  | { readonly type: 'forget-identity' };
