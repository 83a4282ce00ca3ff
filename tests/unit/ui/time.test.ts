import { describe, expect, it } from 'vitest';
import {
  formatDay,
  formatElapsed,
  formatTime,
  hoursAndMinutes,
  isSameDay,
} from '../../../renderer/views/words/time.ts';

/** A Wednesday. */
const now = new Date(2026, 10, 25, 11, 24).getTime();
const at = (daysAgo: number, hour = 10, minute = 30): number =>
  new Date(2026, 10, 25 - daysAgo, hour, minute).getTime();

describe('the day of a past moment', () => {
  it('is today or yesterday by the calendar, not by 24 hours', () => {
    expect(formatDay(at(0, 0, 5), now, 'en')).toBe('Today');
    expect(formatDay(at(1, 23, 59), now, 'en')).toBe('Yesterday');
  });

  it('is a weekday for the week before', () => {
    expect(formatDay(at(5), now, 'en')).toBe('Friday');
    expect(formatDay(at(6), now, 'en')).toBe('Thursday');
  });

  it('is a date from a week on, with the year when that is another', () => {
    expect(formatDay(at(7), now, 'en')).toBe('18 November');
    expect(formatDay(at(400), now, 'en')).toBe('21 October 2025');
  });

  it('is said in the language of the app', () => {
    expect(formatDay(at(0), now, 'ru')).toBe('Сегодня');
    expect(formatDay(at(1), now, 'uk')).toBe('Учора');
    expect(formatDay(at(5), now, 'ru')).toBe('Пятница');
  });

  it('is a date for a moment that another clock puts in the future', () => {
    expect(formatDay(at(-2), now, 'en')).toBe('27 November');
  });
});

it('the time of day has two digits on both sides', () => {
  for (const language of ['en', 'ru', 'uk'] as const) {
    expect(formatTime(at(0, 9, 5), language)).toBe('09:05');
  }
});

it('two moments are on the same day by the calendar', () => {
  expect(isSameDay(at(0, 0, 0), at(0, 23, 59))).toBe(true);
  expect(isSameDay(at(1, 23, 59), at(0, 0, 0))).toBe(false);
});

describe('a running clock', () => {
  it('counts minutes and seconds, and hours once there are any', () => {
    expect(formatElapsed(7_900)).toBe('0:07');
    expect(formatElapsed((24 * 60 + 7) * 1_000)).toBe('24:07');
    expect(formatElapsed((64 * 60 + 7) * 1_000)).toBe('1:04:07');
  });

  it('stands at zero when the clock was set back', () => {
    expect(formatElapsed(-5_000)).toBe('0:00');
  });
});

it('a length is rounded down to whole minutes', () => {
  expect(hoursAndMinutes(59_999)).toEqual({ hours: 0, minutes: 0 });
  expect(hoursAndMinutes(64 * 60_000)).toEqual({ hours: 1, minutes: 4 });
});
