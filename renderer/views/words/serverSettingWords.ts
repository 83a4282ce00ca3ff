/* Words of where a server comes from. */

export const serverSettingEn = {
  own: 'Your other computers can use this one as their server, in this network and while Parley runs here. Copying its address opens it to them.',
  ownAddress:
    'Put this into Settings on your other computers. It works in this network, while Parley runs here.',
  copy: "Copy this computer's address",
  copied: 'Copied. Put it into Settings on your other computers.',
  noAddress: 'This computer is on no network that others could reach it by.',
  run: "For a server that is always there, see docs/server.md in Parley's source: it is one command.",
} as const;

export const serverSettingRu = {
  own: 'Этот компьютер может быть сервером для других ваших компьютеров: в этой сети и пока на нём работает Parley. Копирование адреса открывает его для них.',
  ownAddress:
    'Укажите этот адрес в настройках на других компьютерах. Он действует в этой сети, пока здесь работает Parley.',
  copy: 'Скопировать адрес этого компьютера',
  copied: 'Скопировано. Укажите его в настройках на других компьютерах.',
  noAddress: 'Этот компьютер не в сети, через которую его могли бы найти другие.',
  run: 'О сервере, который доступен всегда, рассказывает docs/server.md в исходном коде Parley: это одна команда.',
} satisfies Record<keyof typeof serverSettingEn, string>;

export const serverSettingUk = {
  own: 'Цей комп’ютер може бути сервером для інших ваших комп’ютерів: у цій мережі й поки на ньому працює Parley. Копіювання адреси відкриває його для них.',
  ownAddress:
    'Укажіть цю адресу в налаштуваннях на інших комп’ютерах. Вона діє в цій мережі, поки тут працює Parley.',
  copy: 'Скопіювати адресу цього комп’ютера',
  copied: 'Скопійовано. Укажіть її в налаштуваннях на інших комп’ютерах.',
  noAddress: 'Цей комп’ютер не в мережі, через яку його могли б знайти інші.',
  run: 'Про сервер, доступний завжди, розповідає docs/server.md у вихідному коді Parley: це одна команда.',
} satisfies Record<keyof typeof serverSettingEn, string>;
