/* Words of the first screen, and of links that are opened. */

export const homeEn = {
  roomName: 'Room name',
  roomExample: 'weekly standup',
  roomHint: 'Everybody who types this name on {{host}} comes into the same room.',
  roomHintHere: 'This computer is the server: others come in by your invite link.',
  roomEmpty: 'Type a room name first.',
  roomInvalid: 'This name does not work. Use up to 64 letters, digits, spaces and signs.',
  roomAddress: 'This is an address, not a room name. Paste an invite link, or type a name.',
  'link-join': 'This is an invite link to the room “{{room}}”. Join follows it.',
  'link-contact': 'This is a contact link. Join opens it.',
  'link-call': 'This is a link to call somebody. Join opens it.',
  'link-broken': 'This link is not whole. Copy all of it, from parley:// to its end.',
  join: 'Join',
  newCall: 'New call',
  recentCalls: 'Recent calls',
  joinRoom: 'Join {{room}}',
  pinRoom: 'Pin {{room}}',
  unpinRoom: 'Unpin {{room}}',
  removeRoom: 'Remove {{room}}',
  onServer: 'on {{host}}',
  noCalls: 'No calls yet',
  noCallsText: 'Type a room name, or start a new call and send its link.',
  settings: 'Settings',
  shortcuts: 'Shortcuts',
} as const;

export const endedEn = {
  room_full: 'You are out of the call',
  room_fullText: 'The room filled up while you were away. Ask someone to leave, then join again.',
  replaced: 'The call goes on elsewhere',
  replacedText: 'You joined it again from this installation, so this window left.',
  refused: 'You are out of the call',
  refusedText: 'The server did not take you back. Join again.',
} as const;

export const linkEn = {
  title: 'Join {{room}}?',
  foreign: 'The link leads to {{host}}. You have not used this server before.',
  leavesCall: 'You leave this call for it.',
  useServer: 'Join through this server',
  joinOther: 'Leave and join',
  broken: 'This link does not work',
  brokenText:
    'Part of it is missing or wrong. Copy all of it from where you got it, or ask for a new one.',
} as const;

export const homeRu = {
  roomName: 'Название комнаты',
  roomExample: 'планёрка',
  roomHint: 'Все, кто введёт это название на {{host}}, попадут в одну комнату.',
  roomHintHere: 'Сервер — этот компьютер: другие входят по вашему приглашению.',
  roomEmpty: 'Сначала введите название комнаты.',
  roomInvalid: 'Такое название не подойдёт. До 64 букв, цифр, пробелов и знаков.',
  roomAddress: 'Это адрес, а не название комнаты. Вставьте приглашение или введите название.',
  'link-join': 'Это приглашение в комнату «{{room}}». Кнопка «Войти» откроет его.',
  'link-contact': 'Это ссылка контакта. Кнопка «Войти» откроет её.',
  'link-call': 'По этой ссылке можно позвонить. Кнопка «Войти» откроет её.',
  'link-broken': 'Ссылка неполная. Скопируйте её целиком, от parley:// до конца.',
  join: 'Войти',
  newCall: 'Новый звонок',
  recentCalls: 'Недавние звонки',
  joinRoom: 'Войти в {{room}}',
  pinRoom: 'Закрепить {{room}}',
  unpinRoom: 'Открепить {{room}}',
  removeRoom: 'Убрать {{room}}',
  onServer: 'на {{host}}',
  noCalls: 'Звонков ещё не было',
  noCallsText: 'Введите название комнаты или начните новый звонок и отправьте ссылку.',
  settings: 'Настройки',
  shortcuts: 'Клавиши',
} satisfies Record<keyof typeof homeEn, string>;

export const endedRu = {
  room_full: 'Вы больше не в звонке',
  room_fullText:
    'Пока связи не было, комната заполнилась. Попросите кого-нибудь выйти и войдите снова.',
  replaced: 'Звонок продолжается в другом окне',
  replacedText: 'Вы вошли в него ещё раз с этого компьютера, поэтому это окно вышло.',
  refused: 'Вы больше не в звонке',
  refusedText: 'Сервер не принял вас обратно. Войдите снова.',
} satisfies Record<keyof typeof endedEn, string>;

export const linkRu = {
  title: 'Войти в {{room}}?',
  foreign: 'Ссылка ведёт на {{host}}. Этим сервером вы ещё не пользовались.',
  leavesCall: 'Из этого звонка вы выйдете.',
  useServer: 'Войти через этот сервер',
  joinOther: 'Выйти и войти туда',
  broken: 'Ссылка не работает',
  brokenText:
    'Она неполная или с ошибкой. Скопируйте её целиком там, где получили, или попросите новую.',
} satisfies Record<keyof typeof linkEn, string>;

export const homeUk = {
  roomName: 'Назва кімнати',
  roomExample: 'планірка',
  roomHint: 'Усі, хто введе цю назву на {{host}}, потраплять в одну кімнату.',
  roomHintHere: 'Сервер — цей комп’ютер: інші входять за вашим запрошенням.',
  roomEmpty: 'Спершу введіть назву кімнати.',
  roomInvalid: 'Така назва не підійде. До 64 літер, цифр, пробілів і знаків.',
  roomAddress: 'Це адреса, а не назва кімнати. Вставте запрошення або введіть назву.',
  'link-join': 'Це запрошення до кімнати «{{room}}». Кнопка «Увійти» відкриє його.',
  'link-contact': 'Це посилання контакту. Кнопка «Увійти» відкриє його.',
  'link-call': 'За цим посиланням можна зателефонувати. Кнопка «Увійти» відкриє його.',
  'link-broken': 'Посилання неповне. Скопіюйте його повністю, від parley:// до кінця.',
  join: 'Увійти',
  newCall: 'Новий дзвінок',
  recentCalls: 'Недавні дзвінки',
  joinRoom: 'Увійти в {{room}}',
  pinRoom: 'Закріпити {{room}}',
  unpinRoom: 'Відкріпити {{room}}',
  removeRoom: 'Прибрати {{room}}',
  onServer: 'на {{host}}',
  noCalls: 'Дзвінків ще не було',
  noCallsText: 'Введіть назву кімнати або почніть новий дзвінок і надішліть посилання.',
  settings: 'Налаштування',
  shortcuts: 'Клавіші',
} satisfies Record<keyof typeof homeEn, string>;

export const endedUk = {
  room_full: 'Ви більше не в дзвінку',
  room_fullText:
    'Поки зв’язку не було, кімната заповнилася. Попросіть когось вийти й увійдіть знову.',
  replaced: 'Дзвінок триває в іншому вікні',
  replacedText: 'Ви увійшли в нього ще раз із цього комп’ютера, тож це вікно вийшло.',
  refused: 'Ви більше не в дзвінку',
  refusedText: 'Сервер не прийняв вас назад. Увійдіть знову.',
} satisfies Record<keyof typeof endedEn, string>;

export const linkUk = {
  title: 'Увійти в {{room}}?',
  foreign: 'Посилання веде на {{host}}. Цим сервером ви ще не користувалися.',
  leavesCall: 'Із цього дзвінка ви вийдете.',
  useServer: 'Увійти через цей сервер',
  joinOther: 'Вийти й увійти туди',
  broken: 'Посилання не працює',
  brokenText:
    'Воно неповне або з помилкою. Скопіюйте його повністю там, де отримали, або попросіть нове.',
} satisfies Record<keyof typeof linkEn, string>;
