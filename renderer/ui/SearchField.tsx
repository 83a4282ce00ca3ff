import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field that narrows what is listed below it. */
export function SearchField({ label, value, onChange, onKeyDown, inputRef }: SearchFieldProps) {
  return (
    <label className="relative block min-w-0 flex-1">
      <span className="sr-only">{label}</span>
      <Search
        size={16}
        aria-hidden="true"
        className="pointer-events-none absolute top-0 left-3 h-full text-ink-3"
      />
      <input
        ref={inputRef}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        className="h-9 w-full min-w-0 rounded-control bg-field pr-3 pl-9 inset-ring inset-ring-edge edged compact:h-8 [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  );
}
