import type { Language } from '../../preload/contract/settings.ts';

export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

interface NotificationWords {
  readonly incoming: (name: string) => NotificationText;
  readonly missed: (name: string) => NotificationText;
  /** Somebody asks to be a contact. */
  readonly request: (name: string) => NotificationText;
  readonly accept: string;
  readonly decline: string;
  /** The window was closed, and the app goes on. */
  readonly livesInTray: NotificationText;
  readonly callGoesOnInTray: NotificationText;
  readonly callGoesOnMinimised: NotificationText;
}

export const NOTIFICATION_WORDS: Readonly<Record<Language, NotificationWords>> = {
  en: {
    incoming: (name) => ({ title: `${name} is calling`, body: 'Click to see it.' }),
    missed: (name) => ({ title: `Missed call from ${name}`, body: 'Click to see it.' }),
    request: (name) => ({
      title: `${name} wants to be your contact`,
      body: 'Click to see the request.',
    }),
    accept: 'Accept',
    decline: 'Decline',
    livesInTray: {
      title: 'Parley is still running',
      body: 'You can be called. To end Parley, choose Quit in the menu of its tray icon.',
    },
    callGoesOnInTray: {
      title: 'The call goes on',
      body: 'Parley is in the system tray: open it, mute or leave there.',
    },
    callGoesOnMinimised: {
      title: 'The call goes on',
      body: 'This desktop has no system tray, so the window was minimised.',
    },
  },
  ru: {
    incoming: (name) => ({ title: `Звонит ${name}`, body: 'Нажмите, чтобы посмотреть.' }),
    missed: (name) => ({
      title: `Пропущенный звонок: ${name}`,
      body: 'Нажмите, чтобы посмотреть.',
    }),
    request: (name) => ({
      title: `${name}: запрос в контакты`,
      body: 'Нажмите, чтобы посмотреть запрос.',
    }),
    accept: 'Ответить',
    decline: 'Отклонить',
    livesInTray: {
      title: 'Parley продолжает работать',
      body: 'Вам можно позвонить. Чтобы завершить работу Parley, откройте меню значка в системном лотке.',
    },
    callGoesOnInTray: {
      title: 'Звонок продолжается',
      body: 'Значок Parley — в системном лотке: там можно открыть окно, выключить микрофон или выйти.',
    },
    callGoesOnMinimised: {
      title: 'Звонок продолжается',
      body: 'На этом рабочем столе нет системного лотка, поэтому окно свёрнуто.',
    },
  },
  uk: {
    incoming: (name) => ({ title: `Телефонує ${name}`, body: 'Натисніть, щоб переглянути.' }),
    missed: (name) => ({
      title: `Пропущений дзвінок: ${name}`,
      body: 'Натисніть, щоб переглянути.',
    }),
    request: (name) => ({
      title: `${name}: запит у контакти`,
      body: 'Натисніть, щоб переглянути запит.',
    }),
    accept: 'Відповісти',
    decline: 'Відхилити',
    livesInTray: {
      title: 'Parley продовжує працювати',
      body: 'Вам можна зателефонувати. Щоб завершити роботу Parley, відкрийте меню значка в системному лотку.',
    },
    callGoesOnInTray: {
      title: 'Дзвінок триває',
      body: 'Значок Parley — у системному лотку: там можна відкрити вікно, вимкнути мікрофон або вийти.',
    },
    callGoesOnMinimised: {
      title: 'Дзвінок триває',
      body: 'На цьому робочому столі немає системного лотка, тому вікно згорнуто.',
    },
  },
};
