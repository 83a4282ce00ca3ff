/* Words around lengths and points of time. */

export const timeEn = {
  minutes: '{{minutes}} min',
  hours: '{{hours}} h {{minutes}} min',
  underMinute: 'under 1 min',
  seconds: '{{seconds}} s',
  dayAndTime: '{{day}}, {{time}}',
} as const;

export const timeRu = {
  minutes: '{{minutes}} мин',
  hours: '{{hours}} ч {{minutes}} мин',
  underMinute: 'до 1 мин',
  seconds: '{{seconds}} с',
  dayAndTime: '{{day}}, {{time}}',
} as const;

export const timeUk = {
  minutes: '{{minutes}} хв',
  hours: '{{hours}} год {{minutes}} хв',
  underMinute: 'до 1 хв',
  seconds: '{{seconds}} с',
  dayAndTime: '{{day}}, {{time}}',
} as const;
