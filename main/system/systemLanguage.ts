import { Language } from '../../preload/contract/settings.ts';

/**
 * The first of the system's languages that the app speaks; English when there is none.
 *
 * Under a C locale the list holds `c` and `en-US@posix`, which are no language tags (BCP 47): only
 * the part before the first separator is looked at.
 */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [primary = ''] = tag.toLowerCase().split(/[-_@.]/, 1);
    const language = Language.safeParse(primary);
    if (language.success) return language.data;
  }
  return 'en';
}
