import { createContext, use, type ReactNode } from 'react';

const Container = createContext<HTMLElement | null>(null);

export interface PortalContainerProps {
  /** Null: as it is outside; outermost that is the page's body. */
  readonly element: HTMLElement | null;
  readonly children: ReactNode;
}

/**
 * Where tooltips and menus of what is inside are drawn. Needed where the page's body is not to be
 * seen: in an element in full screen, and in another window.
 */
export function PortalContainer({ element, children }: PortalContainerProps) {
  const outer = use(Container);
  return <Container value={element ?? outer}>{children}</Container>;
}

/** As a portal's properties: none means the body. */
export function usePortalContainer(): { readonly container?: HTMLElement } {
  const element = use(Container);
  return element === null ? {} : { container: element };
}
