import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DeviceId, IdentityKey } from '../../signaling/protocol/identity.ts';
import { colourOf } from '../../preload/contract/personColour.ts';
import type { Keyring } from '../system/installationSecret.ts';
import type { JsonFile } from '../system/jsonFile.ts';
import { Identity, newSecret, privateKeyOf, publicKeyOf } from './identity.ts';
import { addressOf } from './identityKey.ts';

const DEVICE_BYTES = 16;

/** `sealed`: by the system's keyring, then in base64; `plain`: the secret as it is. */
export const IdentityFile = z
  .strictObject({
    storage: z.enum(['plain', 'sealed']),
    key: IdentityKey,
    secret: z.string().max(4_096),
    device: DeviceId,
  })
  .refine(({ storage, key, secret }) => storage === 'sealed' || isSecretOf(key, secret));
type IdentityFile = z.infer<typeof IdentityFile>;

function isSecretOf(key: IdentityKey, secret: string): boolean {
  const privateKey = privateKeyOf(secret);
  return privateKey !== null && publicKeyOf(privateKey) === key;
}

export type IdentityTrouble = 'key-locked' | 'file-damaged';

/**
 * The identity of this installation, made when it is first needed.
 *
 * A new one would be somebody else to all contacts, so a key that the keyring does not open is left
 * as it is. Only after a damaged file, which is set aside, is there a new one, and
 * {@link trouble} says so for this run.
 */
export class IdentityStore {
  readonly #file: JsonFile<z.ZodNullable<typeof IdentityFile>>;
  readonly #keyring: Keyring;
  readonly #colourAhead: () => number;
  #identity: Identity | null = null;
  #isReplaced = false;
  #colour: number | null = null;

  /** @param colourAhead - the person's colour before there is an identity, see {@link colour}. */
  constructor(
    file: JsonFile<z.ZodNullable<typeof IdentityFile>>,
    keyring: Keyring,
    colourAhead: () => number = () => 0,
  ) {
    this.#colourAhead = colourAhead;
    this.#file = file;
    this.#keyring = keyring;
    this.#open();
  }

  /** Null: there is none yet, or it cannot be opened. */
  get identity(): Identity | null {
    return this.#identity;
  }

  /**
   * The person's colour: that by which contacts know their address. What it is before there is an address, it
   * stays: the key is made to fit.
   */
  get colour(): number {
    const key = this.#file.value?.key;
    if (key !== undefined) return colourOf(addressOf(key));
    this.#colour ??= this.#colourAhead();
    return this.#colour;
  }

  get trouble(): IdentityTrouble | null {
    if (this.#file.value !== null && this.#identity === null) return 'key-locked';
    const { condition } = this.#file;
    if (this.#isReplaced) return null;
    return condition === 'damaged' || condition === 'unreadable' ? 'file-damaged' : null;
  }

  /** How the key is kept, or would be. */
  get storage(): IdentityFile['storage'] {
    return this.#file.value?.storage ?? (this.#keyring.isAvailable() ? 'sealed' : 'plain');
  }

  /** @returns the identity, made anew when there is none; null for trouble that forbids that. */
  need(): Identity | null {
    if (this.#identity === null) this.#open();
    if (this.#identity !== null) return this.#identity;
    if (this.#file.value !== null || this.#file.condition === 'unreadable') return null;
    const identity = this.#keep(newSecretOf(this.colour), newDevice());
    this.#identity = identity;
    return identity;
  }

  /** The private half, to be taken to another computer; null: there is none, or it is locked. */
  secret(): string | null {
    const stored = this.#file.value;
    return stored === null ? null : this.#secretOf(stored);
  }

  /**
   * Makes this another device of whoever has this secret. Who was here before is gone from the file:
   * keep a copy first.
   *
   * @returns false when it could not be written; then nothing has changed.
   */
  replace(secret: string): boolean {
    const privateKey = privateKeyOf(secret);
    if (privateKey === null) return false;
    const before = this.#file.value;
    const identity = new Identity(privateKey, newDevice());
    const { key, device } = identity;
    if (!this.#file.write({ ...this.#sealed(secret), key, device })) {
      // On the disk nothing has changed, so neither may it here.
      this.#file.write(before);
      return false;
    }
    this.#identity = identity;
    this.#isReplaced = true;
    return true;
  }

  #open(): void {
    const stored = this.#file.value;
    if (stored === null) return;
    const { device } = stored;
    if (stored.storage === 'plain') {
      // Made when there was no keyring; now there may be one.
      this.#identity = this.#keep(stored.secret, device);
      return;
    }
    const secret = this.#secretOf(stored);
    const privateKey = secret === null ? null : privateKeyOf(secret);
    if (privateKey === null) return;
    this.#identity = new Identity(privateKey, device);
  }

  #secretOf({ storage, key, secret: stored }: IdentityFile): string | null {
    if (storage === 'plain') return stored;
    try {
      const secret = this.#keyring.open(Buffer.from(stored, 'base64'));
      return isSecretOf(key, secret) ? secret : null;
    } catch {
      // Sealed by another keyring, or this one is locked: `trouble` says so.
      return null;
    }
  }

  #keep(secret: string, device: DeviceId): Identity | null {
    const privateKey = privateKeyOf(secret);
    if (privateKey === null) return null;
    const identity = new Identity(privateKey, device);
    const next = { ...this.#sealed(secret), key: identity.key, device };
    const { value } = this.#file;
    if (value?.storage !== next.storage) this.#file.write(next);
    return identity;
  }

  #sealed(secret: string): Pick<IdentityFile, 'storage' | 'secret'> {
    if (!this.#keyring.isAvailable()) return { storage: 'plain', secret };
    try {
      const sealed = this.#keyring.seal(secret);
      // A key that could not be opened again would be lost.
      if (this.#keyring.open(sealed) === secret) {
        return { storage: 'sealed', secret: sealed.toString('base64') };
      }
    } catch {
      // A keyring that refuses is none.
    }
    return { storage: 'plain', secret };
  }
}

/** One key in eight has a colour. */
function newSecretOf(colour: number): string {
  for (;;) {
    const secret = newSecret();
    const privateKey = privateKeyOf(secret);
    if (privateKey !== null && colourOf(addressOf(publicKeyOf(privateKey))) === colour)
      return secret;
  }
}

function newDevice(): DeviceId {
  return DeviceId.parse(randomBytes(DEVICE_BYTES).toString('base64url'));
}
