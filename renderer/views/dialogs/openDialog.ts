import { createContext, use } from 'react';

export type DialogName =
  | 'settings'
  | 'shortcuts'
  | 'add-contact'
  | 'devices'
  | 'save-identity'
  | 'adopt-identity';

export const OpenDialog = createContext<(name: DialogName) => void>(() => undefined);

/** Opens one of the dialogs that every screen shares. */
export function useOpenDialog(): (name: DialogName) => void {
  return use(OpenDialog);
}
