import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../preload/contract/settings.ts';
import type { FileDialogs } from '../contacts/chosenFiles.ts';

const KIND: Readonly<Record<Language, string>> = {
  en: 'Parley contacts',
  ru: 'Контакты Parley',
  uk: 'Контакти Parley',
};
const DEFAULT_NAME = 'parley-contacts.json';

/** The system's dialogs for files with contacts. @param window - null: there is none. */
export function contactFileDialogs(
  window: () => BrowserWindow | null,
  language: () => Language,
): FileDialogs {
  const filters = () => [{ name: KIND[language()], extensions: ['json'] }];
  return {
    async chooseTarget() {
      const options = { defaultPath: DEFAULT_NAME, filters: filters() };
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
