import type { Language } from './words.ts';

/** Regions that write the hour from 0 to 23 and the day before the month, as the design does. */
const LOCALES: Record<Language, string> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };

const DAY_MS = 86_400_000;

/** BCP 47 tag for Intl. */
export function localeOf(language: Language): string {
  return LOCALES[language];
}

/** Whole calendar days from one moment to another, in the local time zone. */
function daysBetween(fromMs: number, toMs: number): number {
  const midnight = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
  // Rounded because a day with a clock change has 23 or 25 hours.
  return Math.round((midnight(toMs) - midnight(fromMs)) / DAY_MS);
}

function capitalised(text: string, locale: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(locale) + rest.join('');
}

/** `10:30` */
export function formatTime(atMs: number, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit' }).format(
    atMs,
  );
}

/** `Today`, `Yesterday`, `Friday`, `12 March`, `12 March 2025`: as little as says which day. */
export function formatDay(atMs: number, nowMs: number, language: Language): string {
  const locale = localeOf(language);
  const days = daysBetween(atMs, nowMs);
  if (days >= 0 && days < 2) {
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day');
    return capitalised(relative, locale);
  }
  if (days >= 2 && days < 7) {
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(atMs);
    return capitalised(weekday, locale);
  }
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(atMs);
}

export function isSameDay(oneMs: number, otherMs: number): boolean {
  return daysBetween(oneMs, otherMs) === 0;
}

/** A running clock: `0:07`, `24:07`, `1:04:07`. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** A length in words' parts: hours and minutes, rounded down. */
export function hoursAndMinutes(durationMs: number): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor(durationMs / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
