/* Words around one's identity on several computers. */

export const identityMoveEn = {
  section: 'Other computers',
  sectionText: 'Be the same person on several computers: they all ring.',
  save: 'Use on another computer…',
  saveTitle: 'Use on another computer',
  saveText:
    'Parley saves a file with your key, your name and your contacts, locked with a passphrase. Whoever has the file and the passphrase is you to everybody.',
  noServer:
    'Calls ring on both computers only if both use the same server. None is set here, so a call may ring on only one of them. Settings let you set a server.',
  saveFile: 'Save file…',
  saving: 'Saving…',
  savingText: 'Locking the file takes a few seconds.',
  savedTitle: 'Write down the passphrase',
  savedText:
    'The file is saved. Take it to the other computer, choose "Use the identity of another computer…" in Settings there, and type:',
  passphrase: 'Passphrase',
  passphraseOnce:
    'It is shown only now and kept nowhere. Do not send it the same way as the file, and delete the file once the other computer is set up.',
  copy: 'Copy passphrase',
  copied: 'Passphrase copied',
  done: 'Done',
  key_locked: 'Your key is locked. Unlock the keyring, start Parley again, and then save the file.',
  notSaved: 'The file could not be saved. Choose another folder.',
  adopt: 'Use the identity of another computer…',
  adoptTitle: 'Use the identity of another computer',
  adoptText:
    'On the other computer, choose "Use on another computer…" in Settings, and bring the file here. Nothing changes until you have seen what is in it.',
  choose: 'Choose file…',
  chooseOther: 'Choose another file…',
  filePassphrase: 'Passphrase of the file',
  filePassphraseHint: '24 letters and digits. Capitals, spaces and hyphens make no difference.',
  open: 'Open',
  opening: 'Opening…',
  no_passphrase:
    'The passphrase has 24 letters and digits. Some are missing, or there are too many.',
  wrong_passphrase: 'This passphrase does not open the file. Check each letter and try again.',
  not_valid: 'Parley has not made this file for another computer, or it is damaged.',
  too_costly: 'Opening this file would take too much memory, so Parley does not try.',
  same: 'This computer has this identity already.',
  in_call: 'You are in a call. Leave it first.',
  ringing: 'A call is ringing. Try again when it is over.',
  notRead: 'The file could not be read. Choose it again.',
  questionTitle: 'Be {{name}} on this computer?',
  brings: 'The file brings the key and the name of {{name}}. Contacts in it:\u{a0}{{count}}.',
  bringsServer: 'The server {{server}} will be set.',
  replaces:
    'It takes the place of who you are here now: {{name}}. Contacts:\u{a0}{{count}}. Nothing is deleted: that is kept in files beside the settings.',
  yes: 'Use this identity',
  notAdopted: 'What is here could not be set aside, so nothing has changed. Is the disk full?',
  adoptedTitle: 'You are {{name}} here now',
  adoptedText:
    'Delete the file: it is needed no more. From now on each computer keeps its own list of contacts.',
} as const;

export const identityMoveRu = {
  section: 'Другие компьютеры',
  sectionText: 'Один человек на нескольких компьютерах: звонок слышен на каждом.',
  save: 'Пользоваться на другом компьютере…',
  saveTitle: 'Пользоваться на другом компьютере',
  saveText:
    'Parley сохранит файл с вашим ключом, именем и контактами, запертый парольной фразой. У кого есть файл и фраза, тот для всех — вы.',
  noServer:
    'Звонок слышен на обоих компьютерах, только если сервер у них один. Здесь он не задан, поэтому, возможно, зазвонит только один. Сервер задают в настройках.',
  saveFile: 'Сохранить файл…',
  saving: 'Сохраняем…',
  savingText: 'Чтобы запереть файл, нужно несколько секунд.',
  savedTitle: 'Запишите парольную фразу',
  savedText:
    'Файл сохранён. Перенесите его на другой компьютер, выберите там в настройках «Взять профиль с другого компьютера…» и введите:',
  passphrase: 'Парольная фраза',
  passphraseOnce:
    'Она видна только сейчас и нигде не хранится. Не посылайте её тем же путём, что и файл, а файл удалите, как только настроите другой компьютер.',
  copy: 'Скопировать фразу',
  copied: 'Фраза скопирована',
  done: 'Готово',
  key_locked:
    'Ваш ключ заблокирован. Разблокируйте связку ключей, запустите Parley снова и сохраните файл.',
  notSaved: 'Не удалось сохранить файл. Выберите другую папку.',
  adopt: 'Взять профиль с другого компьютера…',
  adoptTitle: 'Взять профиль с другого компьютера',
  adoptText:
    'На другом компьютере выберите в настройках «Пользоваться на другом компьютере…» и перенесите файл сюда. Ничего не изменится, пока вы не увидите, что в нём.',
  choose: 'Выбрать файл…',
  chooseOther: 'Выбрать другой файл…',
  filePassphrase: 'Парольная фраза файла',
  filePassphraseHint: '24 буквы и цифры. Заглавные, пробелы и дефисы не важны.',
  open: 'Открыть',
  opening: 'Открываем…',
  no_passphrase: 'В парольной фразе 24 буквы и цифры. Каких-то не хватает, или есть лишние.',
  wrong_passphrase: 'Эта фраза не открывает файл. Проверьте каждую букву и попробуйте ещё раз.',
  not_valid: 'Parley не создавал этот файл для другого компьютера, или файл повреждён.',
  too_costly: 'Чтобы открыть этот файл, нужно слишком много памяти, поэтому Parley не пытается.',
  same: 'На этом компьютере этот профиль уже есть.',
  in_call: 'Вы в звонке. Сначала выйдите из него.',
  ringing: 'Идёт вызов. Попробуйте, когда он закончится.',
  notRead: 'Не удалось прочитать файл. Выберите его ещё раз.',
  questionTitle: 'Быть на этом компьютере {{name}}?',
  brings: 'В файле ключ и имя: {{name}}. Контактов:\u{a0}{{count}}.',
  bringsServer: 'Будет задан сервер {{server}}.',
  replaces:
    'Это заменит ваш нынешний профиль: {{name}}. Контактов:\u{a0}{{count}}. Ничего не удаляется: он останется в файлах рядом с настройками.',
  yes: 'Взять этот профиль',
  notAdopted:
    'Не удалось отложить нынешний профиль, поэтому ничего не изменилось. Возможно, диск заполнен.',
  adoptedTitle: 'Теперь вы здесь {{name}}',
  adoptedText:
    'Удалите файл: он больше не нужен. Дальше у каждого компьютера свой список контактов.',
} as const;

