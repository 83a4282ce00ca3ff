import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { SharingBarState } from '../../preload/contract/presenting.ts';
import { UiProvider } from '../ui/UiProvider.tsx';
import { createWords } from './words/words.ts';

export interface SmallWindowProps {
  readonly look: Pick<SharingBarState, 'language' | 'theme'>;
  readonly title:
    | 'presenting.barTitle'
    | 'presenting.boardTitle'
    | 'presenting.regionTitle'
    | 'incoming.title'
    | 'palette.title';
  readonly children: ReactNode;
}

/** What every window beside the call's has around its view: words, theme, title. */
export function SmallWindow({ look: { language, theme }, title, children }: SmallWindowProps) {
  const [words] = useState(() => createWords(language));
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
    void words.changeLanguage(language).then(() => {
      document.title = words.t(title);
    });
  }, [words, language, title]);
  return (
    <I18nextProvider i18n={words}>
      <UiProvider>{children}</UiProvider>
    </I18nextProvider>
  );
}
