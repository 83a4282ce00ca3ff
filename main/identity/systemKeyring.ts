import { safeStorage } from 'electron';
import process from 'node:process';
import type { Keyring } from '../system/installationSecret.ts';

/**
 * The keyring of the system. To be asked when the app is ready.
 *
 * Where Linux has none, Electron seals with a password that is in its source, which is as good as
 * nothing: that counts as no keyring.
 */
export const systemKeyring: Keyring = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
};
