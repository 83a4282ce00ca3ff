import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/views/words/en.ts';
import { namesList } from '../../../renderer/views/words/names.ts';
import { ru } from '../../../renderer/views/words/ru.ts';
import { uk } from '../../../renderer/views/words/uk.ts';
import { createWords, languageOf } from '../../../renderer/views/words/words.ts';

const LANGUAGES = { en, ru, uk };
type Language = keyof typeof LANGUAGES;

/** `group.key` to text. */
function flat(words: object): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([group, entries]) =>
      Object.entries(entries as Record<string, string>).map(
        ([key, text]) => [`${group}.${key}`, text] as const,
      ),
    ),
  );
}

const english = flat(en);
const PLURAL = /_(one|few|many|other|two|zero)$/;
/** Keys that English has in several forms, without the form. */
const plurals = new Set(
  [...english.keys()].filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -6)),
);

function variables(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
}

describe.each(Object.keys(LANGUAGES) as Language[])('the words in %s', (language) => {
  const words = flat(LANGUAGES[language]);

  it('say everything that English says and nothing else', () => {
    const base = (key: string): string =>
      plurals.has(key.replace(PLURAL, '')) ? key.replace(PLURAL, '') : key;
    expect(new Set([...words.keys()].map(base))).toEqual(new Set([...english.keys()].map(base)));
  });

  it('have exactly the plural forms of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const had = [...plurals].map((key) => {
      const found = [...words.keys()].filter((other) => other.replace(PLURAL, '') === key);
      return [key, found.map((other) => other.slice(key.length + 1)).toSorted()];
    });
    expect(had).toEqual([...plurals].map((key) => [key, forms]));
  });

  it('name the same things as English, each once', () => {
    const like = (key: string): string =>
      english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
    expect([...words].map(([key, text]) => [key, variables(text)])).toEqual(
      [...words.keys()].map((key) => [key, variables(like(key))]),
    );
  });

  it('are never empty, never shout and use the typographic ellipsis', () => {
    const wrong = [...words].filter(([, text]) => text.trim() === '' || /!|\.\.\./.test(text));
    expect(wrong).toEqual([]);
  });
});

