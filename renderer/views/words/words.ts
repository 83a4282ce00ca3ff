import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { AppSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { uk } from './uk.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'parley';
    resources: { parley: typeof en };
  }
}

export type Language = AppSnapshot['systemLanguage'];

/** The words of all languages, showing one; `changeLanguage` takes effect at once. */
export function createWords(language: Language): i18n {
  const words = createInstance();
  // Everything is bundled, so that this is done when it returns.
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'parley',
    ns: ['parley'],
    resources: { en: { parley: en }, ru: { parley: ru }, uk: { parley: uk } },
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return words;
}

/** The language to show. */
export function languageOf({
  settings,
  systemLanguage,
}: Pick<AppSnapshot, 'settings' | 'systemLanguage'>): Language {
  return settings.language === 'system' ? systemLanguage : settings.language;
}
