import { useEffect, type RefObject } from 'react';

const FOCUSABLE = 'button:not([disabled]), input, select, textarea, a[href], [tabindex="0"]';

/** An element, and which child of its parent it was. */
interface Place {
  readonly parent: Element;
  readonly index: number;
}

/**
 * Has the keyboard go on nearby when what had it goes away: in the next row, else beside the list.
 * In a layout that is another one altogether it goes to what has the same name. Otherwise Tab would
 * begin at the top. What lies outside, such as a dialog or a menu, counts as
 * opened by what had the keyboard last.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const within = root.current;
    if (within === null) return undefined;
    let last: Element | null = null;
    let places: readonly Place[] = [];
    let lastName = '';
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      last = target;
      if (!within.contains(target)) return;
      places = placesOf(target, within);
      lastName = nameOf(target);
    };
    const observer = new MutationObserver(() => {
      const isLost = document.activeElement === document.body && last?.isConnected === false;
      if (!isLost) return;
      last = null;
      (next(places) ?? sameIn(within, lastName))?.focus();
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [root]);
}

/** From the element outwards, as far as its part of the screen goes. */
function placesOf(element: Element, within: Element): Place[] {
  const places: Place[] = [];
  for (let child = element; child !== within && child.parentElement !== null;) {
    const parent: Element = child.parentElement;
    // A layout that is another one altogether has no place that is near.
    if (parent === within) break;
    places.push({ parent, index: [...parent.children].indexOf(child) });
    child = parent;
  }
  return places;
}

/** What was there under this name, where another layout has it. */
function sameIn(within: Element, name: string): HTMLElement | null {
  const all = [...within.querySelectorAll<HTMLElement>(FOCUSABLE)];
  return all.find((one) => one.checkVisibility() && nameOf(one) === name) ?? null;
}

function nameOf(element: Element): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
  return element.getAttribute('aria-label') ?? label ?? element.textContent;
}

/** The nearest that can have the keyboard: what stands there now, what follows, what is before. */
function next(places: readonly Place[]): HTMLElement | null {
  for (const { parent, index } of places) {
    if (!parent.isConnected) continue;
    const children = [...parent.children];
    for (const child of [...children.slice(index), ...children.slice(0, index).toReversed()]) {
      const found = focusableIn(child);
      if (found !== null) return found;
    }
  }
  return null;
}

function focusableIn(element: Element): HTMLElement | null {
  const all = [element, ...element.querySelectorAll(FOCUSABLE)].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement && one.matches(FOCUSABLE) && one.checkVisibility(),
  );
  return all.find((one) => one.matches('[data-row-main]')) ?? all[0] ?? null;
}
