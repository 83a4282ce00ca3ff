import type { Language, ManualStatus } from '../../preload/contract/settings.ts';
import type { ContactStatus } from '../../signaling/protocol/contactMessages.ts';

export interface TrayWords {
  readonly status: Readonly<Record<ContactStatus, string>>;
  readonly calling: (name: string) => string;
  readonly accept: string;
  readonly acceptWithoutVideo: string;
  readonly decline: string;
  readonly quickCall: string;
  readonly nobodyOnline: string;
  readonly lastCalled: string;
  readonly callOrJoin: string;
  readonly newCall: string;
  readonly joinLastRoom: string;
  readonly missedCalls: string;
  /** @param count - at least 1. */
  readonly missedCount: (count: number) => string;
  /** The menu's entry. @param count - at least 1. */
  readonly requests: (count: number) => string;
  /** @param count - at least 1. */
  readonly requestCount: (count: number) => string;
  /** What contacts see, where that is not what was chosen. */
  readonly othersSee: (status: string) => string;
  readonly mute: string;
  readonly unmute: string;
  readonly stopCamera: string;
  readonly startCamera: string;
  readonly shareScreen: string;
  readonly stopSharing: string;
  readonly leaveCall: string;
  readonly open: string;
  readonly quit: string;
  /** @param title - of the call: its people, or its room. */
  readonly inCall: (title: string) => string;
  /** Of a person. */
  readonly inThisCall: string;
  readonly muted: string;
  readonly sharing: string;
}

/** In the menu's order. */
export const MANUAL_STATUSES: readonly ManualStatus[] = ['available', 'busy', 'do-not-disturb'];

/** How many there are, in languages with several plurals. */
function plural(
  language: Language,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>>,
): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? '';
  return form.replace('#', String(count));
}

export const TRAY_WORDS: Readonly<Record<Language, TrayWords>> = {
  en: {
    status: {
      available: 'Available',
      busy: 'Busy',
      'do-not-disturb': 'Do not disturb',
      away: 'Away',
    },
    calling: (name) => `${name} is calling`,
    accept: 'Accept',
    acceptWithoutVideo: 'Accept without video',
    decline: 'Decline',
    quickCall: 'Quick call',
    nobodyOnline: 'Nobody is online now',
    lastCalled: 'Called last',
    callOrJoin: 'Call someone or join a room',
    newCall: 'New call',
    joinLastRoom: 'Join last room',
    missedCalls: 'Missed calls',
    missedCount: (count) => plural('en', count, { one: '# missed call', other: '# missed calls' }),
    requests: (count) => `Contact requests (${count})`,
    requestCount: (count) =>
      plural('en', count, { one: '# contact request', other: '# contact requests' }),
    othersSee: (status) => `Others see: ${status}`,
    mute: 'Mute',
    unmute: 'Unmute',
    stopCamera: 'Stop camera',
    startCamera: 'Start camera',
    shareScreen: 'Share screen',
    stopSharing: 'Stop sharing',
    leaveCall: 'Leave call',
    open: 'Open Parley',
    quit: 'Quit',
    inCall: (title) => `In a call (${title})`,
    inThisCall: 'In this call',
    muted: 'Muted',
    sharing: 'Sharing your screen',
  },
  ru: {
    status: {
      available: 'На связи',
      busy: 'В делах',
      'do-not-disturb': 'Не беспокоить',
      away: 'Нет на месте',
    },
    calling: (name) => `Звонит ${name}`,
    accept: 'Ответить',
    acceptWithoutVideo: 'Ответить без видео',
    decline: 'Отклонить',
    quickCall: 'Быстрый звонок',
    nobodyOnline: 'Сейчас никого нет на связи',
    lastCalled: 'Последние звонки',
    callOrJoin: 'Позвонить или войти в комнату',
    newCall: 'Новый звонок',
    joinLastRoom: 'Войти в последнюю комнату',
    missedCalls: 'Пропущенные звонки',
    missedCount: (count) =>
      plural('ru', count, {
        one: '# пропущенный звонок',
        few: '# пропущенных звонка',
        other: '# пропущенных звонков',
      }),
    requests: (count) => `Запросы в контакты (${count})`,
    requestCount: (count) =>
      plural('ru', count, {
        one: '# запрос в контакты',
        few: '# запроса в контакты',
        other: '# запросов в контакты',
      }),
    othersSee: (status) => `Другие видят: ${status}`,
    mute: 'Выключить микрофон',
    unmute: 'Включить микрофон',
    stopCamera: 'Выключить камеру',
    startCamera: 'Включить камеру',
    shareScreen: 'Показать экран',
    stopSharing: 'Прекратить показ',
    leaveCall: 'Выйти из звонка',
    open: 'Открыть Parley',
    quit: 'Завершить работу',
    inCall: (title) => `Идёт звонок (${title})`,
    inThisCall: 'В этом звонке',
    muted: 'Микрофон выключен',
    sharing: 'Показывается ваш экран',
  },
  uk: {
    status: {
      available: 'На зв’язку',
      busy: 'У справах',
      'do-not-disturb': 'Не турбувати',
      away: 'Немає на місці',
    },
    calling: (name) => `Телефонує ${name}`,
    accept: 'Відповісти',
    acceptWithoutVideo: 'Відповісти без відео',
    decline: 'Відхилити',
    quickCall: 'Швидкий дзвінок',
    nobodyOnline: 'Зараз нікого немає на зв’язку',
    lastCalled: 'Останні дзвінки',
    callOrJoin: 'Зателефонувати або увійти в кімнату',
    newCall: 'Новий дзвінок',
    joinLastRoom: 'Увійти в останню кімнату',
    missedCalls: 'Пропущені дзвінки',
    missedCount: (count) =>
      plural('uk', count, {
        one: '# пропущений дзвінок',
        few: '# пропущені дзвінки',
        other: '# пропущених дзвінків',
      }),
    requests: (count) => `Запити в контакти (${count})`,
    requestCount: (count) =>
      plural('uk', count, {
        one: '# запит у контакти',
        few: '# запити в контакти',
        other: '# запитів у контакти',
      }),
    othersSee: (status) => `Інші бачать: ${status}`,
    mute: 'Вимкнути мікрофон',
    unmute: 'Увімкнути мікрофон',
    stopCamera: 'Вимкнути камеру',
    startCamera: 'Увімкнути камеру',
    shareScreen: 'Показати екран',
    stopSharing: 'Припинити показ',
    leaveCall: 'Вийти з дзвінка',
    open: 'Відкрити Parley',
    quit: 'Завершити роботу',
    inCall: (title) => `Триває дзвінок (${title})`,
    inThisCall: 'У цьому дзвінку',
    muted: 'Мікрофон вимкнено',
    sharing: 'Показується ваш екран',
  },
};
