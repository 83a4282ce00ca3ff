import { useLayoutEffect } from 'react';
import { useApp } from './ParleyProvider.tsx';
import { useCallTitle } from './useCallTitle.ts';
import { languageOf } from './words/words.ts';

/** Puts theme, language and title where the style sheet, screen readers and the system look. */
export function useDocument(): void {
  const theme = useApp((state) => state.settings.theme);
  const language = useApp(languageOf);
  const title = useCallTitle();
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useLayoutEffect(() => {
    document.title = title === null ? 'Parley' : `${title} – Parley`;
  }, [title]);
}