export const identityMoveUk = {
  section: 'Інші комп’ютери',
  sectionText: 'Одна людина на кількох комп’ютерах: дзвінок чути на кожному.',
  save: 'Користуватися на іншому комп’ютері…',
  saveTitle: 'Користуватися на іншому комп’ютері',
  saveText:
    'Parley збереже файл із вашим ключем, ім’ям і контактами, замкнений парольною фразою. Хто має файл і фразу, той для всіх — ви.',
  noServer:
    'Дзвінок чути на обох комп’ютерах, лише якщо сервер у них один. Тут його не задано, тому, можливо, задзвонить лише один. Сервер задають у налаштуваннях.',
  saveFile: 'Зберегти файл…',
  saving: 'Зберігаємо…',
  savingText: 'Щоб замкнути файл, потрібно кілька секунд.',
  savedTitle: 'Запишіть парольну фразу',
  savedText:
    'Файл збережено. Перенесіть його на інший комп’ютер, виберіть там у налаштуваннях «Узяти профіль з іншого комп’ютера…» і введіть:',
  passphrase: 'Парольна фраза',
  passphraseOnce:
    'Її видно лише зараз, і ніде її не збережено. Не надсилайте її тим самим шляхом, що й файл, а файл видаліть, щойно налаштуєте інший комп’ютер.',
  copy: 'Скопіювати фразу',
  copied: 'Фразу скопійовано',
  done: 'Готово',
  key_locked:
    'Ваш ключ заблоковано. Розблокуйте в’язку ключів, запустіть Parley знову й збережіть файл.',
  notSaved: 'Не вдалося зберегти файл. Виберіть іншу теку.',
  adopt: 'Узяти профіль з іншого комп’ютера…',
  adoptTitle: 'Узяти профіль з іншого комп’ютера',
  adoptText:
    'На іншому комп’ютері виберіть у налаштуваннях «Користуватися на іншому комп’ютері…» і перенесіть файл сюди. Нічого не зміниться, доки ви не побачите, що в ньому.',
  choose: 'Вибрати файл…',
  chooseOther: 'Вибрати інший файл…',
  filePassphrase: 'Парольна фраза файлу',
  filePassphraseHint: '24 літери й цифри. Великі літери, пробіли та дефіси не мають значення.',
  open: 'Відкрити',
  opening: 'Відкриваємо…',
  no_passphrase: 'У парольній фразі 24 літери й цифри. Якихось бракує, або є зайві.',
  wrong_passphrase: 'Ця фраза не відкриває файл. Перевірте кожну літеру й спробуйте ще раз.',
  not_valid: 'Parley не створював цей файл для іншого комп’ютера, або файл пошкоджено.',
  too_costly: 'Щоб відкрити цей файл, потрібно забагато пам’яті, тому Parley не намагається.',
  same: 'На цьому комп’ютері цей профіль уже є.',
  in_call: 'Ви в дзвінку. Спершу вийдіть із нього.',
  ringing: 'Триває виклик. Спробуйте, коли він закінчиться.',
  notRead: 'Не вдалося прочитати файл. Виберіть його ще раз.',
  questionTitle: 'Бути на цьому комп’ютері {{name}}?',
  brings: 'У файлі ключ та ім’я: {{name}}. Контактів:\u{a0}{{count}}.',
  bringsServer: 'Буде задано сервер {{server}}.',
  replaces:
    'Це замінить ваш теперішній профіль: {{name}}. Контактів:\u{a0}{{count}}. Нічого не видаляється: він залишиться у файлах поруч із налаштуваннями.',
  yes: 'Узяти цей профіль',
  notAdopted:
    'Не вдалося відкласти теперішній профіль, тому нічого не змінилося. Можливо, диск заповнено.',
  adoptedTitle: 'Тепер ви тут {{name}}',
  adoptedText:
    'Видаліть файл: він більше не потрібен. Далі кожен комп’ютер має власний список контактів.',
} as const;
