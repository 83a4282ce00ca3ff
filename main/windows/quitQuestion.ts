import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../preload/contract/settings.ts';

interface Texts {
  readonly question: string;
  readonly detail: string;
  readonly quit: string;
  readonly cancel: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    question: 'Leave the call and quit?',
    detail: 'You are in a call.',
    quit: 'Leave and quit',
    cancel: 'Cancel',
  },
  ru: {
    question: 'Покинуть звонок и выйти?',
    detail: 'Сейчас идёт звонок.',
    quit: 'Покинуть и выйти',
    cancel: 'Отмена',
  },
  uk: {
    question: 'Покинути дзвінок і вийти?',
    detail: 'Зараз триває дзвінок.',
    quit: 'Покинути і вийти',
    cancel: 'Скасувати',
  },
};

/**
 * Asks whether to quit in the middle of a call.
 *
 * @param window - to ask in front of; when it is out of sight, the question stands alone.
 */
export async function confirmQuit(
  window: BrowserWindow | null,
  language: Language,
): Promise<boolean> {
  const { question, detail, quit, cancel } = TEXTS[language];
  const options = {
    type: 'question' as const,
    message: question,
    detail,
    buttons: [quit, cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const { response } =
    window === null || !window.isVisible() || window.isMinimized()
      ? await dialog.showMessageBox(options)
      : await dialog.showMessageBox(window, options);
  return response === 0;
}
