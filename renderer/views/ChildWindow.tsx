import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { PortalContainer } from '../ui/PortalContainer.tsx';
import { useApp } from './ParleyProvider.tsx';
import { languageOf } from './words/words.ts';
import { HostWindowProvider, type HostWindow } from './hostWindow.tsx';

export interface ChildWindowProps {
  readonly window: HostWindow;
  readonly title: string;
  readonly children: ReactNode;
}

/** What is inside, drawn in another window in the same looks. */
export function ChildWindow({ window: host, title, children }: ChildWindowProps) {
  const { document: page } = host;
  const theme = useApp((state) => state.settings.theme);
  const language = useApp(languageOf);
  useLayoutEffect(() => {
    page.documentElement.lang = language;
    page.title = title;
    if (theme === 'system') delete page.documentElement.dataset['theme'];
    else page.documentElement.dataset['theme'] = theme;
  }, [page, language, theme, title]);
  useEffect(() => copyStyles(page), [page]);
  return createPortal(
    <HostWindowProvider window={host}>
      <PortalContainer element={page.body}>
        <main className="relative h-full bg-[#000]">{children}</main>
      </PortalContainer>
    </HostWindowProvider>,
    page.body,
  );
}

/** Style sheets are the page's own; the other page has none. */
function copyStyles(page: Document): () => void {
  const copies = [...document.querySelectorAll('link[rel=stylesheet], style')].map((source) => {
    const copy = page.importNode(source, true);
    // An empty page has no address for relative ones to start from.
    if (source instanceof HTMLLinkElement) copy.setAttribute('href', source.href);
    page.head.append(copy);
    return copy;
  });
  return () => {
    for (const copy of copies) copy.remove();
  };
}
