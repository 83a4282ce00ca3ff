import type { PickerSnapshot } from '../../../preload/contract/appSnapshot.ts';

type Source = PickerSnapshot['sources'][number];

/** Capitals, accents and widths do not count in a search. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** Sources whose names have every word of the search somewhere. */
export function searchSources(sources: readonly Source[], search: string): readonly Source[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return sources;
  return sources.filter(({ name }) => {
    const searched = plain(name);
    return words.every((word) => searched.includes(word));
  });
}