describe('accessible names', () => {
  it('are in English as the product has promised them', () => {
    expect({
      roomName: en.home.roomName,
      join: en.home.join,
      newCall: en.home.newCall,
      recentCalls: en.home.recentCalls,
      joinRoom: en.home.joinRoom,
      settings: en.home.settings,
      name: en.greenRoom.name,
      microphone: en.devices.microphone,
      camera: en.devices.camera,
      speaker: en.devices.speaker,
      mute: en.devices.mute,
      unmute: en.devices.unmute,
      stopCamera: en.devices.stopCamera,
      startCamera: en.devices.startCamera,
      testSpeaker: en.devices.testSpeaker,
      level: en.devices.level,
      joinNow: en.greenRoom.joinNow,
      cancel: en.common.cancel,
      controls: en.call.controls,
      share: en.call.share,
      stopSharing: en.call.stopSharing,
      chat: en.call.chat,
      people: en.call.people,
      invite: en.call.invite,
      more: en.call.more,
      leave: en.call.leave,
      you: en.common.you,
      screen: en.call.screen,
      secondScreen: en.call.screenNumbered,
      picker: en.picker.title,
      screens: en.picker.screens,
      windows: en.picker.windows,
      sound: en.picker.sound,
      shareChosen: en.picker.share,
      optimiseFor: en.picker.optimiseFor,
      text: en.picker.text,
      motion: en.picker.motion,
      point: en.watch.point,
      draw: en.watch.draw,
      colour: en.watch.colour,
      undo: en.watch.undo,
      clear: en.watch.clear,
      fullScreen: en.watch.fullScreen,
      actualSize: en.watch.actualSize,
      fit: en.watch.fit,
      pause: en.watch.pause,
      resume: en.watch.resume,
      sharpen: en.watch.sharpen,
      chatPanel: en.chat.title,
      messages: en.chat.messages,
      message: en.chat.message,
      send: en.chat.send,
      contacts: en.contacts.title,
      callContact: en.contacts.call,
      addContact: en.contacts.add,
      isCalling: en.incoming.calling,
      accept: en.incoming.accept,
      acceptWithoutVideo: en.incoming.acceptWithoutVideo,
      decline: en.incoming.decline,
      palette: en.palette.field,
      available: en.presence.available,
      busy: en.presence.busy,
      doNotDisturb: en.presence['do-not-disturb'],
    }).toEqual({
      roomName: 'Room name',
      join: 'Join',
      newCall: 'New call',
      recentCalls: 'Recent calls',
      joinRoom: 'Join {{room}}',
      settings: 'Settings',
      name: 'Your name',
      microphone: 'Microphone',
      camera: 'Camera',
      speaker: 'Speaker',
      mute: 'Mute',
      unmute: 'Unmute',
      stopCamera: 'Stop camera',
      startCamera: 'Start camera',
      testSpeaker: 'Test speaker',
      level: 'Microphone level',
      joinNow: 'Join now',
      cancel: 'Cancel',
      controls: 'Call controls',
      share: 'Share screen',
      stopSharing: 'Stop sharing',
      chat: 'Chat',
      people: 'People',
      invite: 'Invite',
      more: 'More',
      leave: 'Leave',
      you: '{{name}} (you)',
      screen: "{{name}}'s screen",
      secondScreen: "{{name}}'s screen {{number}}",
      picker: 'Choose what to share',
      screens: 'Screens',
      windows: 'Windows',
      sound: 'Share computer sound',
      shareChosen: 'Share',
      optimiseFor: 'Optimise for',
      text: 'Text',
      motion: 'Motion',
      point: 'Point',
      draw: 'Draw',
      colour: 'Colour',
      undo: 'Undo',
      clear: 'Clear',
      fullScreen: 'Full screen',
      actualSize: 'Actual size',
      fit: 'Fit',
      pause: 'Pause',
      resume: 'Resume',
      sharpen: 'Sharpen now',
      chatPanel: 'Chat',
      messages: 'Messages',
      message: 'Message',
      send: 'Send',
      contacts: 'Contacts',
      callContact: 'Call {{name}}',
      addContact: 'Add contact',
      isCalling: '{{name}} is calling',
      accept: 'Accept',
      acceptWithoutVideo: 'Accept without video',
      decline: 'Decline',
      palette: 'Call someone or join a room',
      available: 'Available',
      busy: 'Busy',
      doNotDisturb: 'Do not disturb',
    });
  });

  it('have no typographic apostrophe in English', () => {
    expect([...english].filter(([, text]) => text.includes('’'))).toEqual([]);
  });
});

describe('the shown language', () => {
  it('changes at run time', async () => {
    const words = createWords('en');
    expect(words.t('call.leave')).toBe('Leave');
    await words.changeLanguage('uk');
    expect(words.t('call.leave')).toBe('Вийти');
  });

  it('counts as its speakers do', () => {
    const { t } = createWords('ru');
    expect([1, 2, 5, 21].map((count) => t('call.unread', { count }))).toEqual([
      '1 непрочитанное сообщение',
      '2 непрочитанных сообщения',
      '5 непрочитанных сообщений',
      '21 непрочитанное сообщение',
    ]);
  });

  it('puts names in as they are', () => {
    expect(createWords('en').t('chat.joined', { name: "<b>O'Neil & co</b>" })).toBe(
      "<b>O'Neil & co</b> joined",
    );
  });

  it("is the system's unless another is set", () => {
    const settings = { language: 'system' } as Parameters<typeof languageOf>[0]['settings'];
    expect(languageOf({ settings, systemLanguage: 'uk' })).toBe('uk');
    expect(languageOf({ settings: { ...settings, language: 'ru' }, systemLanguage: 'uk' })).toBe(
      'ru',
    );
  });
});

describe('names in a sentence', () => {
  const others = (count: number): string => createWords('en').t('common.others', { count });

  it('are joined as the language does it', () => {
    expect(namesList(['Mira', 'Bob'], 3, 'en', others)).toBe('Mira and Bob');
    expect(namesList(['Mira', 'Bob', 'Yana'], 3, 'uk', others)).toBe('Mira, Bob і Yana');
  });

  it('end with a number when there are too many', () => {
    expect(namesList(['Mira', 'Bob', 'Yana', 'Oleh', 'Ines'], 3, 'en', others)).toBe(
      'Mira, Bob, Yana and 2 others',
    );
  });
});
