import { Identity, privateKeyOf } from '../../main/identity/identity.ts';
import type { Keyring } from '../../main/system/installationSecret.ts';
import { DeviceId } from '../../signaling/protocol/identity.ts';

/** An identity that is always the same for one number. */
export function identityOf(number: number, device = number): Identity {
  const secret = Buffer.alloc(32, number).toString('base64url');
  const privateKey = privateKeyOf(secret);
  if (privateKey === null) throw new Error('no key');
  const id = Buffer.alloc(16, device).toString('base64url');
  return new Identity(privateKey, DeviceId.parse(id));
}

export const noKeyring: Keyring = {
  isAvailable: () => false,
  seal: () => {
    throw new Error('no keyring');
  },
  open: () => {
    throw new Error('no keyring');
  },
};

/** Seals by writing in another alphabet. */
export const hexKeyring: Keyring = {
  isAvailable: () => true,
  seal: (text) => Buffer.from(Buffer.from(text).toString('hex')),
  open: (sealed) => {
    if (!/^[0-9a-f]+$/.test(sealed.toString())) throw new Error('sealed elsewhere');
    return Buffer.from(sealed.toString(), 'hex').toString();
  },
};
