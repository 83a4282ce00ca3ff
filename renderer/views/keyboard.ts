/** What a single key does. */
export type KeyCommand =
  | 'microphone'
  | 'camera'
  | 'share'
  | 'chat'
  | 'people'
  | 'small'
  | 'talk'
  | 'escape'
  | 'list';

/** The part of a `KeyboardEvent` that tells which key it is. */
export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'
>;

/** Key caps as they are shown; the letters are the same in every language. */
export const KEY_CAPS = {
  microphone: 'M',
  camera: 'V',
  share: 'S',
  chat: 'C',
  people: 'P',
  small: 'W',
  list: '?',
} as const;

const LETTERS: Readonly<Record<string, KeyCommand>> = {
  m: 'microphone',
  v: 'camera',
  s: 'share',
  c: 'chat',
  p: 'people',
  w: 'small',
};

/**
 * Which command a key means, if any.
 *
 * A letter counts by what it writes where the layout is Latin, and by its place on the keyboard
 * where it is not (Cyrillic, for one), so that the caps in the list are true in both.
 */
export function keyCommand(pressed: PressedKey): KeyCommand | null {
  const { key, code, ctrlKey, altKey, metaKey, shiftKey } = pressed;
  if (ctrlKey || altKey || metaKey) return null;
  if (key === 'Escape') return 'escape';
  if (key === '?' || (code === 'Slash' && shiftKey)) return 'list';
  if (shiftKey) return null;
  if (key === ' ') return 'talk';
  const letter = /^[a-z]$/i.test(key) ? key : code.replace(/^Key/, '');
  return LETTERS[letter.toLowerCase()] ?? null;
}

const TYPING = 'input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]';
const OPERATED =
  'button, a[href], input, select, textarea, [role=option], [role=tab], [role=menuitem], [data-takes-keys]';

/** Whether keys go into a text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

/** Whether Space means something to this element already. */
export function takesSpace(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OPERATED) !== null;
}

/** Whether Esc means something to this element already: a tool in somebody's hand. */
export function takesEscape(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-takes-keys]') !== null;
}

/** Whether something lies above the page that keys belong to: a dialog, a menu, a list. */
export function isCovered(page: ParentNode): boolean {
  return page.querySelector('[data-open]:is([role=dialog],[role=menu],[role=listbox])') !== null;
}
