import { expect, test } from 'vitest';
import { systemLanguage } from '../../../main/system/systemLanguage.ts';

test.each([
  [['uk-UA', 'en-US'], 'uk'],
  [['de-DE', 'ru'], 'ru'],
  [['ru_RU.UTF-8'], 'ru'],
  [['RU'], 'ru'],
  [['c', 'en-US@posix'], 'en'],
  [['C', 'POSIX'], 'en'],
  [['ukx', 'rup'], 'en'],
  [['de-DE', 'fr'], 'en'],
  [[''], 'en'],
  [[], 'en'],
])('for a system that prefers %j the app speaks %s', (preferred, language) => {
  expect(systemLanguage(preferred)).toBe(language);
});
