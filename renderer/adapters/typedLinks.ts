import { MAX_LINK_TEXT, type LookedLink, type TypedLink } from '../../preload/contract/links.ts';

export interface TypedLinksParts {
  /** Asks main, which alone reads links. */
  readonly look: (text: string) => Promise<LookedLink>;
  readonly show: (link: TypedLink | null) => void;
  problem(event: string, error: unknown): void;
}

/** What stands in a field and may be a link. Of several looks the last one counts. */
export class TypedLinks {
  readonly #parts: TypedLinksParts;
  #text: string | null = null;

  constructor(parts: TypedLinksParts) {
    this.#parts = parts;
  }

  /** @param text - null: it is no link any more. */
  look(text: string | null): void {
    if (text === this.#text) return;
    this.#text = text;
    const { look, show, problem } = this.#parts;
    if (text === null) return show(null);
    if (text.length > MAX_LINK_TEXT) return this.broken(text);
    show({ text, looked: null });
    look(text).then(
      (looked) => {
        if (text === this.#text) show({ text, looked });
      },
      (error: unknown) => problem('look at link', error),
    );
  }

  /** It was to be opened and leads nowhere. */
  broken(text: string): void {
    this.#text = text;
    this.#parts.show({ text, looked: { kind: 'broken' } });
  }
}
