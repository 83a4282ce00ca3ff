import type { KeyboardEvent } from 'react';

/** Arrows, Home and End go from one row's main button to another's. */
export function moveInList(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-main]')];
  const row = document.activeElement?.closest('li');
  const at = buttons.findIndex((button) => row?.contains(button) === true);
  const to = target(event.key, at, buttons.length);
  if (to === null) return;
  event.preventDefault();
  buttons[to]?.focus();
}

function target(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
