import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../preload/contract/settings.ts';
import type { FileDialogs } from '../contacts/chosenFiles.ts';

interface FileKind {
  /** As the dialogs call such files. */
  readonly names: Readonly<Record<Language, string>>;
  readonly extension: string;
  /** What a new one is called, unless the person says otherwise. */
  readonly defaultName: string;
}

/** Lists of contacts. */
export const CONTACTS_FILE: FileKind = {
  names: { en: 'Parley contacts', ru: 'Контакты Parley', uk: 'Контакти Parley' },
  extension: 'json',
  defaultName: 'parley-contacts.json',
};

/** Who one is, under a passphrase. */
export const IDENTITY_FILE: FileKind = {
  names: { en: 'Parley identity', ru: 'Профиль Parley', uk: 'Профіль Parley' },
  extension: 'age',
  defaultName: 'parley-identity.age',
};

/** The system's dialogs for one kind of files. @param window - null: there is none. */
export function fileDialogs(
  { names, extension, defaultName }: FileKind,
  window: () => BrowserWindow | null,
  language: () => Language,
): FileDialogs {
  const filters = () => [{ name: names[language()], extensions: [extension] }];
  return {
    async chooseTarget() {
      const options = { defaultPath: defaultName, filters: filters() };
      const parent = window();
      const { canceled, filePath } =
        parent === null
          ? await dialog.showSaveDialog(options)
          : await dialog.showSaveDialog(parent, options);
      return canceled ? null : filePath;
    },
    async chooseSource() {
      const options = { properties: ['openFile' as const], filters: filters() };
      const parent = window();
      const { canceled, filePaths } =
        parent === null
          ? await dialog.showOpenDialog(options)
          : await dialog.showOpenDialog(parent, options);
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
