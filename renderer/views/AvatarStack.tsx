import { Avatar } from '../ui/Avatar.tsx';
import { hueOf, initialOf } from './identity.ts';

export interface AvatarStackProps {
  /** Without an id the name stands for it. */
  readonly people: readonly { readonly id?: string; readonly name: string }[];
  /** How many are shown before the rest becomes a number. */
  readonly most: number;
}

/** People side by side, overlapping a little. Decoration: their names are said in words nearby. */
export function AvatarStack({ people, most }: AvatarStackProps) {
  const shown = people.slice(0, most);
  const rest = people.length - shown.length;
  return (
    <span aria-hidden="true" className="flex">
      {shown.map(({ id, name }, index) => (
        <Avatar
          key={id ?? `${name} ${index}`}
          initial={initialOf(name)}
          hue={hueOf(id ?? name)}
          size="stack"
          layout="-mr-0.75 ring-2 ring-paper"
        />
      ))}
      {rest > 0 && (
        <span className="grid size-7 place-items-center rounded-avatar bg-field text-[11px] font-bold text-ink-2 ring-2 inset-ring ring-paper inset-ring-line edged">
          +{rest}
        </span>
      )}
    </span>
  );
}
