/** The part of a `KeyboardEvent` that makes a shortcut. */
export type ShortcutKeys = Pick<
  KeyboardEvent,
  'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'
>;

/** What pressed keys are as a global shortcut. */
export type Pressed =
  | { readonly ok: true; readonly accelerator: string }
  /** `incomplete`: only modifiers so far. */
  | { readonly ok: false; readonly reason: 'incomplete' | 'needs-modifier' | 'key-refused' };

const MODIFIER_CODES = /^(?:Control|Alt|Shift|Meta|OS)(?:Left|Right)?$/;

/** Codes (UI Events, KeyboardEvent code values) to Electron's names, where they are different. */
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Space: 'Space',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Delete: 'Delete',
};

/**
 * Names pressed keys as Electron does, `Control+Alt+M`. A key counts by its place, so that the same
 * shortcut is pressed in every layout.
 */
export function acceleratorOf(keys: ShortcutKeys): Pressed {
  const { code, ctrlKey, altKey, shiftKey, metaKey } = keys;
  if (MODIFIER_CODES.test(code)) return { ok: false, reason: 'incomplete' };
  const key = keyName(code);
  if (key === null) return { ok: false, reason: 'key-refused' };
  // Without one of these it would take a letter away from every other app.
  if (!ctrlKey && !altKey && !metaKey) return { ok: false, reason: 'needs-modifier' };
  const modifiers = [
    ctrlKey && 'Control',
    altKey && 'Alt',
    shiftKey && 'Shift',
    metaKey && 'Super',
  ].filter((name) => name !== false);
  return { ok: true, accelerator: [...modifiers, key].join('+') };
}

function keyName(code: string): string | null {
  const letterOrDigit = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (letterOrDigit !== null) return letterOrDigit[1] ?? letterOrDigit[2] ?? null;
  if (/^F(?:[1-9]|1\d|2[0-4])$/.test(code)) return code;
  return NAMES[code] ?? null;
}

const CAPS: Readonly<Record<string, string>> = { Control: 'Ctrl' };
const MAC_CAPS: Readonly<Record<string, string>> = {
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Super: '⌘',
};

/** The caps of a shortcut, as that platform's keyboards have them. */
export function capsOf(
  accelerator: string,
  platform: 'win32' | 'darwin' | 'linux',
): readonly string[] {
  const caps =
    platform === 'darwin' ? MAC_CAPS : platform === 'win32' ? { ...CAPS, Super: 'Win' } : CAPS;
  return accelerator.split('+').map((name) => caps[name] ?? name);
}
