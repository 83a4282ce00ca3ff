import type { Language } from '../../preload/contract/settings.ts';

export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

interface NotificationWords {
  readonly incoming: (name: string) => NotificationText;
  readonly missed: (name: string) => NotificationText;
  readonly accept: string;
  readonly decline: string;
  /** The window was closed, and the app goes on. */
  readonly livesInTray: NotificationText;
  readonly callGoesOnInTray: NotificationText;
  readonly callGoesOnMinimised: NotificationText;
}

export const NOTIFICATION_WORDS: Readonly<Record<Language, NotificationWords>> = {
  en: {
    incoming: (name) => ({ title: `${name} is calling`, body: 'Click to answer.' }),
    missed: (name) => ({ title: `Missed call from ${name}`, body: 'Click to see it.' }),
    accept: 'Accept',
    decline: 'Decline',
    livesInTray: {
      title: 'Parley is still running',
      body: 'You can be called. Parley is in the system tray; Quit there ends it.',
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
    incoming: (name) => ({ title: `Звонит ${name}`, body: 'Нажмите, чтобы ответить.' }),
    missed: (name) => ({
      title: `Пропущенный звонок: ${name}`,
      body: 'Нажмите, чтобы посмотреть.',
    }),
    accept: 'Ответить',
    decline: 'Отклонить',
    livesInTray: {
      title: 'Parley продолжает работать',
      body: 'Вам можно позвонить. Значок Parley — в системном лотке, завершить работу можно там же.',
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
    incoming: (name) => ({ title: `Телефонує ${name}`, body: 'Натисніть, щоб відповісти.' }),
    missed: (name) => ({
      title: `Пропущений дзвінок: ${name}`,
      body: 'Натисніть, щоб переглянути.',
    }),
    accept: 'Відповісти',
    decline: 'Відхилити',
    livesInTray: {
      title: 'Parley продовжує працювати',
      body: 'Вам можна зателефонувати. Значок Parley — у системному лотку, завершити роботу можна там само.',
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
