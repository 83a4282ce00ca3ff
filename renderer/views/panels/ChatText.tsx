import { useMemo } from 'react';
import { useParley } from '../ParleyProvider.tsx';
import { chatParts } from './chatLinks.ts';

/** What somebody wrote, as it was written; web addresses open in the system's browser. */
export function ChatText({ text }: { readonly text: string }) {
  const { app } = useParley();
  const parts = useMemo(() => chatParts(text), [text]);
  return parts.map((part, index) =>
    part.kind === 'words' ? (
      part.text
    ) : (
      <a
        // A message does not change, so neither do the places in it.
        // oxlint-disable-next-line react/no-array-index-key
        key={index}
        href={part.url}
        title={part.asciiHost ?? undefined}
        draggable={false}
        onClick={(event) => {
          event.preventDefault();
          app.send({ type: 'open-web-page', url: part.url });
        }}
        className="underline decoration-ink-3 underline-offset-2 hover:decoration-ink"
      >
        {part.text}
      </a>
    ),
  );
}
